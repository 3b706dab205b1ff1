/** Draws the points of an experiment and splits them; a change of noise or share keeps the draw. */
import type { DataSet } from './dataSet';
import { DATA_SETS } from './dataSets';
import type { DataSpec } from './experiment';
import { createRandom, STREAM } from './random';

/** How many samples are trained on: the share of all, rounded; at least one and never all. */
export function countTrain({ samples, trainShare }: Pick<DataSpec, 'samples' | 'trainShare'>): number {
  return Math.min(samples - 1, Math.max(1, Math.round(samples * trainShare)));
}

/**
 * The points and split of `data`, which must be within LIMITS. Every sample has a stream of its own, and a random key by which it is ranked: the first
 * `countTrain` ranks are the training set, in that order, so a larger share only adds points to it, at its end.
 */
export function generateData(data: DataSpec): DataSet {
  const { draw } = DATA_SETS[data.kind];
  const points = new Float32Array(2 * data.samples);
  const labels = new Float32Array(data.samples);
  const keys = new Float64Array(data.samples);
  const random = createRandom();
  for (let index = 0; index < data.samples; index++) {
    random.reseed(STREAM.sample, data.seed, index);
    const { x1, x2, label } = draw(random, index, data.samples, data.noise);
    points[2 * index] = x1;
    points[2 * index + 1] = x2;
    labels[index] = label;
    random.reseed(STREAM.split, data.seed, index);
    keys[index] = random.uniform();
  }
  const keyOf = (index: number) => keys[index] ?? 0;
  const ranked = Uint32Array.from(labels.keys()).sort((a, b) => keyOf(a) - keyOf(b) || a - b);
  const trained = countTrain(data);
  return { points, labels, train: ranked.slice(0, trained), validation: ranked.slice(trained) };
}
