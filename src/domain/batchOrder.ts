/** In which order an epoch goes through the training set; the same for every engine. Allocates nothing, as it runs within training. */
import { createRandom, STREAM } from './random';

/** Reseeded at every call: no state is carried from one to the next. */
const random = createRandom();

/** Fills `order` with the permutation of 0..order.length-1 that belongs to this epoch (whole epochs finished before it, from 0) and data seed: Fisher-Yates. */
export function fillBatchOrder(order: Uint32Array, dataSeed: number, epoch: number): void {
  random.reseed(STREAM.batchOrder, dataSeed, epoch);
  // Inside out: place i takes a random earlier place's entry, which takes i.
  for (let i = 0; i < order.length; i++) {
    const j = random.integer(i + 1);
    order[i] = order[j] ?? 0;
    order[j] = i;
  }
}
