/**
 * Looks at a network over its whole training set: which units are dead or saturated, how large the gradients of each layer are, how accurate it would be without
 * each unit. Works in slices, so that a page stays prompt; changes and trains nothing.
 */
import type { DataSet } from './dataSet';
import type { Experiment } from './experiment';
import { createForward, createForwardState, type Forward, runForward } from './forward';
import type { ActivationId } from './ids';
import { buildFeatures } from './inputs';

export interface Inspection {
  /** Training points looked at: all of them. */
  readonly rows: number;
  /** Share of them on the right side of the threshold. */
  readonly accuracy: number;
  /** Hidden layers, then the output layer. */
  readonly layers: readonly LayerInspection[];
}

export interface LayerInspection {
  readonly units: number;
  readonly activation: ActivationId;
  /** ReLU units whose output is 0 for every training point; 0 for other activations. */
  readonly dead: number;
  /** Share of the outputs within 0.01 of an end of the activation's range; null where it has no two ends. */
  readonly saturated: number | null;
  /** Root mean square, per weight of the kernel, of the gradient of the training set's mean loss. */
  readonly gradientRms: number;
  /** Two units or more, each with the same weights in and out: they compute the same, and learn the same. */
  readonly isSymmetric: boolean;
  /** Accuracy on the training set with the output of unit u held at 0; null where that was not computed, and for the output layer. */
  readonly accuracyWithout: readonly number[] | null;
}

export interface InspectionJob {
  /** Multiply-adds a row, about. */
  readonly costPerRow: number;
  readonly rows: number;
  /** Looks at the next `rows` rows; true when all have been. */
  readonly advance: (rows: number) => boolean;
  /** Of the rows looked at so far. */
  readonly result: () => Inspection;
}

/** How much dearer than a multiply-add an activation is. */
const ACTIVATION_COST = 30;

/** `parameters` are as `layoutParams` orders them; throws a RangeError for an array of another length. */
export function inspectNetwork(
  experiment: Experiment,
  index: number,
  parameters: Float32Array,
  dataSet: DataSet,
  ablates: boolean,
): InspectionJob {
  const forward = createForward(experiment, index);
  if (parameters.length !== forward.count)
    throw new RangeError(`${parameters.length} parameters for a network of ${forward.count}`);
  const { train, labels, points } = dataSet;
  const width = forward.inputs.length;
  const features = buildFeatures(points, forward.inputs);
  const state = createForwardState(forward);
  const { layers, output, lossSlope } = forward;
  const { rule, loss } = output;
  const last = layers.length - 1;
  const deltas = layers.map(({ units }) => new Float64Array(units));
  const gradients = layers.map(({ inputs, units }) => new Float64Array(inputs * units));
  const isAlive = layers.map(({ units }) => new Uint8Array(units));
  const saturated = new Float64Array(layers.length);
  const rightWithout = layers.slice(0, -1).map(({ units }) => new Float64Array(units));
  const ablation = createForwardState(forward);
  const lossArguments = new Float64Array(2);
  let right = 0;
  let seen = 0;

  function countOutputs(): void {
    layers.forEach(({ activation }, at) => {
      const outputs = state.outputs[at];
      const alive = isAlive[at];
      if (!outputs || !alive) return;
      const ends = RANGE_ENDS[activation];
      outputs.forEach((value, unit) => {
        if (value !== 0) alive[unit] = 1;
        if (ends && (value < ends[0] + SATURATION_MARGIN || value > ends[1] - SATURATION_MARGIN))
          saturated[at] = (saturated[at] ?? 0) + 1;
      });
    });
  }

  /** Adds the gradient of this row's loss to `gradients`. */
  function addGradients(row: number, target: number): void {
    const z = state.sums[last]?.[0] ?? Number.NaN;
    const ofLogits = loss.of === 'logits';
    lossArguments[0] = ofLogits ? z : (state.outputs[last]?.[0] ?? Number.NaN);
    lossArguments[1] = target;
    const top = deltas[last];
    if (top) top[0] = lossSlope(lossArguments) * (ofLogits ? 1 : (layers[last]?.slope(z) ?? 0));
    for (let at = last; at >= 0; at--) {
      const layer = layers[at];
      const delta = deltas[at];
      const gradient = gradients[at];
      if (!layer || !delta || !gradient) continue;
      const { inputs, units, kernelOffset } = layer;
      const below = layers[at - 1];
      const before = at === 0 ? features : state.outputs[at - 1];
      for (let input = 0; input < inputs; input++) {
        const value = before?.[(at === 0 ? row * width : 0) + input] ?? 0;
        let sum = 0;
        for (let unit = 0; unit < units; unit++) {
          const place = input * units + unit;
          gradient[place] = (gradient[place] ?? 0) + value * (delta[unit] ?? 0);
          sum += (parameters[kernelOffset + place] ?? 0) * (delta[unit] ?? 0);
        }
        const deltaBelow = deltas[at - 1];
        if (below && deltaBelow) deltaBelow[input] = sum * below.slope(state.sums[at - 1]?.[input] ?? 0);
      }
    }
  }

  function ablate(isRight: (prediction: number) => boolean): void {
    rightWithout.forEach((counts, at) => {
      const outputs = ablation.outputs[at];
      const full = state.outputs[at];
      if (!outputs || !full) return;
      outputs.set(full);
      counts.forEach((count, unit) => {
        outputs[unit] = 0;
        if (isRight(runForward(forward, parameters, features, 0, ablation, at + 1))) counts[unit] = count + 1;
        outputs[unit] = full[unit] ?? 0;
      });
    });
  }

  function look(row: number): void {
    const target = (labels[row] ?? 0) > 0.5 ? rule.positive : rule.negative;
    const isRight = (prediction: number): boolean =>
      prediction > rule.threshold === (target === rule.positive);
    if (isRight(runForward(forward, parameters, features, row * width, state))) right += 1;
    countOutputs();
    addGradients(row, target);
    if (ablates) ablate(isRight);
  }

  return {
    costPerRow: costOfRow(forward, ablates),
    rows: train.length,
    advance: (rows) => {
      const end = Math.min(train.length, seen + rows);
      for (; seen < end; seen++) look(train[seen] ?? 0);
      return seen >= train.length;
    },
    result: () => ({
      rows: seen,
      accuracy: right / seen,
      layers: layers.map(({ units, activation }, at) => ({
        units,
        activation,
        dead: activation === 'relu' ? countZeros(isAlive[at] ?? new Uint8Array(0)) : 0,
        saturated: RANGE_ENDS[activation] ? (saturated[at] ?? 0) / (seen * units) : null,
        gradientRms: rootMeanSquare(gradients[at] ?? new Float64Array(0)) / seen,
        isSymmetric: isSymmetricLayer(forward, parameters, at),
        accuracyWithout:
          ablates && at < last ? [...(rightWithout[at] ?? [])].map((count) => count / seen) : null,
      })),
    }),
  };
}

