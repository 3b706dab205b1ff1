/** A `tf.Sequential` for a network: for each layer a dense one and its activation. Trains nothing. */
import * as tf from '@tensorflow/tfjs';
import type { NetworkSpec } from '../../domain/experiment';
import type { LayerLayout, ParamLayout } from '../../domain/paramLayout';
import { FormulaActivation } from './FormulaActivation';
import type { Constants } from './renderTensors';

/** One kernel or bias, and its place in the flat parameter array. */
export interface FlatVariable {
  readonly variable: tf.Variable;
  readonly layer: number;
  readonly isKernel: boolean;
  readonly offset: number;
  readonly size: number;
}

export interface SequentialNetwork {
  readonly model: tf.Sequential;
  readonly dense: readonly tf.layers.Layer[];
  readonly activations: readonly FormulaActivation[];
  /** In the order of `layoutParams`: together they are the whole array. */
  readonly variables: readonly FlatVariable[];
}

/** What went through one layer. */
export interface LayerTensors {
  readonly z: tf.Tensor;
  readonly output: tf.Tensor;
}

/** All weights are 0 until they are assigned. */
export function buildSequential(
  network: NetworkSpec,
  layout: ParamLayout,
  constants: Constants,
): SequentialNetwork {
  const model = tf.sequential();
  const dense: tf.layers.Layer[] = [];
  const activations: FormulaActivation[] = [];
  const specs = [...network.hidden, network.output];
  layout.layers.forEach(({ inputs, units, biasOffset }, index) => {
    const spec = specs[index];
    if (!spec) throw new RangeError('the layout is not the network’s');
    const layer = tf.layers.dense({
      inputShape: [inputs],
      units,
      useBias: biasOffset !== null,
      kernelInitializer: 'zeros',
    });
    const activation = new FormulaActivation(spec.activation, constants);
    model.add(layer);
    model.add(activation);
    dense.push(layer);
    activations.push(activation);
  });
  const variables = layout.layers.flatMap((shape, index) => findVariables(shape, index, dense[index]));
  return { model, dense, activations, variables };
}

function findVariables(
  shape: LayerLayout,
  index: number,
  layer: tf.layers.Layer | undefined,
): FlatVariable[] {
  const { inputs, units, kernelOffset, biasOffset } = shape;
  const [kernel, bias] = layer?.weights ?? [];
  if (!kernel) throw new Error('a dense layer has no kernel');
  // A LayerVariable is declared to give a Tensor; what it gives is its Variable, which alone can be trained and assigned.
  const variableOf = (weight: typeof kernel) => weight.read() as tf.Variable;
  const found: FlatVariable[] = [
    {
      variable: variableOf(kernel),
      layer: index,
      isKernel: true,
      offset: kernelOffset,
      size: inputs * units,
    },
  ];
  if (bias && biasOffset !== null)
    found.push({
      variable: variableOf(bias),
      layer: index,
      isKernel: false,
      offset: biasOffset,
      size: units,
    });
  return found;
}

/** Sends rows through the model, keeping what each layer made of them. */
export function applySequential({ dense, activations }: SequentialNetwork, rows: tf.Tensor): LayerTensors[] {
  const layers: LayerTensors[] = [];
  let input = rows;
  dense.forEach((layer, index) => {
    const z = applyLayer(layer, input);
    const activation = activations[index];
    const output = activation ? applyLayer(activation, z) : z;
    layers.push({ z, output });
    input = output;
  });
  return layers;
}

function applyLayer(layer: tf.layers.Layer, input: tf.Tensor): tf.Tensor {
  const output = layer.apply(input);
  if (!(output instanceof tf.Tensor)) throw new Error('a layer gave no single tensor');
  return output;
}
