/** Keeps runs that a change of the experiment ended, so that undoing the change brings them back; forgets the oldest first. */
import type { SavedRun } from '../protocol/trainerState';

const MAX_RUNS = 64;
/** Float32 numbers of all runs together: 32 MiB. */
const MAX_NUMBERS = 8_388_608;

export class RunShelf {
  /** By the revision at which each run was left, oldest first. */
  private readonly runs = new Map<number, SavedRun>();

  put(saved: SavedRun): void {
    this.runs.delete(saved.revision);
    this.runs.set(saved.revision, saved);
    let numbers = 0;
    const kept = [...this.runs].reverse();
    for (const [count, [revision, run]] of kept.entries()) {
      numbers += countNumbers(run);
      if (count >= MAX_RUNS || numbers > MAX_NUMBERS) this.runs.delete(revision);
    }
  }

  find(revision: number): SavedRun | null {
    return this.runs.get(revision) ?? null;
  }

  clear(): void {
    this.runs.clear();
  }
}

function countNumbers({ states }: SavedRun): number {
  return states.reduce((sum, { parameters, slots }) => sum + parameters.length * (1 + slots.length), 0);
}
