/** One optimiser's update of a network's parameters, with regularisation and clipping, compiled from the formulas; keeps slots and scalars. */
import type { NetworkSpec } from '../../domain/experiment';
import { OPTIMIZERS } from '../../domain/formula/optimizers';
import { REGULARIZATIONS } from '../../domain/formula/regularizations';
import { add, variable } from '../../domain/formula/expr';
import { substitute } from '../substitute';
import { buildArrayProgram } from './buildArrayProgram';
import type { CpuLayer } from './buildCpuNetwork';
import { buildClipping } from './buildClipping';
import type { Span } from './buildClipping';
import type { FloatArray, FloatArrayConstructor } from './floatArray';

export interface Update {
  /** One array for each slot, in the definition's order, as long as the parameters. */
  readonly slots: readonly FloatArray[];
  /** One number for each scalar, by name. */
  readonly scalars: Readonly<Record<string, FloatArray>>;
  /**
   * One step at this learning rate from `network.gradients`, in Keras' order: the penalty's slope is added to them, then they are clipped, then used.
   * Frozen layers keep parameters and slots, and count for no norm.
   */
  run(rate: number): void;
}

/** The part of a `CpuNetwork` that an update needs. */
export interface UpdateTarget {
  readonly layers: readonly Pick<CpuLayer, 'kernelOffset' | 'biasOffset' | 'inputs' | 'units' | 'isFrozen'>[];
  readonly parameters: FloatArray;
  readonly gradients: FloatArray;
}

/** Starts with the definition's initial slots and scalars. */
export function buildUpdate(
  spec: NetworkSpec,
  network: UpdateTarget,
  ArrayType: FloatArrayConstructor,
): Update {
  const { parameters, gradients } = network;
  const { slots: slotStarts, scalars: scalarStarts, update } = OPTIMIZERS[spec.optimizer.id];
  const filled = (length: number, value: number) => {
    const values = new ArrayType(length);
    values.fill(value);
    return values;
  };
  const slots: Record<string, FloatArray> = {};
  for (const [name, value] of Object.entries(slotStarts)) slots[name] = filled(parameters.length, value);
  const scalars: Record<string, FloatArray> = {};
  for (const [name, value] of Object.entries(scalarStarts)) scalars[name] = filled(1, value);

  const scalarNames = Object.keys(scalars);
  const outputOf = (into: Readonly<Record<string, FloatArray>>) =>
    Object.entries(into).map(([name, values]) => {
      const expr = update.slots[name] ?? update.scalars[name];
      if (!expr) throw new RangeError(`the optimiser does not update ${name}`);
      return { expr, into: values };
    });
  const updateParameters = buildArrayProgram(
    {
      // The parameter's formula sees the new slots: their formulas stand in for them.
      outputs: [...outputOf(slots), { expr: substitute(update.parameter, update.slots), into: parameters }],
      arrays: { w: parameters, g: gradients, ...slots },
      uniforms: ['rate', ...scalarNames],
    },
    ArrayType,
    parameters.length,
  );
  const updateScalars = buildArrayProgram(
    { outputs: outputOf(scalars), arrays: scalars, uniforms: [] },
    ArrayType,
    1,
  );
  const addPenaltySlopes = buildArrayProgram(
    {
      outputs: [{ expr: add(variable('g'), REGULARIZATIONS[spec.regularization.id].slope), into: gradients }],
      arrays: { w: parameters, g: gradients },
      uniforms: ['rate'],
    },
    ArrayType,
    parameters.length,
  );
  addPenaltySlopes.setUniform('rate', spec.regularization.rate);

  const kernels = spec.regularization.id === 'none' ? [] : findKernels(network);
  const trained = findTrained(network);
  const clip = buildClipping(spec.optimizer.clipping, gradients, trained);
  return {
    slots: Object.values(slots),
    scalars,
    run: (rate) => {
      for (const { start, end } of kernels) addPenaltySlopes.run(start, end);
      clip();
      updateParameters.setUniform('rate', rate);
      for (const name of scalarNames) updateParameters.setUniform(name, scalars[name]?.[0] ?? NaN);
      for (const { start, end } of trained) updateParameters.run(start, end);
      updateScalars.run(0, 1);
    },
  };
}

function findKernels({ layers }: UpdateTarget): Span[] {
  return layers
    .filter(({ isFrozen }) => !isFrozen)
    .map(({ kernelOffset, inputs, units }) => ({ start: kernelOffset, end: kernelOffset + inputs * units }));
}

/** The parameters of trained layers; neighbours are joined, as fewer and longer loops are faster. */
function findTrained({ layers }: UpdateTarget): Span[] {
  const spans: Span[] = [];
  for (const { isFrozen, kernelOffset, biasOffset, inputs, units } of layers) {
    if (isFrozen) continue;
    const end = kernelOffset + inputs * units + (biasOffset === null ? 0 : units);
    const last = spans.at(-1);
    if (last?.end === kernelOffset) spans[spans.length - 1] = { start: last.start, end };
    else spans.push({ start: kernelOffset, end });
  }
  return spans;
}
