/** The page's one frame loop: tasks asked for run at the next frame, once each, in the order of their phases. Sleeps while nobody asks. */
import type { FrameLoop, FramePhase } from './storeTypes';

/** What the loop needs of its surroundings; a test gives its own. */
export interface FrameScheduler {
  /** Calls back once, before the next picture is shown. */
  readonly requestFrame: (callback: () => void) => void;
  /** Milliseconds from any fixed moment. */
  readonly now: () => number;
  /** Told of a task that threw; the others run all the same. */
  readonly report: (error: unknown) => void;
}

/** Drawing longer than this in one frame would be felt: the charts left over are drawn first in the next. */
export const DRAW_BUDGET_MS = 12;

const PHASES: readonly FramePhase[] = ['update', 'draw', 'after'];

/**
 * A task may ask for tasks of later phases and gets them in the same frame; those of its own phase, or of an earlier one, come in the next.
 * The phase `after` waits until nothing is left to draw.
 */
export function createFrameLoop(scheduler: FrameScheduler): FrameLoop {
  const waiting: Readonly<Record<FramePhase, Set<() => void>>> = {
    update: new Set(),
    draw: new Set(),
    after: new Set(),
  };
  let asked = false;

  const ask = (): void => {
    if (asked) return;
    asked = true;
    scheduler.requestFrame(frame);
  };

  const runPhase = (phase: FramePhase): void => {
    const startedMs = scheduler.now();
    for (const task of [...waiting[phase]]) {
      // A task that ran before may have cancelled this one.
      if (!waiting[phase].delete(task)) continue;
      try {
        task();
      } catch (error) {
        scheduler.report(error);
      }
      if (phase === 'draw' && scheduler.now() - startedMs > DRAW_BUDGET_MS) return;
    }
  };

  function frame(): void {
    asked = false;
    for (const phase of PHASES) {
      if (phase === 'after' && waiting.draw.size > 0) break;
      runPhase(phase);
    }
    if (PHASES.some((phase) => waiting[phase].size > 0)) ask();
  }

  return {
    request: (task, phase) => {
      waiting[phase].add(task);
      ask();
    },
    cancel: (task) => {
      for (const phase of PHASES) waiting[phase].delete(task);
    },
  };
}
