/** The elementary functions on four float32 lanes, in WebAssembly SIMD: range reduction and polynomials, to a few units in the last place. */
import type { ExprRange } from './exprRange';
import type { FunctionBuilder } from './functionBuilder';
import { OP } from './opcodes';

/** Smallest normal float32. What is smaller, denormal, costs a processor tens of times the time. */
const MIN_NORMAL = 2 ** -126;

/** 1.5·2²³: adding it rounds to a whole number, which then stands in the low bits. */
const ROUNDER = 12_582_912;

/** log 2 as a sum whose first part has trailing zeros, so that n·LN2_HIGH is exact (Cephes, expf.c). */
const LN2_HIGH = 0.693359375;
const LN2_LOW = -2.1219444e-4;
/** exp(r) = 1 + r + r²·P(r) for |r| ≤ log(2) / 2 (Cephes, expf.c), highest power first. */
const EXP_COEFFICIENTS = [
  1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
];
/** log of the largest float32, and of the smallest normal one. */
const EXP_MAX = 88.72283;
const EXP_MIN = -87.33654;

/** log(1 + f) = f - f²/2 + f³·P(f) for √½ ≤ 1 + f < √2 (Cephes, logf.c). */
const LOG_COEFFICIENTS = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
];

/** tanh(x) = x + x³·P(x²) for |x| < TANH_SMALL (Cephes, tanhf.c), where the exponential's form would lose digits. */
const TANH_SMALL = 0.625;
const TANH_COEFFICIENTS = [
  -5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1,
];
/** From here on tanh rounds to 1. */
const TANH_SATURATED = 10;

/** erf(x) = x + x·P(x²) up to ERF_SMALL, beyond 1 - exp(x·Q(x) - x): N. Juffa's minimax forms, each within one unit in the last place. */
const ERF_SMALL = 0.927734375;
const ERF_COEFFICIENTS = [
  -5.96761703e-4, 4.99119423e-3, -2.67681349e-2, 1.12819925e-1, -3.76125336e-1, 1.28379166e-1,
];
const ERF_LARGE_COEFFICIENTS = [
  -1.7285347e-5, 3.83197126e-4, -3.88396438e-3, 2.42546219e-2, -1.06777877e-1, -6.34846687e-1, -1.28717512e-1,
];

/** π as a sum of three, the first two with trailing zeros, so that k·π is subtracted without losing digits for |k| < 2¹³ (Cephes, sinf.c, times 4). */
const PI_PARTS = [3.140625, 0.0009675025939941406, 1.509957990978376e-7];
/** Taylor's coefficients of (sin(r) - r) / r³ in r², to r¹³: below 1e-9 for |r| ≤ π/2. */
const SIN_COEFFICIENTS = [1 / 6_227_020_800, -1 / 39_916_800, 1 / 362_880, -1 / 5040, 1 / 120, -1 / 6];

/** Horner's rule; leaves the value on the stack. */
function emitPolynomial(f: FunctionBuilder, coefficients: readonly number[], x: number): void {
  coefficients.forEach((coefficient, index) => {
    if (index > 0) f.get(x).op(OP.mul);
    f.constant(coefficient);
    if (index > 0) f.op(OP.add);
  });
}

/** Replaces what in local `x` is smaller than `limit`, either sign, by 0; keeps NaN. */
export function emitFlush(f: FunctionBuilder, x: number, limit: number): void {
  f.get(x).get(x).op(OP.abs).constant(limit).op(OP.less).op(OP.andNot).set(x);
}

/** exp of local `x`, left on the stack; `range` is where x is known to lie. Overflows to infinity, underflows to 0, keeps NaN. */
export function emitExp(f: FunctionBuilder, x: number, range: ExprRange): void {
  const [rounded, n, r] = [f.take('v128'), f.take('v128'), f.take('v128')];
  // x = n·log 2 + r with n whole and |r| ≤ log(2) / 2.
  f.get(x).constant(Math.LOG2E).op(OP.mul).constant(ROUNDER).op(OP.add).tee(rounded);
  f.constant(ROUNDER).op(OP.sub).set(n);
  f.get(x).get(n).constant(LN2_HIGH).op(OP.mul).op(OP.sub);
  f.get(n).constant(LN2_LOW).op(OP.mul).op(OP.sub).set(r);
  emitPolynomial(f, EXP_COEFFICIENTS, r);
  f.get(r).op(OP.mul).get(r).op(OP.mul).get(r).op(OP.add).constant(1).op(OP.add);
  // Times 2ⁿ: n, in the low bits of `rounded`, is added to the exponent.
  f.get(rounded).i32(23).op(OP.shiftLeft).op(OP.addWords);
  if (range.max > EXP_MAX) {
    f.set(r).constant(Infinity).get(r);
    f.get(x).constant(EXP_MAX).op(OP.greater).op(OP.select);
  }
  if (range.min < EXP_MIN) f.get(x).constant(EXP_MIN).op(OP.less).op(OP.andNot);
  f.release('v128', rounded, n, r);
}

