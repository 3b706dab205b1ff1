/** What a person has asked to be trained beyond just going on: single batches and ends of epochs, one after the other. Takes no steps. */
import type { Cursor } from '../protocol/trainerState';
import { countStepsToEpoch } from './cursor';
import type { EpochShape } from './cursor';

type Goal =
  | { readonly kind: 'steps'; readonly left: number }
  /** `epoch` whole epochs finished; null until the goals before it are reached, as the epoch under way is not known before. */
  | { readonly kind: 'epochEnd'; readonly epoch: number | null };

/**
 * An end of an epoch is kept as such and not as a number of steps, so that it stays one when the batch size changes on the way.
 */
export class Goals {
  private queue: readonly Goal[] = [];

  get isEmpty(): boolean {
    return this.queue.length === 0;
  }

  clear(): void {
    this.queue = [];
  }

  /** One batch more. */
  addStep(): void {
    const last = this.queue.at(-1);
    if (last?.kind === 'steps')
      this.queue = [...this.queue.slice(0, -1), { kind: 'steps', left: last.left + 1 }];
    else this.queue = [...this.queue, { kind: 'steps', left: 1 }];
  }

  /** To the end of the epoch that will be under way; a whole one when at the end of one. */
  addEpochEnd(): void {
    this.queue = [...this.queue, { kind: 'epochEnd', epoch: null }];
  }

  /** Steps to the first goal from where the run stands; Infinity where there is none. */
  countSteps(cursor: Cursor, shape: EpochShape): number {
    const [first, ...rest] = this.queue;
    if (!first) return Infinity;
    if (first.kind === 'steps') return first.left;
    const epoch = first.epoch ?? cursor.epoch + 1;
    this.queue = [{ kind: 'epochEnd', epoch }, ...rest];
    return countStepsToEpoch(cursor, shape, epoch);
  }

  /** So many steps were taken, no more than `countSteps` said; the run stands at `cursor`. */
  settle(steps: number, cursor: Cursor): void {
    const [first, ...rest] = this.queue;
    if (!first) return;
    if (first.kind === 'steps')
      this.queue = first.left > steps ? [{ kind: 'steps', left: first.left - steps }, ...rest] : rest;
    else if (first.epoch !== null && cursor.epoch >= first.epoch) this.queue = rest;
  }
}
