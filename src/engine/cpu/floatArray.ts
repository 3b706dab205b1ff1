/** The two kinds of numbers in which the plain engine can compute: float32 to train, float64 as the tests' reference. */

export type FloatArray = Float32Array | Float64Array;

export interface FloatArrayConstructor {
  new (length: number): FloatArray;
}
