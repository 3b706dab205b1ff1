/** Writes the sum over lanes of four vectors at once: a transpose by halves, with an addition after each. */
import type { FunctionBuilder } from './functionBuilder';
import { OP } from './opcodes';

/** Leaves in a local that is returned the sums of the lanes of each vector, in order; null stands for a vector of zeros. The caller releases it. */
export function emitReduce(f: FunctionBuilder, vectors: readonly (number | null)[]): number {
  const push = (vector: number | null | undefined): void => {
    if (vector === null || vector === undefined) f.constant(0);
    else f.get(vector);
  };
  // [a₀+a₂, b₀+b₂, a₁+a₃, b₁+b₃]
  const pair = (a: number | null | undefined, b: number | null | undefined): number => {
    const sum = f.take('v128');
    push(a);
    push(b);
    f.shuffle(0, 4, 1, 5);
    push(a);
    push(b);
    f.shuffle(2, 6, 3, 7).op(OP.add).set(sum);
    return sum;
  };
  const low = pair(vectors[0], vectors[1]);
  const high = pair(vectors[2], vectors[3]);
  f.get(low).get(high).shuffle(0, 1, 4, 5);
  f.get(low).get(high).shuffle(2, 3, 6, 7);
  f.op(OP.add).set(low);
  f.release('v128', high);
  return low;
}
