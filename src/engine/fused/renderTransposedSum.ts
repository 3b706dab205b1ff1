/** Adds many values up across the lanes of a subgroup at once, as WGSL text; knows no network. */

/**
 * A value whose lane j is the sum over all lanes of `values[j]`, by lanes - 1 exchanges instead of a whole sum for each: at distance d a lane keeps
 * one half of the values, sends the other half to its partner and adds what it gets; missing values
 * are 0. The statements go to `lines`; the text of the value is returned. Every lane of the subgroup has to come by.
 */
export function renderTransposedSum(
  values: readonly string[],
  lanes: number,
  prefix: string,
  lines: string[],
): string {
  let present: (string | null)[] = Array.from({ length: lanes }, (_, at) => values[at] ?? null);
  let number = 0;
  for (let distance = lanes / 2; distance >= 1; distance /= 2) {
    const next: (string | null)[] = [];
    for (let at = 0; at < distance; at++) {
      const [low, high] = [present[at] ?? null, present[at + distance] ?? null];
      if (low === null && high === null) {
        next.push(null);
        continue;
      }
      const isHigh = `(lane & ${distance}u) != 0u`;
      const [lowText, highText] = [low ?? '0.0f', high ?? '0.0f'];
      const name = `${prefix}${number++}`;
      lines.push(
        `let ${name} = select(${lowText}, ${highText}, ${isHigh}) + ${exchange(`select(${highText}, ${lowText}, ${isHigh})`, distance)};`,
      );
      next.push(name);
    }
    present = next;
  }
  return present[0] ?? '0.0f';
}

/** The value of the lane at this distance, a power of two; within four lanes by the cheaper exchange. */
function exchange(value: string, distance: number): string {
  if (distance === 1) return `quadSwapX(${value})`;
  if (distance === 2) return `quadSwapY(${value})`;
  return `subgroupShuffleXor(${value}, ${distance}u)`;
}
