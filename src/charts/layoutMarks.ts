/** Finds room for the labels of changes made on the way: the newest first, in rows at the top of the plot, none over another. */
import { estimateTextWidth } from './estimateTextWidth';

export interface MarkPlace {
  readonly xPx: number;
  /** null where there is no room: the line stays. */
  readonly label: {
    readonly text: string;
    readonly xPx: number;
    readonly row: number;
    readonly anchor: 'start' | 'end';
  } | null;
}

const GAP_PX = 5;

/** Places in the order of `marks`; `xOf` gives the pixel of what `at` counts. */
export function layoutMarks(
  marks: readonly { readonly at: number; readonly label: string }[],
  xOf: (at: number) => number,
  leftPx: number,
  rightPx: number,
  rows: number,
  fontSizePx: number,
): MarkPlace[] {
  const taken: { readonly row: number; readonly fromPx: number; readonly toPx: number }[] = [];
  const places: MarkPlace[] = [];
  for (let index = marks.length - 1; index >= 0; index -= 1) {
    const mark = marks[index];
    if (!mark) continue;
    const xPx = xOf(mark.at);
    const widthPx = estimateTextWidth(mark.label, fontSizePx);
    let label: MarkPlace['label'] = null;
    for (let row = 0; row < rows && !label; row += 1)
      for (const fromPx of [
        xPx + GAP_PX,
        xPx - GAP_PX - widthPx,
        // Beside neither: across the line, as far right as the plot allows.
        rightPx - widthPx,
      ]) {
        const toPx = fromPx + widthPx;
        const free = taken.every(
          (other) => other.row !== row || toPx + GAP_PX <= other.fromPx || fromPx - GAP_PX >= other.toPx,
        );
        if (!free || fromPx < leftPx || toPx > rightPx) continue;
        taken.push({ row, fromPx, toPx });
        // Anchored on the side of the line, so that an estimate of the width that is off leaves the gap as it is.
        const anchor = fromPx > xPx ? 'start' : 'end';
        label = { text: mark.label, xPx: anchor === 'start' ? fromPx : toPx, row, anchor };
        break;
      }
    places[index] = { xPx, label };
  }
  return places;
}
