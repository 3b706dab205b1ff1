/** The points of an experiment as the engines need them: features row by row, classes, split. Codes no labels: that is the loss's rule. */
import { generateData } from '../domain/generateData';
import { buildFeatures } from '../domain/inputs';
import type { Experiment } from '../domain/experiment';

/** Rows of features `[count, width]` with the class, 0 or 1, of each. */
export interface SampleSet {
  readonly count: number;
  readonly features: Float32Array;
  readonly classes: Float32Array;
}

export interface TrainingData {
  /** Features a sample. */
  readonly width: number;
  /** In the order in which batches number them. */
  readonly train: SampleSet;
  readonly validation: SampleSet;
}

/** Draws the data of `experiment` and lays them out. */
export function buildTrainingData(experiment: Experiment): TrainingData {
  const { points, labels, train, validation } = generateData(experiment.data);
  const width = experiment.inputs.length;
  const features = buildFeatures(points, experiment.inputs);
  const pick = (indices: Uint32Array): SampleSet => {
    const set = {
      count: indices.length,
      features: new Float32Array(indices.length * width),
      classes: new Float32Array(indices.length),
    };
    indices.forEach((sample, row) => {
      set.features.set(features.subarray(sample * width, (sample + 1) * width), row * width);
      set.classes[row] = labels[sample] ?? 0;
    });
    return set;
  };
  return { width, train: pick(train), validation: pick(validation) };
}
