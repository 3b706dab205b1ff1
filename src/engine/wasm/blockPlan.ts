/** How the generated code cuts samples and units into blocks that fit the 16 vector registers of a processor. */

/** `count` blocks of `size` groups (of four samples) each, one after the other. */
export interface GroupBlocks {
  readonly size: number;
  readonly count: number;
  /** Groups before the first of them. */
  readonly first: number;
}

/** Pairs of groups, so that a weight that is loaded serves eight samples; an odd number ends in three. */
export function planGroupBlocks(groups: number): readonly GroupBlocks[] {
  if (groups === 1) return [{ size: 1, count: 1, first: 0 }];
  if (groups % 2 === 0) return [{ size: 2, count: groups / 2, first: 0 }];
  const pairs = (groups - 3) / 2;
  const triple: GroupBlocks = { size: 3, count: 1, first: 2 * pairs };
  return pairs > 0 ? [{ size: 2, count: pairs, first: 0 }, triple] : [triple];
}

/** Rows of a block by its number of groups: 8 or 9 sums, with registers left for weights and inputs. */
const ROWS_BY_GROUPS: Readonly<Record<number, number>> = { 1: 8, 2: 4, 3: 3 };

/** `count` blocks of `rows` rows each, then, where they do not come out even, one of `rest`. */
export interface RowBlocks {
  readonly rows: number;
  readonly count: number;
  readonly rest: number;
}

export function planRowBlocks(total: number, groups: number): RowBlocks {
  const most = ROWS_BY_GROUPS[groups] ?? 4;
  if (total <= most) return { rows: total, count: 1, rest: 0 };
  return { rows: most, count: Math.floor(total / most), rest: total % most };
}

/** Instructions that a sequence of blocks may take before it becomes a loop. */
export const MAX_STRAIGHT = 600;