/** Activations with two ends, which their outputs approach where their slope vanishes. */
const RANGE_ENDS: Partial<Readonly<Record<ActivationId, readonly [number, number]>>> = {
  sigmoid: [0, 1],
  tanh: [-1, 1],
};
const SATURATION_MARGIN = 0.01;

function countZeros(flags: Uint8Array): number {
  let zeros = 0;
  for (const flag of flags) if (flag === 0) zeros += 1;
  return zeros;
}

function rootMeanSquare(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length));
}

function costOfRow({ layers }: Forward, ablates: boolean): number {
  const costs = layers.map(({ inputs, units }) => inputs * units + ACTIVATION_COST * units);
  let cost = 0;
  let after = 0;
  for (let at = layers.length - 1; at >= 0; at--) {
    // Forward once, back twice.
    cost += 3 * (costs[at] ?? 0);
    if (ablates && at < layers.length - 1) cost += after * (layers[at]?.units ?? 0);
    after += costs[at] ?? 0;
  }
  return cost;
}

/** Whether every unit of layer `at` has the same weights in, the same bias and the same weights out. */
function isSymmetricLayer({ layers }: Forward, parameters: Float32Array, at: number): boolean {
  const layer = layers[at];
  const next = layers[at + 1];
  if (!layer || !next || layer.units < 2) return false;
  const { inputs, units, kernelOffset, biasOffset } = layer;
  for (let unit = 1; unit < units; unit++) {
    for (let input = 0; input < inputs; input++) {
      const row = kernelOffset + input * units;
      if (parameters[row + unit] !== parameters[row]) return false;
    }
    if (biasOffset !== null && parameters[biasOffset + unit] !== parameters[biasOffset]) return false;
    for (let above = 0; above < next.units; above++) {
      const first = next.kernelOffset + above;
      if (parameters[first + unit * next.units] !== parameters[first]) return false;
    }
  }
  return true;
}
