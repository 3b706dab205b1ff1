/** The matrix product in which a network's time is spent: a block of sums over an inner index, weights spread over lanes, samples in lanes. */
import type { FunctionBuilder, Place } from './functionBuilder';
import { shift, VECTOR_BYTES } from './functionBuilder';
import { OP } from './opcodes';

/** Sums s[row][group] = start[row] + Σᵢ weight[row][i] · source[i][group], for rows of weights and groups of four samples. */
export interface ProductBlock {
  readonly rows: number;
  readonly groups: number;
  /** How many terms a sum has, at least 1. */
  readonly terms: number;
  readonly weight: Place;
  /** Bytes from a row's weights to the next row's, and from one term to the next. */
  readonly rowStep: number;
  readonly termStep: number;
  /** First vector of the first term; groups follow each other. */
  readonly source: Place;
  readonly sourceStep: number;
  /** What each row's sums start from (one number for all samples); null: 0. */
  readonly start: Place | null;
  readonly startStep: number;
}

/** Multiplications that are written out one after the other; longer sums run in a loop. */
const MAX_UNROLLED = 96;
const TERMS_A_LOOP = 8;

/** Writes the block's instructions and returns the v128 locals of its sums, by row and group; the caller releases them. */
export function emitProduct(f: FunctionBuilder, block: ProductBlock): number[][] {
  const { rows, groups, terms, weight, source, start } = block;
  const sums = Array.from({ length: rows }, () => Array.from({ length: groups }, () => f.take('v128')));
  const isRolled = rows * groups * terms > MAX_UNROLLED && terms >= 2 * TERMS_A_LOOP;
  if (start || isRolled) {
    sums.forEach((row, index) => {
      if (start) f.splat(shift(start, index * block.startStep));
      else f.constant(0);
      row.forEach((sum, group) => (group < row.length - 1 ? f.tee(sum) : f.set(sum)));
    });
  }
  const emit = (from: Place, weights: Place, count: number, isFresh: boolean): void => {
    for (let term = 0; term < count; term++)
      emitTerm(
        f,
        block,
        sums,
        shift(from, term * block.sourceStep),
        shift(weights, term * block.termStep),
        isFresh && term === 0,
      );
  };
  if (!isRolled) {
    emit(source, weight, terms, start === null);
    return sums;
  }
  const loops = Math.floor(terms / TERMS_A_LOOP);
  f.repeat(
    loops,
    true,
    [
      { place: source, step: TERMS_A_LOOP * block.sourceStep },
      { place: weight, step: TERMS_A_LOOP * block.termStep },
    ],
    ([from, weights]) => emit(from, weights, TERMS_A_LOOP, false),
  );
  const done = loops * TERMS_A_LOOP;
  emit(shift(source, done * block.sourceStep), shift(weight, done * block.termStep), terms - done, false);
  return sums;
}

/** Adds one term to every sum; a fresh sum is the term. */
function emitTerm(
  f: FunctionBuilder,
  { rowStep }: ProductBlock,
  sums: readonly (readonly number[])[],
  source: Place,
  weight: Place,
  isFresh: boolean,
): void {
  const [firstRow] = sums;
  const inputs = (firstRow ?? []).map((_, group) => {
    const input = f.take('v128');
    f.load(shift(source, group * VECTOR_BYTES)).set(input);
    return input;
  });
  const spread = f.take('v128');
  sums.forEach((row, index) => {
    f.splat(shift(weight, index * rowStep)).set(spread);
    row.forEach((sum, group) => {
      if (!isFresh) f.get(sum);
      f.get(spread)
        .get(inputs[group] ?? spread)
        .op(OP.mul);
      if (!isFresh) f.op(OP.add);
      f.set(sum);
    });
  });
  f.release('v128', spread, ...inputs);
}