/** log of local `x`, left on the stack: -infinity at 0, NaN below. */
export function emitLog(f: FunctionBuilder, x: number, range: ExprRange): void {
  if (range.min >= 1 && range.max <= 2) emitLogNearOne(f, x);
  else emitLogAnywhere(f, x);
}

/** For 1 ≤ x ≤ 2, where there is no exponent to take apart. */
function emitLogNearOne(f: FunctionBuilder, x: number): void {
  const [isHalved, reduced] = [f.take('v128'), f.take('v128')];
  f.get(x).constant(0.5).op(OP.mul).get(x);
  f.get(x).constant(Math.SQRT2).op(OP.greater).tee(isHalved).op(OP.select);
  f.constant(1).op(OP.sub).set(reduced);
  emitLogOfReduced(f, reduced);
  f.get(isHalved).constant(Math.LN2).op(OP.and).op(OP.add);
  f.release('v128', isHalved, reduced);
}

function emitLogAnywhere(f: FunctionBuilder, x: number): void {
  const [scaled, mask, exponent, reduced] = [f.take('v128'), f.take('v128'), f.take('v128'), f.take('v128')];
  // Denormal numbers are brought up by 2²³, which is taken back from the exponent.
  f.get(x).constant(MIN_NORMAL).op(OP.less).set(mask);
  f.get(x)
    .constant(2 ** 23)
    .op(OP.mul)
    .get(x)
    .get(mask)
    .op(OP.select)
    .set(scaled);
  // x = m·2ᵉ with ½ ≤ m < 1, from the bits.
  f.get(scaled).i32(23).op(OP.shiftRight).word(126).op(OP.subWords).op(OP.wordsToFloats);
  f.constant(23).get(mask).op(OP.and).op(OP.sub).set(exponent);
  f.get(scaled).word(0x007fffff).op(OP.and).word(0x3f000000).op(OP.or).set(scaled);
  // Where m < √½, 2m and e - 1 are nearer to 1.
  f.get(scaled).constant(Math.SQRT1_2).op(OP.less).set(mask);
  f.get(exponent).constant(1).get(mask).op(OP.and).op(OP.sub).set(exponent);
  f.get(scaled).get(scaled).get(mask).op(OP.and).op(OP.add).constant(1).op(OP.sub).set(reduced);
  emitLogOfReduced(f, reduced);
  f.get(exponent).constant(LN2_LOW).op(OP.mul).op(OP.add);
  f.get(exponent).constant(LN2_HIGH).op(OP.mul).op(OP.add).set(reduced);
  // What is not a positive number: infinity and NaN are kept, a negative number gives NaN (all bits set), 0 gives -infinity.
  f.constant(-Infinity).get(reduced).get(x);
  f.get(x).constant(Infinity).op(OP.less).op(OP.select);
  f.get(x).constant(0).op(OP.less).op(OP.or);
  f.get(x).constant(0).op(OP.equal).op(OP.select);
  f.release('v128', scaled, mask, exponent, reduced);
}

/** log(1 + f) of local `f`: f - f²/2 + f³·P(f). */
function emitLogOfReduced(f: FunctionBuilder, reduced: number): void {
  const square = f.take('v128');
  f.get(reduced).get(reduced).op(OP.mul).set(square);
  emitPolynomial(f, LOG_COEFFICIENTS, reduced);
  f.get(reduced).op(OP.mul).get(square).op(OP.mul);
  f.get(square).constant(0.5).op(OP.mul).op(OP.sub).get(reduced).op(OP.add);
  f.release('v128', square);
}

