/** Whether WebAssembly SIMD is there; compiles nothing that is used. */

/** A module whose one function makes a v128 of a 32-bit zero: valid only where SIMD is. */
const PROBE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0],
  // One type () -> v128, one function of it, and its body: i32.const 0, i32x4.splat, end.
  ...[1, 5, 1, 96, 0, 1, 123],
  ...[3, 2, 1, 0],
  ...[10, 8, 1, 6, 0, 65, 0, 253, 17, 11],
);

export function hasSimd(): boolean {
  return typeof WebAssembly !== 'undefined' && WebAssembly.validate(PROBE);
}
