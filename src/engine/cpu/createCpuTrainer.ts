/** The plain engine: trains one network on typed arrays, clear enough to learn from. Every other engine is held against it. */
import { fillBatchOrder } from '../../domain/batchOrder';
import { DATA_SETS } from '../../domain/dataSets';
import type { NetworkSpec } from '../../domain/experiment';
import type { OptimizerId } from '../../domain/ids';
import { buildGridPoints } from '../../domain/grid';
import { buildInitialParameters } from '../../domain/initialParameters';
import { buildFeatures } from '../../domain/inputs';
import { rateAtEpoch } from '../../domain/learningRate';
import { layoutParams } from '../../domain/paramLayout';
import { CURSOR_START } from '../cursor';
import type { Trainer } from '../trainer';
import type { TrainerSetup } from '../trainerSetup';
import { buildCpuNetwork } from './buildCpuNetwork';
import { buildUpdate } from './buildUpdate';
import { computeGradients } from './computeGradients';
import { evaluateSet, mapUnits, predictRows } from './evaluate';
import type { FloatArrayConstructor } from './floatArray';

/** Computes in float32, or in what `ArrayType` holds; save and load are float32 always. */
export function createCpuTrainer(
  { experiment, index, data }: TrainerSetup,
  ArrayType: FloatArrayConstructor = Float32Array,
): Trainer {
  const layout = layoutParams(experiment, index);
  const parameters = new ArrayType(layout.count);
  parameters.set(buildInitialParameters(experiment, index));
  let spec = specOf(experiment.networks[index]);
  let network = buildCpuNetwork(spec, layout, parameters, ArrayType);
  let update = buildUpdate(spec, network, ArrayType);

  // The cursor's numbers, apart: a new object a step would be an allocation in the loop.
  let { epoch, used, step } = CURSOR_START;
  const order = new Uint32Array(data.train.count);
  /** The epoch whose permutation `order` holds. */
  let orderEpoch = -1;
  const { extent } = DATA_SETS[experiment.data.kind];
  const gridFeatures = new Map<number, Float32Array>();

  function takeStep(): void {
    if (orderEpoch !== epoch) {
      fillBatchOrder(order, experiment.data.seed, epoch);
      orderEpoch = epoch;
    }
    const count = Math.min(spec.batchSize, data.train.count - used);
    computeGradients(network, data.train, order, used, count);
    update.run(rateAtEpoch(spec.optimizer, epoch));
    step += 1;
    used += count;
    if (used < data.train.count) return;
    used = 0;
    epoch += 1;
  }

  function rebuild(next: NetworkSpec): void {
    spec = next;
    network = buildCpuNetwork(spec, layout, parameters, ArrayType);
    update = buildUpdate(spec, network, ArrayType);
  }

  /** Goes on with slots and scalars of `optimizer`; those of another mean nothing to this one, which starts fresh. */
  function adoptOptimizer(
    optimizer: OptimizerId,
    slots: readonly ArrayLike<number>[],
    scalars: Readonly<Record<string, number>>,
  ): void {
    if (optimizer !== spec.optimizer.id) return;
    update.slots.forEach((slot, number) => slot.set(slots[number] ?? []));
    for (const [name, values] of Object.entries(update.scalars)) values.fill(scalars[name] ?? NaN);
  }

  const readScalars = (): Record<string, number> =>
    Object.fromEntries(Object.entries(update.scalars).map(([name, values]) => [name, values[0] ?? NaN]));

  /** Features of the grid's points; one grid of each kind is kept. */
  function featuresOf(size: number): Float32Array {
    const known = gridFeatures.get(size);
    if (known) return known;
    if (gridFeatures.size >= 4) gridFeatures.clear();
    const features = buildFeatures(buildGridPoints(size, extent), experiment.inputs);
    gridFeatures.set(size, features);
    return features;
  }

  return {
    tune: (next) => {
      const optimizer = spec.optimizer.id;
      const { slots } = update;
      const scalars = readScalars();
      rebuild(next);
      adoptOptimizer(optimizer, slots, scalars);
    },
    train: (steps) => {
      for (let taken = 0; taken < steps; taken++) takeStep();
      return Promise.resolve();
    },
    read: ({ metrics, parameters: wantsParameters, boundarySize, mapSize }) => {
      const train = metrics ? evaluateSet(network, data.train) : null;
      const validation = metrics ? evaluateSet(network, data.validation) : null;
      return Promise.resolve({
        metrics:
          train && validation
            ? {
                loss: train.loss,
                accuracy: train.accuracy,
                valLoss: validation.loss,
                valAccuracy: validation.accuracy,
              }
            : null,
        parameters: wantsParameters ? Float32Array.from(parameters) : new Float32Array(0),
        boundary:
          boundarySize > 0
            ? predictRows(network, featuresOf(boundarySize), boundarySize * boundarySize)
            : new Float32Array(0),
        maps: mapSize > 0 ? mapUnits(network, featuresOf(mapSize), mapSize * mapSize) : new Float32Array(0),
      });
    },
    save: () =>
      Promise.resolve({
        parameters: Float32Array.from(parameters),
        optimizer: spec.optimizer.id,
        slots: update.slots.map((slot) => Float32Array.from(slot)),
        scalars: readScalars(),
        cursor: { epoch, used, step },
      }),
    load: (state) => {
      parameters.set(state.parameters);
      rebuild(spec);
      adoptOptimizer(state.optimizer, state.slots, state.scalars);
      ({ epoch, used, step } = state.cursor);
      return Promise.resolve();
    },
    dispose: () => gridFeatures.clear(),
  };
}

function specOf(network: NetworkSpec | undefined): NetworkSpec {
  if (!network) throw new RangeError('the experiment has no such network');
  return network;
}
