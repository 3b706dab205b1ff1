import { describe, expect, it } from 'vitest';
import { estimateTextWidth } from './estimateTextWidth';
import { layoutMarks } from './layoutMarks';

const xOf = (at: number): number => 40 + at;

describe('layoutMarks', () => {
  it('puts a label to the right of its line, or to the left near the frame', () => {
    const [early, late] = layoutMarks(
      [
        { at: 10, label: 'batch 10' },
        { at: 290, label: 'batch 20' },
      ],
      xOf,
      40,
      340,
      2,
      12.5,
    );
    expect(early).toMatchObject({ xPx: 50, label: { anchor: 'start', xPx: 55, row: 0 } });
    expect(late).toMatchObject({ xPx: 330, label: { anchor: 'end', xPx: 325, row: 0 } });
  });

  it('never lets labels overlap or leave the plot, keeps every line, and drops the oldest text when crowded', () => {
    const marks = Array.from({ length: 12 }, (_, index) => ({
      at: 100 + 3 * index,
      label: `batch size ${index}`,
    }));
    const places = layoutMarks(marks, xOf, 40, 340, 2, 12.5);
    expect(places).toHaveLength(12);
    const spans = places.flatMap(({ label }) => {
      if (!label) return [];
      const widthPx = estimateTextWidth(label.text, 12.5);
      const fromPx = label.anchor === 'start' ? label.xPx : label.xPx - widthPx;
      return [{ row: label.row, fromPx, toPx: fromPx + widthPx }];
    });
    expect(spans.length).toBeGreaterThan(1);
    expect(spans.length).toBeLessThan(12);
    expect(places.at(-1)?.label).not.toBeNull();
    expect(places[0]?.label).toBeNull();
    for (const span of spans) {
      expect(span.fromPx).toBeGreaterThanOrEqual(40);
      expect(span.toPx).toBeLessThanOrEqual(340);
      for (const other of spans)
        if (other !== span && other.row === span.row)
          expect(span.toPx <= other.fromPx || span.fromPx >= other.toPx).toBe(true);
    }
  });

  it('keeps the line of a label that is too long for the plot', () => {
    expect(layoutMarks([{ at: 5, label: 'x'.repeat(200) }], xOf, 40, 340, 2, 12.5)).toEqual([
      { xPx: 45, label: null },
    ]);
  });
});
