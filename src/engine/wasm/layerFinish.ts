/** What is computed of a layer's sums z = x·kernel + bias: activations, slopes, the output's dL/dz or its loss; as formulas with the rows they work on. */
import { constant, mul, variable } from '../../domain/formula/expr';
import type { Expr } from '../../domain/formula/expr';
import { substitute } from '../substitute';
import { emitFlush } from './emitMath';
import { placeAt, shift } from './functionBuilder';
import type { FunctionBuilder, Place } from './functionBuilder';
import { CELL } from './kernelLayout';
import type { LayerBlock } from './kernelLayout';
import { countInstructions, prepareFormulas } from './renderWasm';
import type { Formulas, Source } from './renderWasm';
import type { ForwardPlan } from './tilePlan';

/** A sample that is all but perfectly learned sends nothing back: its products with weights and slopes would soon be denormal, which is slow. */
const MIN_DELTA = 2 ** -66;

/** Formulas longer than this stand in a loop of their own: written out for each unit they would be most of the code. */
const MAX_INLINE = 16;

/** Rows of lanes, one for each unit, or one for all. */
export interface Row {
  readonly place: Place;
  readonly isPerUnit: boolean;
}

export interface Finish {
  readonly formulas: Formulas;
  /** Rows that take the formulas' values, then rows that variables besides z and alpha are read from. */
  readonly rows: readonly Row[];
  /** Names of those variables. */
  readonly operands: readonly string[];
  readonly alpha: Place;
  /** Values smaller than this are flushed to 0; null keeps them. */
  readonly minSize: number | null;
  /** Whether the formulas stand in a loop of their own, which finds z in the rows of the first result. */
  readonly isApart: boolean;
}

const isOne = (expr: Expr): boolean => expr.kind === 'constant' && expr.value === 1;

/** Whether the way back multiplies by this layer's slopes: not where they are all 1. */
export const hasSlopes = ({ activation }: LayerBlock): boolean => !isOne(activation.slope);

const perUnit = (place: Place): Row => ({ place, isPerUnit: true });

export function planFinish(plan: ForwardPlan, index: number): Finish {
  const { layers } = plan.layout;
  const layer = layers[index];
  if (!layer) throw new RangeError(`no layer ${index}`);
  const { exprs, ...finish } =
    index === layers.length - 1 ? finishOutput(plan, layer) : finishHidden(plan, layer);
  return {
    ...finish,
    formulas: prepareFormulas(exprs),
    alpha: shift(plan.network, CELL.alphas + 4 * index),
    isApart: countInstructions(exprs) > MAX_INLINE,
  };
}

type FinishExprs = Pick<Finish, 'rows' | 'operands' | 'minSize'> & { readonly exprs: readonly Expr[] };

function finishHidden({ purpose }: ForwardPlan, layer: LayerBlock): FinishExprs {
  const { value, slope } = layer.activation;
  const outputs = perUnit(placeAt(layer.outputs));
  const keepsSlopes = purpose.kind === 'train' && hasSlopes(layer);
  return {
    exprs: keepsSlopes ? [value, slope] : [value],
    rows: keepsSlopes ? [outputs, perUnit(placeAt(layer.deltas))] : [outputs],
    operands: [],
    minSize: null,
  };
}

function finishOutput({ spec, purpose, tile, rowBytes }: ForwardPlan, layer: LayerBlock): FinishExprs {
  const { value, slope } = layer.activation;
  const targets = shift(tile, (spec.layers[0]?.inputs ?? 0) * rowBytes);
  // The loss in terms of z, whichever it is of.
  const inZ = (expr: Expr): Expr => substitute(expr, { p: spec.loss.isOfLogits ? variable('z') : value });
  if (purpose.kind === 'look')
    return {
      exprs: [value, inZ(spec.loss.value)],
      rows: [perUnit(purpose.predictions), perUnit(purpose.losses), perUnit(targets)],
      operands: ['y'],
      minSize: null,
    };
  // L is the mean over samples and units: a sample's weight stands in the tile.
  const weight = variable('weight');
  const share = layer.units > 1 ? mul(weight, constant(1 / layer.units)) : weight;
  const lossSlope = inZ(spec.loss.slope);
  const logitSlope = spec.loss.isOfLogits || isOne(slope) ? lossSlope : mul(lossSlope, slope);
  const weights = shift(targets, layer.units * rowBytes);
  return {
    exprs: [mul(logitSlope, share)],
    rows: [perUnit(placeAt(layer.deltas)), perUnit(targets), { place: weights, isPerUnit: false }],
    operands: ['y', 'weight'],
    minSize: MIN_DELTA,
  };
}

/** Computes the formulas of the sums in local `z`; `places` are the vectors of `rows` that go with them. */
export function emitFinish(
  f: FunctionBuilder,
  { formulas, rows, operands, alpha, minSize }: Finish,
  z: number,
  places: readonly Place[],
): void {
  const sources: Record<string, Source> = {
    z: { kind: 'local', local: z },
    alpha: { kind: 'number', place: alpha },
  };
  const results = rows.length - operands.length;
  operands.forEach((name, operand) => {
    const place = places[results + operand];
    if (place) sources[name] = { kind: 'lanes', place };
  });
  const values = formulas.emit(f, sources);
  values.forEach((value, result) => {
    if (minSize !== null) emitFlush(f, value, minSize);
    const place = places[result];
    if (place) f.store(place, value);
  });
  f.release('v128', ...values);
}
