/** Lets a component do something once in the page's next frame, past React; whoever asks twice is called once. */
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { FramePhase } from '../store/storeTypes';
import { useServices } from './AppContext';

/** Returns the function that asks for `task` in the next frame; it stays the same, and the newest `task` is called. */
export function useFrame(task: () => void, phase: FramePhase = 'draw'): () => void {
  const { frames } = useServices();
  const newest = useRef(task);
  // Before any frame: passive effects of a pointer's moves may come after the next one.
  useLayoutEffect(() => {
    newest.current = task;
  });
  const { request, run } = useMemo(() => {
    const runNewest = (): void => newest.current();
    return { run: runNewest, request: () => frames.request(runNewest, phase) };
  }, [frames, phase]);
  useEffect(() => () => frames.cancel(run), [frames, run]);
  return request;
}
