/** Runs one network forward (and back) for single samples in float64, from its parameters: what the page computes by itself. Trains nothing; engines do not use it. */
import type { ActivationSpec, Experiment } from './experiment';
import { ACTIVATIONS } from './formula/activations';
import { compileExpr, type CompiledExpr } from './formula/compileExpr';
import type { ResolvedOutput } from './formula/definitions';
import { resolveOutput } from './formula/losses';
import type { ActivationId } from './ids';
import { buildFeatures } from './inputs';
import { layoutParams, type LayerLayout } from './paramLayout';

export interface ForwardLayer extends LayerLayout {
  readonly activation: ActivationId;
  /** f(z) and f'(z) with the layer's α. */
  readonly apply: (z: number) => number;
  readonly slope: (z: number) => number;
}

/** A network's arithmetic without its numbers. */
export interface Forward {
  readonly inputs: Experiment['inputs'];
  /** Hidden layers, then the output layer. */
  readonly layers: readonly ForwardLayer[];
  /** Length of the parameter array. */
  readonly count: number;
  readonly output: ResolvedOutput;
  /** Derivative of the loss in the variables p and y. */
  readonly lossSlope: CompiledExpr;
}

/** What one sample does in every layer; written anew by each `runForward`. */
export interface ForwardState {
  /** Weighted sums z of each layer, `[units]`. */
  readonly sums: readonly Float64Array[];
  /** Outputs f(z) of each layer, `[units]`. */
  readonly outputs: readonly Float64Array[];
}

/** For network `index` of an experiment whose losses and outputs go together; throws a RangeError where they do not. */
export function createForward(experiment: Experiment, index: number): Forward {
  const network = experiment.networks[index];
  if (!network) throw new RangeError(`no network ${index}`);
  const layout = layoutParams(experiment, index);
  const output = resolveOutput(network);
  const layers = layout.layers.map((layer, at): ForwardLayer => {
    const { activation } = network.hidden[at] ?? network.output;
    return { ...layer, activation: activation.id, ...compileActivation(activation) };
  });
  const lossSlope = compileExpr(output.loss.slope, ['p', 'y']);
  return { inputs: experiment.inputs, layers, count: layout.count, output, lossSlope };
}

function compileActivation({ id, alpha }: ActivationSpec): Pick<ForwardLayer, 'apply' | 'slope'> {
  const { value, slope } = ACTIVATIONS[id];
  const names = ['z', 'alpha'];
  const [compiledValue, compiledSlope] = [compileExpr(value, names), compileExpr(slope, names)];
  const values = new Float64Array([0, alpha]);
  const callWith =
    (compiled: CompiledExpr) =>
    (z: number): number => {
      values[0] = z;
      return compiled(values);
    };
  return { apply: callWith(compiledValue), slope: callWith(compiledSlope) };
}

export function createForwardState({ layers }: Forward): ForwardState {
  const perLayer = () => layers.map(({ units }) => new Float64Array(units));
  return { sums: perLayer(), outputs: perLayer() };
}

/**
 * Fills `state` for the sample whose features start at `offset` and gives the network's output. With `from`, layers before it are taken as `state` has them.
 * `parameters` are as `layoutParams` orders them.
 */
export function runForward(
  { layers }: Forward,
  parameters: Float32Array,
  features: ArrayLike<number>,
  offset: number,
  state: ForwardState,
  from = 0,
): number {
  for (let at = from; at < layers.length; at++) {
    const layer = layers[at];
    const sums = state.sums[at];
    const outputs = state.outputs[at];
    const before = at === 0 ? features : state.outputs[at - 1];
    if (!layer || !sums || !outputs || !before) break;
    const start = at === 0 ? offset : 0;
    const { inputs, units, kernelOffset, biasOffset, apply } = layer;
    for (let unit = 0; unit < units; unit++)
      sums[unit] = biasOffset === null ? 0 : (parameters[biasOffset + unit] ?? 0);
    for (let input = 0; input < inputs; input++) {
      const value = before[start + input] ?? 0;
      const row = kernelOffset + input * units;
      for (let unit = 0; unit < units; unit++)
        sums[unit] = (sums[unit] ?? 0) + value * (parameters[row + unit] ?? 0);
    }
    for (let unit = 0; unit < units; unit++) outputs[unit] = apply(sums[unit] ?? 0);
  }
  return state.outputs.at(-1)?.[0] ?? Number.NaN;
}

/** The network's output at one place; with `unit`, that hidden unit's output there. */
export function predictAt(
  forward: Forward,
  parameters: Float32Array,
  x1: number,
  x2: number,
  unit: { readonly layer: number; readonly unit: number } | null = null,
): number {
  const state = createForwardState(forward);
  const prediction = runForward(
    forward,
    parameters,
    buildFeatures(Float32Array.of(x1, x2), forward.inputs),
    0,
    state,
  );
  return unit ? (state.outputs[unit.layer]?.[unit.unit] ?? Number.NaN) : prediction;
}
