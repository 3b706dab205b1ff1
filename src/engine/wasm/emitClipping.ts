/** Writes what keeps gradients within a limit, each by itself or all together; knows no parameters or optimisers. */
import { shift, VECTOR_BYTES } from './functionBuilder';
import type { FunctionBuilder, Place } from './functionBuilder';
import { CELL } from './kernelLayout';
import type { KernelLayout } from './kernelLayout';
import { LANES } from './kernelSpec';
import { OP } from './opcodes';

/** Parameters that follow each other, counted in floats from the beginning of all parameters; both numbers are multiples of 4. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

/** The parameters of trained layers; neighbours are joined, as fewer and longer loops are faster. */
export function findTrained({ layers }: KernelLayout): Span[] {
  const spans: Span[] = [];
  for (const { isFrozen, start, length } of layers) {
    if (isFrozen) continue;
    const last = spans.at(-1);
    if (last && last.start + last.length === start)
      spans[spans.length - 1] = { start: last.start, length: last.length + length };
    else spans.push({ start, length });
  }
  return spans;
}

/** Replaces what in local `gradient` is beyond the limit, either sign, by the limit; keeps NaN. */
export function emitClipByValue(f: FunctionBuilder, gradient: number, network: Place): void {
  f.get(gradient);
  f.splat(shift(network, CELL.clippingMax)).op(OP.pmin);
  f.splat(shift(network, CELL.clippingMin)).op(OP.pmax).set(gradient);
}

/**
 * Leaves in a local that is returned, in all lanes, what all gradients put aside for `spans` are to be multiplied by: limit / ‖g‖ where ‖g‖ is larger
 * than the limit, else exactly 1. The caller releases it. Squares are summed in float64, as gradients that need clipping may be too large to be squared
 * in float32, and in the order of parameters, however they were computed.
 */
export function emitNormScale(
  f: FunctionBuilder,
  layout: KernelLayout,
  network: Place,
  spans: readonly Span[],
): number {
  const gradients = shift(network, layout.parameters + layout.gradients);
  const [low, high, half, gradient] = [f.take('v128'), f.take('v128'), f.take('v128'), f.take('v128')];
  f.constant(0).tee(low).set(high);
  const addSquares = (sum: number): void => {
    f.op(OP.promoteLow).set(half);
    f.get(half).get(half).op(OP.mulDoubles).get(sum).op(OP.addDoubles).set(sum);
  };
  for (const { start, length } of spans)
    f.repeat(
      length / LANES,
      true,
      [{ place: shift(gradients, 4 * start), step: VECTOR_BYTES }],
      ([place]) => {
        f.load(place).tee(gradient);
        addSquares(low);
        f.get(gradient).get(gradient).shuffle(2, 3, 2, 3);
        addSquares(high);
      },
    );
  f.get(low).get(high).op(OP.addDoubles).tee(low);
  f.get(low).get(low).shuffle(2, 3, 0, 1).op(OP.addDoubles).op(OP.sqrtDoubles).set(low);
  f.splat(shift(network, CELL.clippingMax)).op(OP.promoteLow).tee(high);
  f.get(high).get(low).op(OP.pmaxDoubles).op(OP.divDoubles).op(OP.demote).set(low);
  f.get(low).get(low).shuffle(0, 0, 0, 0).set(low);
  f.release('v128', high, half, gradient);
  return low;
}
