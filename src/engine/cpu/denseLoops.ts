/**
 * The three matrix products of a dense layer, forward and backward, by one loop; row-major typed arrays. Knows no network.
 *
 * Elements are read with `!` throughout: the callers' buffers hold `rows` rows, and a check in such a loop would cost more than the arithmetic.
 */
import type { FloatArray } from './floatArray';

/** Where a layer's kernel `[inputs, units]` and bias `[units]` stand in the parameters. */
export interface DenseShape {
  readonly inputs: number;
  readonly units: number;
  readonly kernelOffset: number;
  readonly biasOffset: number | null;
}

/** z = x · kernel + bias: `[rows, inputs]` to `[rows, units]`. */
export function computeLogits(
  z: FloatArray,
  x: FloatArray,
  rows: number,
  parameters: FloatArray,
  { inputs, units, kernelOffset, biasOffset }: DenseShape,
): void {
  if (biasOffset === null) z.fill(0, 0, rows * units);
  else
    for (let row = 0; row < rows; row++)
      for (let unit = 0; unit < units; unit++) z[row * units + unit] = parameters[biasOffset + unit]!;
  addProduct(rows, units, inputs, z, 0, units, 1, x, 0, inputs, 1, parameters, kernelOffset, units, 1);
}

/** dL/dkernel += xᵀ · dL/dz and dL/dbias += the sum of dL/dz over rows. */
export function addParameterGradients(
  gradients: FloatArray,
  x: FloatArray,
  deltas: FloatArray,
  rows: number,
  { inputs, units, kernelOffset, biasOffset }: DenseShape,
): void {
  addProduct(inputs, units, rows, gradients, kernelOffset, units, 1, x, 0, 1, inputs, deltas, 0, units, 1);
  if (biasOffset === null) return;
  for (let unit = 0; unit < units; unit++) {
    let sum = gradients[biasOffset + unit]!;
    for (let at = unit; at < rows * units; at += units) sum += deltas[at]!;
    gradients[biasOffset + unit] = sum;
  }
}

/** dL/dx = dL/dz · kernelᵀ: `[rows, units]` to `[rows, inputs]`. */
export function computeInputGradients(
  inputDeltas: FloatArray,
  deltas: FloatArray,
  rows: number,
  parameters: FloatArray,
  { inputs, units, kernelOffset }: DenseShape,
): void {
  inputDeltas.fill(0, 0, rows * inputs);
  addProduct(
    rows,
    inputs,
    units,
    inputDeltas,
    0,
    inputs,
    1,
    deltas,
    0,
    units,
    1,
    parameters,
    kernelOffset,
    1,
    units,
  );
}

/**
 * out += a · b, for matrices `[m, k]`, `[k, n]` and `[m, n]` that start at an offset in their arrays and whose next row, and next column, is so many
 * elements on: a transposed matrix is one with its two strides exchanged.
 *
 * Four columns go at once: one sum waits for its own last addition, four do not wait for each other. Each is collected in float64 and rounded when stored.
 */
function addProduct(
  m: number,
  n: number,
  k: number,
  out: FloatArray,
  outStart: number,
  outRow: number,
  outColumn: number,
  a: FloatArray,
  aStart: number,
  aRow: number,
  aColumn: number,
  b: FloatArray,
  bStart: number,
  bRow: number,
  bColumn: number,
): void {
  if (n < 4 && m >= 4) {
    // outᵀ += bᵀ · aᵀ: the longer side goes by fours.
    addProduct(n, m, k, out, outStart, outColumn, outRow, b, bStart, bColumn, bRow, a, aStart, aColumn, aRow);
    return;
  }
  for (let row = 0; row < m; row++) {
    const aFirst = aStart + row * aRow;
    let column = 0;
    for (; column + 4 <= n; column += 4) {
      let aAt = aFirst;
      let bAt = bStart + column * bColumn;
      let sum0 = 0;
      let sum1 = 0;
      let sum2 = 0;
      let sum3 = 0;
      for (let inner = 0; inner < k; inner++) {
        const factor = a[aAt]!;
        sum0 += factor * b[bAt]!;
        sum1 += factor * b[bAt + bColumn]!;
        sum2 += factor * b[bAt + 2 * bColumn]!;
        sum3 += factor * b[bAt + 3 * bColumn]!;
        aAt += aColumn;
        bAt += bRow;
      }
      const at = outStart + row * outRow + column * outColumn;
      out[at] = out[at]! + sum0;
      out[at + outColumn] = out[at + outColumn]! + sum1;
      out[at + 2 * outColumn] = out[at + 2 * outColumn]! + sum2;
      out[at + 3 * outColumn] = out[at + 3 * outColumn]! + sum3;
    }
    for (; column < n; column++) {
      let aAt = aFirst;
      let bAt = bStart + column * bColumn;
      let sum = 0;
      for (let inner = 0; inner < k; inner++) {
        sum += a[aAt]! * b[bAt]!;
        aAt += aColumn;
        bAt += bRow;
      }
      const at = outStart + row * outRow + column * outColumn;
      out[at] = out[at]! + sum;
    }
  }
}

/** Multiplies the first `count` elements of `values` by those of `factors`. */
export function multiplyBy(values: FloatArray, factors: FloatArray, count: number): void {
  for (let i = 0; i < count; i++) values[i] = values[i]! * factors[i]!;
}

/** Multiplies the first `count` elements of `values` by one number. */
export function scaleBy(values: FloatArray, factor: number, count: number): void {
  for (let i = 0; i < count; i++) values[i] = values[i]! * factor;
}
