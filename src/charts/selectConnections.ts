/** Chooses which connections are drawn when there are too many to be told apart: in each gap between columns its strongest. */
// Hot loops read typed arrays within their length, hence `!`.

/** Connections drawn in a whole network at most, apart from those of a highlighted unit. */
export const CONNECTION_LIMIT = 300;
const BINS = 1024;

/**
 * Of each kernel, the indices (row-major, from * units + to) of the weights to draw, ascending. Gaps with few connections keep them all; what they leave
 * of the limit is shared equally by the others, each of which keeps its largest |w|. Weights that are not finite are left out.
 */
export function selectConnections(kernels: readonly Float32Array[], limit = CONNECTION_LIMIT): Uint32Array[] {
  const shares = shareLimit(
    kernels.map((kernel) => kernel.length),
    limit,
  );
  return kernels.map((kernel, gap) => strongest(kernel, shares[gap] ?? 0));
}

/** Gives each of `counts` its due of `limit`: everything to those below an equal share, the rest to the others. */
function shareLimit(counts: readonly number[], limit: number): number[] {
  const shares = counts.map(() => 0);
  let left = limit;
  const ascending = counts.map((_, index) => index).sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0));
  ascending.forEach((index, position) => {
    const share = Math.min(counts[index] ?? 0, Math.floor(left / (counts.length - position)));
    shares[index] = share;
    left -= share;
  });
  return shares;
}

/** The `count` largest by magnitude in linear time: a histogram of magnitudes gives the bin in which the cut lies. */
function strongest(kernel: Float32Array, count: number): Uint32Array {
  let max = 0;
  for (const weight of kernel) {
    const size = Math.abs(weight);
    if (size > max && size < Infinity) max = size;
  }
  const scale = max > 0 ? (BINS - 1) / max : 0;
  const binOf = (weight: number): number => {
    const size = Math.abs(weight);
    return size <= max ? (size * scale) | 0 : -1;
  };
  const histogram = new Uint32Array(BINS);
  for (const weight of kernel) {
    const bin = binOf(weight);
    if (bin >= 0) histogram[bin]! += 1;
  }
  let cut = BINS - 1;
  let above = 0;
  while (cut > 0 && above + histogram[cut]! < count) {
    above += histogram[cut]!;
    cut -= 1;
  }
  let fromCut = Math.max(0, count - above);
  const chosen = new Uint32Array(count);
  let length = 0;
  for (let index = 0; index < kernel.length && length < count; index += 1) {
    const bin = binOf(kernel[index]!);
    if (bin < cut || (bin === cut && fromCut === 0)) continue;
    if (bin === cut) fromCut -= 1;
    chosen[length] = index;
    length += 1;
  }
  return chosen.subarray(0, length);
}
