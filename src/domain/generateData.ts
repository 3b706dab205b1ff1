/** Draws the points of an experiment and splits them; a change of noise or share keeps the draw. */
import type { DataSet } from './dataSet';
import { DATA_SETS, GATE_POINTS } from './dataSets';
import type { DataSpec } from './experiment';
import { createRandom, STREAM } from './random';

/** How many points the set has. */
export function countSamples({ kind, samples }: Pick<DataSpec, 'kind' | 'samples'>): number {
  return DATA_SETS[kind].isGate ? GATE_POINTS : samples;
}

/** How many samples are trained on: the share of all, rounded; at least one and never all. Of a gate: all four. */
export function countTrain({
  kind,
  samples,
  trainShare,
}: Pick<DataSpec, 'kind' | 'samples' | 'trainShare'>): number {
  if (DATA_SETS[kind].isGate) return GATE_POINTS;
  return Math.min(samples - 1, Math.max(1, Math.round(samples * trainShare)));
}

/**
 * The points and split of `data`, which must be within LIMITS. Every sample has a stream of its own, and a random key by which it is ranked: the first
 * `countTrain` ranks are the training set, in that order, so a larger share only adds points to it, at its end.
 *
 * A gate's four points are training and validation set alike, in the order of its truth table.
 */
export function generateData(data: DataSpec): DataSet {
  const { draw, isGate } = DATA_SETS[data.kind];
  const count = countSamples(data);
  const points = new Float32Array(2 * count);
  const labels = new Float32Array(count);
  const keys = new Float64Array(count);
  const random = createRandom();
  for (let index = 0; index < count; index++) {
    random.reseed(STREAM.sample, data.seed, index);
    const { x1, x2, label } = draw(random, index, count, data.noise);
    points[2 * index] = x1;
    points[2 * index + 1] = x2;
    labels[index] = label;
    random.reseed(STREAM.split, data.seed, index);
    keys[index] = random.uniform();
  }
  if (isGate) {
    const all = Uint32Array.from(labels.keys());
    return { points, labels, train: all, validation: all };
  }
  const keyOf = (index: number) => keys[index] ?? 0;
  const ranked = Uint32Array.from(labels.keys()).sort((a, b) => keyOf(a) - keyOf(b) || a - b);
  const trained = countTrain(data);
  return { points, labels, train: ranked.slice(0, trained), validation: ranked.slice(trained) };
}
