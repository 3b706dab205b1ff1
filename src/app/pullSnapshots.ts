/** Decides when the page asks the worker for a snapshot: once a frame at most, one at a time, only what somebody can see. Draws nothing. */
import type { FrameLoop } from '../store/storeTypes';

export interface PullOptions {
  readonly frames: FrameLoop;
  /** Asks; false where it could not (an answer is awaited). */
  readonly ask: () => boolean;
  /** A hidden tab asks for nothing; training goes on in it. */
  readonly isVisible: () => boolean;
  readonly isTraining: () => boolean;
}

export interface SnapshotPuller {
  /** Something was changed, or the page is seen again: at rest, too, one more snapshot is wanted. */
  readonly want: () => void;
  /** The answer is there and handed on. The next is asked for after it has been drawn: a slow page gets fewer. */
  readonly answered: () => void;
}

export function pullSnapshots({ frames, ask, isVisible, isTraining }: PullOptions): SnapshotPuller {
  let isWanted = false;

  const pull = (): void => {
    if (!isVisible() || !(isWanted || isTraining())) return;
    if (ask()) isWanted = false;
  };

  return {
    want: () => {
      isWanted = true;
      frames.request(pull, 'after');
    },
    answered: () => {
      if (isWanted || isTraining()) frames.request(pull, 'after');
    },
  };
}
