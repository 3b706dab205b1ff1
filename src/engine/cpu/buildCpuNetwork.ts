/** The buffers and compiled formulas of one network, all that its training needs; made anew when its settings change. Computes nothing itself. */
import type { ActivationSpec, NetworkSpec } from '../../domain/experiment';
import { ACTIVATIONS } from '../../domain/formula/activations';
import type { OutputRule } from '../../domain/formula/definitions';
import { resolveOutput } from '../../domain/formula/losses';
import type { LayerLayout, ParamLayout } from '../../domain/paramLayout';
import { buildArrayProgram } from './buildArrayProgram';
import type { ArrayProgram } from './buildArrayProgram';
import type { FloatArray, FloatArrayConstructor } from './floatArray';

/** Samples that go through the network together. A larger batch goes in tiles whose gradients add up, so that buffers stay small and in cache. */
export const TILE_ROWS = 64;

/** One layer's buffers, each `[TILE_ROWS, units]` row-major. */
export interface CpuLayer extends LayerLayout {
  readonly isFrozen: boolean;
  /** The output of the layer before, or the tile's features: `[TILE_ROWS, inputs]`. */
  readonly input: FloatArray;
  /** Logits: input · kernel + bias. */
  readonly z: FloatArray;
  /** f(z). */
  readonly output: FloatArray;
  /** f'(z). */
  readonly slope: FloatArray;
  /** dL/dz, L being the mean loss of the batch. */
  readonly delta: FloatArray;
  /** Fills `output` from `z`. */
  readonly activate: ArrayProgram;
  /** Fills `output` and `slope` from `z`. */
  readonly activateWithSlope: ArrayProgram;
}

export interface CpuNetwork {
  readonly layers: readonly CpuLayer[];
  readonly outputLayer: CpuLayer;
  /** Index of the first layer that is trained; gradients are not followed below it. As many as there are layers if none is. */
  readonly firstTrained: number;
  /** One array for all layers, as `layoutParams` orders it. */
  readonly parameters: FloatArray;
  readonly gradients: FloatArray;
  /** The tile's features `[TILE_ROWS, inputs]`. */
  readonly features: FloatArray;
  /** The tile's targets `[TILE_ROWS]`, coded as the rule says. */
  readonly targets: FloatArray;
  /** Each sample's loss `[TILE_ROWS]`. */
  readonly losses: FloatArray;
  readonly rule: OutputRule;
  /** Whether the loss is of the logits; else it is of the predictions. */
  readonly isLossOfLogits: boolean;
  /** Fills `losses` from the output layer and `targets`. */
  readonly computeLosses: ArrayProgram;
  /** Fills the output layer's `delta` with each sample's slope of the loss. */
  readonly computeLossSlopes: ArrayProgram;
}

/** Works on `parameters` in place: the caller keeps them. */
export function buildCpuNetwork(
  network: NetworkSpec,
  layout: ParamLayout,
  parameters: FloatArray,
  ArrayType: FloatArrayConstructor,
): CpuNetwork {
  const specs = [...network.hidden, network.output];
  const [first] = layout.layers;
  if (!first || layout.layers.length !== specs.length)
    throw new RangeError('the layout is not the network’s');
  const features = new ArrayType(TILE_ROWS * first.inputs);
  const layers: CpuLayer[] = [];
  layout.layers.forEach((shape, index) => {
    const spec = specs[index] ?? network.output;
    const input = layers.at(-1)?.output ?? features;
    layers.push(buildLayer(shape, spec.activation, spec.frozen, input, ArrayType));
  });
  const outputLayer = layers.at(-1);
  if (!outputLayer || outputLayer.units !== 1) throw new RangeError('the network does not end in one unit');

  const { loss, rule } = resolveOutput(network);
  const targets = new ArrayType(TILE_ROWS);
  const losses = new ArrayType(TILE_ROWS);
  const isLossOfLogits = loss.of === 'logits';
  const arrays = { p: isLossOfLogits ? outputLayer.z : outputLayer.output, y: targets };
  const compile = (expr: typeof loss.value, into: FloatArray) =>
    buildArrayProgram({ outputs: [{ expr, into }], arrays, uniforms: [] }, ArrayType, TILE_ROWS);
  const firstTrained = layers.findIndex(({ isFrozen }) => !isFrozen);
  return {
    layers,
    outputLayer,
    firstTrained: firstTrained < 0 ? layers.length : firstTrained,
    parameters,
    gradients: new ArrayType(layout.count),
    features,
    targets,
    losses,
    rule,
    isLossOfLogits,
    computeLosses: compile(loss.value, losses),
    computeLossSlopes: compile(loss.slope, outputLayer.delta),
  };
}

function buildLayer(
  shape: LayerLayout,
  activation: ActivationSpec,
  isFrozen: boolean,
  input: FloatArray,
  ArrayType: FloatArrayConstructor,
): CpuLayer {
  const size = TILE_ROWS * shape.units;
  const z = new ArrayType(size);
  const output = new ArrayType(size);
  const slope = new ArrayType(size);
  const delta = new ArrayType(size);
  const formulas = ACTIVATIONS[activation.id];
  const compile = (outputs: Parameters<typeof buildArrayProgram>[0]['outputs']) => {
    const program = buildArrayProgram({ outputs, arrays: { z }, uniforms: ['alpha'] }, ArrayType, size);
    program.setUniform('alpha', activation.alpha);
    return program;
  };
  return {
    ...shape,
    isFrozen,
    input,
    z,
    output,
    slope,
    delta,
    activate: compile([{ expr: formulas.value, into: output }]),
    activateWithSlope: compile([
      { expr: formulas.value, into: output },
      { expr: formulas.slope, into: slope },
    ]),
  };
}
