/** Products of square matrices on the CPU: in float32 for the race, a few rows at a time, and in float64 as the reference. Plain JavaScript on one thread. */
// Indices are bounded by `size`, to which the arrays belong.

/** Rows `first` to `end` - 1 of `product` = `left` · `right`; each is `size`² numbers, row by row. `size` is a multiple of 2. */
export function multiplyRows(
  left: Float32Array,
  right: Float32Array,
  product: Float32Array,
  size: number,
  first: number,
  end: number,
): void {
  for (let row = first; row < end; row++) {
    const start = row * size;
    product.fill(0, start, start + size);
    // Two rows of `right` at a time: each sum is read and written half as often.
    for (let inner = 0; inner < size; inner += 2) {
      const a = left[start + inner]!;
      const b = left[start + inner + 1]!;
      const upper = inner * size;
      const lower = upper + size;
      for (let column = 0; column < size; column++)
        product[start + column]! += a * right[upper + column]! + b * right[lower + column]!;
    }
  }
}

/** The whole product in float64. */
export function multiplyExactly(
  left: ArrayLike<number>,
  right: ArrayLike<number>,
  size: number,
): Float64Array {
  const product = new Float64Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let inner = 0; inner < size; inner++)
        sum += left[row * size + inner]! * right[inner * size + column]!;
      product[row * size + column] = sum;
    }
  return product;
}
