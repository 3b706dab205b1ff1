/** Finds the last finite state before a run broke, by training the stretch again from a state that was finite, and measures what can have broken it. */
import { fillBatchOrder } from '../domain/batchOrder';
import type { Experiment } from '../domain/experiment';
import { rateAtEpoch } from '../domain/learningRate';
import { layoutParams } from '../domain/paramLayout';
import type { NotFinite } from '../protocol/messages';
import { buildCpuNetwork } from './cpu/buildCpuNetwork';
import { computeGradients } from './cpu/computeGradients';
import type { TrainingData } from './buildTrainingData';
import type { Trainer, TrainerState } from './trainer';

/** Whether loss and parameters are finite numbers; which of them is not first. */
export async function findNotFinite(trainer: Trainer): Promise<'loss' | 'parameters' | null> {
  const { metrics, parameters } = await trainer.read({
    metrics: true,
    parameters: true,
    boundarySize: 0,
    mapSize: 0,
  });
  if (!parameters.every(Number.isFinite)) return 'parameters';
  return metrics && Number.isFinite(metrics.loss) ? null : 'loss';
}

export interface Retreat {
  /** Finite, at most one step before the run broke; the trainer stands there. */
  readonly state: TrainerState;
  readonly at: NotFinite['at'];
}

/**
 * Brings `trainer`, which stands broken at `step`, back to its last finite state. `start` is a finite state of the same run and the same settings: equal
 * steps give equal numbers, so halving the stretch finds where they break, in as many steps again as it is long and few looks.
 */
export async function retreat(trainer: Trainer, start: TrainerState, step: number): Promise<Retreat> {
  let state = start;
  let at: NotFinite['at'] = (await findNotFinite(trainer)) ?? 'loss';
  let stretch = step - start.cursor.step;
  await trainer.load(start);
  while (stretch > 1) {
    const half = Math.floor(stretch / 2);
    await trainer.train(half);
    const broken = await findNotFinite(trainer);
    if (broken) {
      at = broken;
      stretch = half;
      await trainer.load(state);
    } else {
      state = await trainer.save();
      stretch -= half;
    }
  }
  await trainer.load(state);
  return { state, at };
}

/** What the network, standing at `state`, was about to do. The gradient is computed in float64, where it does not overflow as the engine's does. */
export function measureDivergence(
  experiment: Experiment,
  data: TrainingData,
  index: number,
  { state, at }: Retreat,
): NotFinite {
  const spec = experiment.networks[index];
  if (!spec) throw new RangeError(`no network ${index}`);
  const { epoch, used, step } = state.cursor;
  const parameters = Float64Array.from(state.parameters);
  const network = buildCpuNetwork(spec, layoutParams(experiment, index), parameters, Float64Array);
  const order = new Uint32Array(data.train.count);
  fillBatchOrder(order, experiment.data.seed, epoch);
  computeGradients(network, data.train, order, used, Math.min(spec.batchSize, order.length - used));
  const largest = (values: ArrayLike<number>): number =>
    Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const largestGradient = largest(network.gradients);
  return {
    code: 'notFinite',
    network: index,
    epoch,
    step,
    at,
    rate: rateAtEpoch(spec.optimizer, epoch),
    largestWeight: largest(parameters),
    ...(Number.isFinite(largestGradient) && { largestGradient }),
  };
}
