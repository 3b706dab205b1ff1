/** Where each layer's kernel and bias stand in a network's one flat float32 parameter array; nothing is stored for a bias that is off. */
import { DATA_SETS } from './dataSets';
import type { Experiment, TaskKind } from './experiment';

export interface LayerLayout {
  readonly inputs: number;
  readonly units: number;
  /** Kernel `[inputs, units]`, row-major, from here. */
  readonly kernelOffset: number;
  /** Bias `[units]` from here; null where the layer has none. */
  readonly biasOffset: number | null;
}

export interface ParamLayout {
  /** Hidden layers, then the output layer. */
  readonly layers: readonly LayerLayout[];
  /** Length of the parameter array. */
  readonly count: number;
}

/** Output units of a task: one logit for two classes, a logit a class for more, one value for regression. */
export function outputUnits(task: TaskKind, classes: number): number {
  return task === 'multiclass' ? classes : 1;
}

/** The layout of network `index` of an experiment. */
export function layoutParams(experiment: Experiment, index: number): ParamLayout {
  const network = experiment.networks[index];
  if (!network) throw new RangeError(`no network ${index}`);
  const layers: LayerLayout[] = [];
  let offset = 0;
  let inputs = experiment.inputs.length;
  const { task, classes } = DATA_SETS[experiment.data.kind];
  const shapes = [
    ...network.hidden.map(({ units, bias }) => ({ units, bias })),
    { units: outputUnits(task, classes), bias: network.output.bias },
  ];
  for (const { units, bias } of shapes) {
    const kernelOffset = offset;
    offset += inputs * units;
    const biasOffset = bias ? offset : null;
    if (bias) offset += units;
    layers.push({ inputs, units, kernelOffset, biasOffset });
    inputs = units;
  }
  return { layers, count: offset };
}