/** tanh of local `x`, left on the stack. */
export function emitTanh(f: FunctionBuilder, x: number): void {
  const [size, large, square] = [f.take('v128'), f.take('v128'), f.take('v128')];
  // tanh|x| = 1 - 2 / (exp 2|x| + 1).
  f.get(x).op(OP.abs).constant(TANH_SATURATED).op(OP.pmin).tee(size);
  f.get(size).op(OP.add).set(square);
  f.constant(1).constant(2);
  emitExp(f, square, { min: 0, max: 2 * TANH_SATURATED });
  f.constant(1).op(OP.add).op(OP.div).op(OP.sub);
  emitWithSignOf(f, x);
  f.set(large);
  f.get(x).get(x).op(OP.mul).set(square);
  emitPolynomial(f, TANH_COEFFICIENTS, square);
  f.get(square).op(OP.mul).get(x).op(OP.mul).get(x).op(OP.add);
  f.get(large).get(size).constant(TANH_SMALL).op(OP.less).op(OP.select);
  f.release('v128', size, large, square);
}

/** erf of local `x`, left on the stack. */
export function emitErf(f: FunctionBuilder, x: number): void {
  const [size, large, square] = [f.take('v128'), f.take('v128'), f.take('v128')];
  f.get(x).op(OP.abs).set(size);
  emitPolynomial(f, ERF_LARGE_COEFFICIENTS, size);
  f.get(size).op(OP.mul).get(size).op(OP.sub).set(square);
  f.constant(1);
  emitExp(f, square, { min: -Infinity, max: 0 });
  f.op(OP.sub);
  emitWithSignOf(f, x);
  f.set(large);
  f.get(x).get(x).op(OP.mul).set(square);
  emitPolynomial(f, ERF_COEFFICIENTS, square);
  f.get(x).op(OP.mul).get(x).op(OP.add).set(square);
  f.get(large).get(square).constant(ERF_SMALL).get(size).op(OP.less).op(OP.select);
  f.release('v128', size, large, square);
}

/** The value on the stack, which is not negative, with the sign of local `x`. */
function emitWithSignOf(f: FunctionBuilder, x: number): void {
  f.get(x).word(0x80000000).op(OP.and).op(OP.or);
}

/** sin of local `x`, left on the stack; loses digits from |x| = 10⁴ on. */
export function emitSin(f: FunctionBuilder, x: number): void {
  const [rounded, k] = [f.take('v128'), f.take('v128')];
  // x = k·π + r with k whole: sin x = (-1)ᵏ·sin r.
  f.get(x)
    .constant(1 / Math.PI)
    .op(OP.mul)
    .constant(ROUNDER)
    .op(OP.add)
    .tee(rounded);
  f.constant(ROUNDER).op(OP.sub).set(k);
  emitReducedSin(f, x, k);
  f.get(rounded).i32(31).op(OP.shiftLeft).op(OP.xor);
  f.release('v128', rounded, k);
}

/** cos of local `x`, left on the stack; loses digits from |x| = 10⁴ on. */
export function emitCos(f: FunctionBuilder, x: number): void {
  const [rounded, k] = [f.take('v128'), f.take('v128')];
  // x = (j + ½)·π + r with j whole: cos x = -(-1)ʲ·sin r.
  f.get(x)
    .constant(1 / Math.PI)
    .op(OP.mul)
    .constant(0.5)
    .op(OP.sub);
  f.constant(ROUNDER).op(OP.add).tee(rounded);
  f.constant(ROUNDER).op(OP.sub).constant(0.5).op(OP.add).set(k);
  emitReducedSin(f, x, k);
  f.op(OP.neg).get(rounded).i32(31).op(OP.shiftLeft).op(OP.xor);
  f.release('v128', rounded, k);
}

/** sin(x - k·π), for |x - k·π| ≤ π/2. */
function emitReducedSin(f: FunctionBuilder, x: number, k: number): void {
  const [r, square] = [f.take('v128'), f.take('v128')];
  f.get(x);
  for (const part of PI_PARTS) f.get(k).constant(part).op(OP.mul).op(OP.sub);
  f.tee(r).get(r).op(OP.mul).set(square);
  emitPolynomial(f, SIN_COEFFICIENTS, square);
  f.get(square).op(OP.mul).get(r).op(OP.mul).get(r).op(OP.add);
  f.release('v128', r, square);
}
