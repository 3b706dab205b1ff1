/** A clock for tests: frames and timers come when the test says so. The page never uses it. */
import type { FrameScheduler } from './createFrameLoop';
import type { Timers } from './createThrottle';

export interface FakeClock {
  readonly scheduler: FrameScheduler;
  readonly timers: Timers;
  /** Errors that tasks have thrown. */
  readonly reported: readonly unknown[];
  /** Shows one frame; tells whether anything was waiting for it. */
  readonly frame: () => boolean;
  /** Lets time pass; timers that come due meanwhile are called in order. */
  readonly advance: (durationMs: number) => void;
}

export function createFakeClock(): FakeClock {
  let nowMs = 0;
  let lastId = 0;
  let frames: (() => void)[] = [];
  const waiting = new Map<number, { readonly dueMs: number; readonly callback: () => void }>();
  const reported: unknown[] = [];
  const now = (): number => nowMs;

  return {
    reported,
    scheduler: {
      now,
      requestFrame: (callback) => frames.push(callback),
      report: (error) => reported.push(error),
    },
    timers: {
      now,
      set: (callback, delayMs) => {
        lastId += 1;
        waiting.set(lastId, { dueMs: nowMs + delayMs, callback });
        return lastId;
      },
      clear: (id) => waiting.delete(id),
    },
    frame: () => {
      const callbacks = frames;
      frames = [];
      for (const callback of callbacks) callback();
      return callbacks.length > 0;
    },
    advance: (durationMs) => {
      const endMs = nowMs + durationMs;
      for (;;) {
        const [next] = [...waiting]
          .filter(([, { dueMs }]) => dueMs <= endMs)
          .sort((a, b) => a[1].dueMs - b[1].dueMs);
        if (!next) break;
        const [id, { dueMs, callback }] = next;
        waiting.delete(id);
        nowMs = dueMs;
        callback();
      }
      nowMs = endMs;
    },
  };
}
