/** The shortest decimal that names a float32: 0.1 for the stored 0.10000000149. Refuses nothing; NaN and infinities come back as they are. */

/** Digits that tell any two float32 values apart. */
const MAX_DIGITS = 9;

export function shortestFloat(value: number): number {
  const stored = Math.fround(value);
  if (!Number.isFinite(stored)) return stored;
  for (let digits = 1; digits < MAX_DIGITS; digits += 1) {
    const short = Number(stored.toPrecision(digits));
    if (Math.fround(short) === stored) return short;
  }
  return Number(stored.toPrecision(MAX_DIGITS));
}
