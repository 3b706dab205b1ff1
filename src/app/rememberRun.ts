/** Keeps the newest saved state of the run under way, for a worker that takes the place of one that died; never one of a run that was left. */
import type { SavedRun } from '../protocol/trainerState';

export interface RunMemory {
  readonly receive: (saved: SavedRun) => void;
  /**
   * The run was left for another (rebuilt, reset, another experiment), or one of its layers was drawn anew: earlier states are of no use from `revision` on.
   * `isReset`: no revision tells those before from those after, only the number of the run does.
   */
  readonly leave: (revision: number, isReset?: boolean) => void;
  readonly newest: () => SavedRun | null;
}

export function rememberRun(): RunMemory {
  let newest: SavedRun | null = null;
  let leftRun: number | null = null;
  let leftAt = 0;
  return {
    receive: (saved) => {
      // Sent before the worker had heard of the change.
      if (saved.revision < leftAt || (saved.revision === leftAt && saved.run === leftRun)) return;
      newest = saved;
    },
    leave: (revision, isReset = false) => {
      leftRun = isReset ? (newest?.run ?? leftRun) : null;
      leftAt = revision;
      newest = null;
    },
    newest: () => newest,
  };
}
