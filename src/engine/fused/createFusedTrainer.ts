/** Trains one network by kernels made for its shape, on a GPU device that the caller keeps. Knows no tfjs and no pace of the page. */
import type { Experiment } from '../../domain/experiment';
import { layoutParams } from '../../domain/paramLayout';
import { buildTrainingData } from '../buildTrainingData';
import type { Trainer } from '../trainer';
import type { TrainerFactory, TrainerSetup } from '../trainerSetup';
import { chooseLookKernel, chooseTrainKernel } from './chooseKernel';
import type { KernelChoice } from './chooseKernel';
import { contextOf } from './deviceContext';
import { buildFusedSpec } from './fusedSpec';
import { FusedGroup } from './FusedGroup';

/**
 * Resolves when the kernels are compiled: a tenth of a second to a few seconds for a shape not met before. Rejects where the device cannot
 * compile them or is lost. Kernels with `subgroups` are used if the device was requested with that feature.
 */
export async function createFusedTrainer(
  device: GPUDevice,
  experiment: Experiment,
  networkIndex: number,
  choice: KernelChoice = 'automatic',
): Promise<Trainer> {
  const data = buildTrainingData(experiment);
  const group = new FusedGroup(device, [{ experiment, index: networkIndex, data }], choice);
  try {
    await group.waitUntilReady();
  } catch (error) {
    group.dispose();
    throw error;
  }
  return asTrainer(group);
}

/**
 * Compiles what this network will need and keeps it with the device, so that a trainer made afterwards, or tuned to it, does not wait; another
 * engine may train meanwhile. Rejects where the device cannot compile it.
 */
export async function compileFused(
  device: GPUDevice,
  { experiment, index }: Pick<TrainerSetup, 'experiment' | 'index'>,
  choice: KernelChoice = 'automatic',
): Promise<void> {
  const network = experiment.networks[index];
  if (!network) throw new RangeError(`the experiment has no network ${index}`);
  const context = contextOf(device);
  context.assertAlive();
  const spec = buildFusedSpec(network, layoutParams(experiment, index));
  await Promise.all(
    [chooseTrainKernel(context, spec, choice), chooseLookKernel(context, spec)].map((kernel) =>
      context.requestPipeline(kernel),
    ),
  );
  context.assertAlive();
}

/** Trainers that are there at once; their first step or look waits for the kernels. */
export function startFused(device: GPUDevice, choice: KernelChoice = 'automatic'): TrainerFactory {
  return (setup: TrainerSetup) => asTrainer(new FusedGroup(device, [setup], choice));
}

function asTrainer(group: FusedGroup): Trainer {
  return {
    tune: (network) => group.tune([network]),
    train: (steps) => group.train(steps),
    read: async (request) => onlyOne(await group.look(request)),
    save: async () => onlyOne(await group.save()),
    // Asynchronous, so that a state that does not fit rejects.
    load: async (state) => group.load(0, state),
    dispose: () => group.dispose(),
  };
}

function onlyOne<T>(values: readonly T[]): T {
  const [first] = values;
  if (first === undefined) throw new RangeError('the group has no network');
  return first;
}
