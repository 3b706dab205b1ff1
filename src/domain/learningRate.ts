/** The learning rate of an epoch under a schedule; the same number for every engine, and for what the page shows. */
import type { OptimizerSpec } from './experiment';

/**
 * The rate of all steps of one epoch, `epoch` whole epochs having been finished before it (from 0). Constant within an epoch, so that it depends on the
 * epoch alone and not on how steps are dispatched. `cosine` is Keras' CosineDecay down to 0, where it stays.
 */
export function rateAtEpoch(
  { learningRate, schedule }: Pick<OptimizerSpec, 'learningRate' | 'schedule'>,
  epoch: number,
): number {
  const { id, everyEpochs, factor } = schedule;
  switch (id) {
    case 'constant':
      return learningRate;
    case 'step':
      return learningRate * factor ** Math.floor(epoch / everyEpochs);
    case 'exponential':
      return learningRate * factor ** (epoch / everyEpochs);
    case 'cosine':
      return learningRate * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, epoch / everyEpochs)));
    default: {
      const unknown: never = id;
      return unknown;
    }
  }
}
