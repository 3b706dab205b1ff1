/** The one scale of signed values: every map of inputs and neurons, and its legend, shows values through it. */

/** Beyond this, values look the same. */
export const SIGNED_EXTENT = 6;

/**
 * Where `value` stands on the scale, from -1 to 1: 7v / 6(|v| + 1). Steep around 0, so that a sigmoid's 0 to 1 is seen, and not saturated
 * at the coordinates' 6; ±0.5, ±1 and ±6 come to ±0.39, ±0.58 and ±1.
 */
export function signedPosition(value: number): number {
  const position = ((SIGNED_EXTENT + 1) * value) / (SIGNED_EXTENT * (Math.abs(value) + 1));
  return Math.max(-1, Math.min(1, position));
}

/** `values` through the scale, in a new array. */
export function throughSignedScale(values: Float32Array): Float32Array {
  const positions = new Float32Array(values.length);
  for (let index = 0; index < values.length; index++) positions[index] = signedPosition(values[index] ?? 0);
  return positions;
}

export const SIGNED_TICKS = [-SIGNED_EXTENT, -1, 0, 1, SIGNED_EXTENT] as const;
