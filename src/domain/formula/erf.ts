/** The error function in float64; the engines' own, cheaper forms are measured against it. */

/** Above this, erf(x) rounds to 1 in float64: erfc(6) = 2·10⁻¹⁷. */
const SATURATION = 6;
/** Below this the series is used, above it the continued fraction. */
const SERIES_LIMIT = 2;
/** Enough at x = 2, where the fraction converges slowest, for an error below 10⁻¹⁵ of erf. */
const FRACTION_TERMS = 40;

/** erf(x) = 2/√π ∫₀ˣ exp(-t²) dt, in [-1, 1], to within 10⁻¹⁵; odd, NaN for NaN. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < SERIES_LIMIT) return bySeries(x);
  const result = size < SATURATION ? 1 - complementByFraction(size) : 1;
  return Number.isNaN(x) ? NaN : Math.sign(x) * result;
}

/** 2/√π · exp(-x²) · Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!! (Abramowitz & Stegun 7.1.6): all terms have one sign, so nothing cancels. */
function bySeries(x: number): number {
  const twiceSquare = 2 * x * x;
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > Math.abs(sum) * 1e-17; odd += 2) {
    term *= twiceSquare / odd;
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** erfc(x) = exp(-x²)/√π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + …)))) (Abramowitz & Stegun 7.1.14), from the inside out. */
function complementByFraction(x: number): number {
  let denominator = x;
  for (let n = FRACTION_TERMS; n >= 1; n -= 1) denominator = x + n / 2 / denominator;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * denominator);
}
