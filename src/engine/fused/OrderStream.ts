/** The samples that steps take, one after the other across ends of epochs, as a kernel reads them. */
import { fillBatchOrder } from '../../domain/batchOrder';

export class OrderStream {
  private readonly permutation: Uint32Array;
  /** The epoch whose permutation is held. */
  private epoch = -1;

  constructor(
    private readonly dataSeed: number,
    private readonly trainCount: number,
  ) {
    this.permutation = new Uint32Array(trainCount);
  }

  /** Fills `target` with the samples from place `used` of `epoch` on. */
  fill(target: Uint32Array, epoch: number, used: number): void {
    for (let at = 0; at < target.length; epoch++, used = 0) {
      if (this.epoch !== epoch) {
        fillBatchOrder(this.permutation, this.dataSeed, epoch);
        this.epoch = epoch;
      }
      const part = this.permutation.subarray(used, Math.min(this.trainCount, used + target.length - at));
      target.set(part, at);
      at += part.length;
    }
  }
}
