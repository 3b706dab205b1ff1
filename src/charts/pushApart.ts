/** Moves labels on one axis as little as possible so that none overlaps another or leaves its range. */

interface Block {
  /** Members' indices in ascending order of place. */
  readonly members: number[];
  /** Sum over members k of (wanted - k * gap): its mean is where the block would like its first member. */
  sum: number;
  startPx: number;
}

/**
 * New positions, in the order of `wantedPx`: at least `gapPx` apart and within [minPx, maxPx]; where they cannot fit, evenly closer. Blocks of
 * touching labels stand at the mean of their wishes (pool adjacent violators), which minimises the sum of squared moves.
 */
export function pushApart(
  wantedPx: readonly number[],
  gapPx: number,
  minPx: number,
  maxPx: number,
): number[] {
  const count = wantedPx.length;
  const range = Math.max(0, maxPx - minPx);
  const gap = count > 1 ? Math.min(gapPx, range / (count - 1)) : gapPx;
  const wanted = (index: number): number => wantedPx[index] ?? 0;
  const order = wantedPx.map((_, index) => index).sort((a, b) => wanted(a) - wanted(b) || a - b);
  const place = (block: Block): void => {
    const highest = minPx + range - (block.members.length - 1) * gap;
    block.startPx = Math.max(minPx, Math.min(highest, block.sum / block.members.length));
  };
  const blocks: Block[] = [];
  for (const index of order) {
    let block: Block = { members: [index], sum: wanted(index), startPx: 0 };
    place(block);
    for (let previous = blocks.at(-1); previous; previous = blocks.at(-1)) {
      const length = previous.members.length;
      if (previous.startPx + length * gap <= block.startPx) break;
      blocks.pop();
      const sum = previous.sum + block.sum - block.members.length * length * gap;
      block = { members: [...previous.members, ...block.members], sum, startPx: 0 };
      place(block);
    }
    blocks.push(block);
  }
  const placed = wantedPx.slice();
  for (const block of blocks)
    block.members.forEach((index, position) => {
      placed[index] = block.startPx + position * gap;
    });
  return placed;
}
