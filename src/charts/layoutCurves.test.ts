import { describe, expect, it } from 'vitest';
import type { EpochMetrics } from '../domain/metrics';
import type { ChartStyle, CurvesData, CurvesWords } from './chartTypes';
import { estimateTextWidth } from './estimateTextWidth';
import { GALLERY_THEMES } from './gallery/galleryThemes';
import { layoutCurves, readCurvesAt } from './layoutCurves';

const size = { widthPx: 354, heightPx: 150, pixelRatio: 1 };
const style: ChartStyle<CurvesWords> = {
  colors: GALLERY_THEMES.light,
  fontFamily: 'sans-serif',
  fontSizePx: 12.5,
  words: { xAxis: 'epochs', yAxis: '', empty: 'none' },
  locale: 'en',
};
function dataOf(
  epochs: number,
  valueAt: (epoch: number) => number,
  change: Partial<CurvesData> = {},
): CurvesData {
  const rows = Array.from({ length: epochs + 1 }, (_, epoch): EpochMetrics => {
    const value = valueAt(epoch);
    return {
      epoch,
      step: epoch,
      samples: 0,
      seconds: 0,
      loss: value,
      valLoss: value * 1.01,
      accuracy: value,
      valAccuracy: value,
    };
  });
  return {
    rows,
    series: [
      { key: 'loss', label: 'train', tone: 'strong' },
      { key: 'valLoss', label: 'validation', tone: 'soft' },
    ],
    scale: 'linear',
    xAxis: 'epochs',
    smoothing: 0,
    ghosts: [],
    reference: null,
    marks: [],
    readoutEpoch: null,
    ...change,
  };
}
const decay = (epoch: number): number => 0.69 * Math.exp(-epoch / 50) + 0.02;

describe('layoutCurves', () => {
  it.each(['linear', 'log', 'percent'] as const)('has %s scales that invert', (scale) => {
    const layout = layoutCurves(dataOf(200, decay, { scale }), size, style);
    for (const epoch of [0, 17, 200])
      expect(layout.scale.axisValueAt(layout.scale.x(epoch))).toBeCloseTo(epoch, 9);
    for (const value of [0.5, 0.61, 0.7])
      expect(layout.scale.valueAt(layout.scale.y(value))).toBeCloseTo(value, 9);
  });

  it('draws each row where the scales say', () => {
    const data = dataOf(40, decay);
    const layout = layoutCurves(data, size, style);
    const points = layout.lines[0]?.points ?? new Float64Array();
    expect(points).toHaveLength(82);
    // Axis 0 to 0.8; 40 epochs over the plot's width.
    const { leftPx, topPx, widthPx, heightPx } = layout.plot;
    data.rows.forEach((row, index) => {
      expect(points[2 * index]).toBeCloseTo(leftPx + (row.epoch / 40) * widthPx, 9);
      expect(points[2 * index + 1]).toBeCloseTo(topPx + (1 - row.loss / 0.8) * heightPx, 9);
    });
  });

  it('draws 0 and values below the floor at the lower end of a logarithmic axis', () => {
    const layout = layoutCurves(
      dataOf(3, (epoch) => [0.5, 0, 1e-20, 0.1][epoch] ?? 0, { scale: 'log' }),
      size,
      style,
    );
    const bottomPx = layout.plot.topPx + layout.plot.heightPx;
    const points = layout.lines[0]?.points ?? new Float64Array();
    expect(points[3]).toBeCloseTo(bottomPx, 6);
    expect(points[5]).toBeCloseTo(bottomPx, 6);
    expect(points[7]).toBeLessThan(bottomPx);
  });

  it('leaves gaps where a value is not finite', () => {
    const data = dataOf(4, (epoch) => (epoch === 2 ? Number.NaN : epoch === 3 ? Infinity : 1));
    const points = layoutCurves(data, size, style).lines[0]?.points ?? new Float64Array();
    expect([1, 3, 5, 7, 9].map((at) => Number.isNaN(points[at]))).toEqual([false, false, true, true, false]);
  });

  it('draws at most 500 points a line of several thousand rows, a spike among them', () => {
    const layout = layoutCurves(
      dataOf(5_000, (epoch) => (epoch === 2_501 ? 9 : decay(epoch))),
      size,
      style,
    );
    for (const { points } of layout.lines) expect(points.length / 2).toBeLessThanOrEqual(500);
    const ys = (layout.lines[0]?.points ?? new Float64Array()).filter((_, at) => at % 2 === 1);
    expect(Math.min(...ys)).toBeCloseTo(layout.scale.y(9), 9);
  });

  it('keeps the labels at the line ends apart and inside the frame, also where both lines end at one place', () => {
    for (const end of [0, 0.4, 0.8]) {
      const layout = layoutCurves(
        dataOf(100, () => end),
        size,
        style,
      );
      const [first = 0, second = 0] = layout.endLabels.map((label) => label.yPx);
      expect(Math.abs(first - second)).toBeGreaterThanOrEqual(15 - 1e-9);
      for (const label of layout.endLabels) {
        expect(label.yPx).toBeGreaterThan(layout.plot.topPx);
        expect(label.yPx).toBeLessThan(layout.plot.topPx + layout.plot.heightPx);
        expect(label.xPx + estimateTextWidth(label.text, 12.5)).toBeLessThanOrEqual(size.widthPx);
      }
    }
  });

  it.each([1, 9, 10, 37, 412, 2_000, 123_456])('has epoch ticks that do not overlap at epoch %d', (last) => {
    const rows = [0, last].map((epoch) => ({ ...dataOf(0, () => 0.5).rows[0], epoch }) as EpochMetrics);
    for (const readoutEpoch of [null, 0, last]) {
      const { axisTicks, plot } = layoutCurves({ ...dataOf(0, () => 0.5), rows, readoutEpoch }, size, style);
      const spans = axisTicks
        .map((tick) => {
          const widthPx = estimateTextWidth(tick.text, 12.5);
          const share = tick.anchor === 'start' ? 0 : tick.anchor === 'end' ? 1 : 0.5;
          return { fromPx: tick.xPx - share * widthPx, toPx: tick.xPx + (1 - share) * widthPx };
        })
        .toSorted((a, b) => a.fromPx - b.fromPx);
      spans.forEach((span, index) => {
        if (index > 0) expect(span.fromPx).toBeGreaterThan(spans[index - 1]?.toPx ?? 0);
        expect(span.fromPx).toBeGreaterThanOrEqual(plot.leftPx - 1e-6);
        expect(span.toPx).toBeLessThanOrEqual(plot.leftPx + plot.widthPx + 1e-6);
      });
    }
  });

  it('names the last epoch with its unit', () => {
    const texts = layoutCurves(dataOf(412, decay), size, style).axisTicks.map((tick) => tick.text);
    expect(texts).toContain('0');
    expect(texts).toContain('412 epochs');
  });

  it('has an axis whose ends do not move from frame to frame while a run goes on', () => {
    const ends = new Set<string>();
    let previous = null;
    for (let epochs = 1; epochs < 300; epochs += 1) {
      const layout = layoutCurves(dataOf(epochs, decay), size, style, previous);
      previous = layout.scale;
      ends.add(layout.scale.values.join());
    }
    expect([...ends]).toEqual(['0,0.8']);
  });

  it('reads out the nearest row with its values', () => {
    const data = dataOf(100, decay, { readoutEpoch: 20.4 });
    const { readout, scale, endLabels } = layoutCurves(data, size, style);
    expect(readout?.row.epoch).toBe(20);
    expect(readout?.xPx).toBeCloseTo(scale.x(20), 9);
    expect(readout?.values[0]?.text).toBe('train 0.4825208');
    expect(readout?.values[0]?.dotYPx).toBeCloseTo(scale.y(decay(20)), 9);
    expect(Math.abs((readout?.values[0]?.textYPx ?? 0) - (readout?.values[1]?.textYPx ?? 0))).toBeGreaterThan(
      14.9,
    );
    expect(endLabels).toEqual([]);
  });

  it('turns the read-out to the left where the right has no room', () => {
    expect(layoutCurves(dataOf(100, decay, { readoutEpoch: 5 }), size, style).readout?.anchor).toBe('start');
    expect(layoutCurves(dataOf(100, decay, { readoutEpoch: 98 }), size, style).readout?.anchor).toBe('end');
  });

  it('writes accuracies in percent, with the sign at the top', () => {
    const { valueTicks } = layoutCurves(
      dataOf(10, () => 0.6, { scale: 'percent' }),
      size,
      style,
    );
    expect(valueTicks.map((tick) => tick.text)).toEqual(['50', '75', '100%']);
  });
});

describe('layoutCurves over other axes, with smoothing, earlier runs and a reference', () => {
  const rowsTo = (epochs: number, stepsPerEpoch: number, valueAt = decay): EpochMetrics[] =>
    dataOf(epochs, valueAt).rows.map((row) => ({
      ...row,
      step: row.epoch * stepsPerEpoch,
      samples: row.epoch * 200,
      seconds: row.epoch * 0.05,
    }));

  it.each([
    ['epochs', 40, '40 epochs'],
    ['steps', 800, '800 epochs'],
    ['samples', 8000, '8,000 epochs'],
    ['seconds', 2, '2 epochs'],
  ] as const)('counts %s along the x axis', (xAxis, last, endText) => {
    const layout = layoutCurves({ ...dataOf(0, decay), rows: rowsTo(40, 20), xAxis }, size, style);
    expect(layout.scale.xEnds).toEqual([0, last]);
    const points = layout.lines[0]?.points ?? new Float64Array();
    const { leftPx, widthPx } = layout.plot;
    expect(points[2 * 10]).toBeCloseTo(leftPx + widthPx / 4, 9);
    expect(layout.axisTicks.map(({ text }) => text)).toContain(endText);
  });

  it('puts a mark where its epoch stands on the axis, after a change of the batch size too', () => {
    const rows = [0, 10, 20].map((epoch) => ({
      ...(dataOf(0, decay).rows[0] as EpochMetrics),
      epoch,
      step: [0, 100, 300][epoch / 10] ?? 0,
    }));
    const { marks, scale } = layoutCurves(
      { ...dataOf(0, decay), rows, xAxis: 'steps', marks: [{ epoch: 15, label: 'batch' }] },
      size,
      style,
    );
    expect(marks[0]?.xPx).toBeCloseTo(scale.x(200), 9);
  });

  it('reads the row under the pointer on every axis', () => {
    for (const xAxis of ['epochs', 'steps', 'samples', 'seconds'] as const) {
      const data: CurvesData = { ...dataOf(0, decay), rows: rowsTo(100, 20), xAxis };
      const { plot } = layoutCurves(data, size, style);
      expect(readCurvesAt(data, size, style, plot.leftPx + 0.42 * plot.widthPx)).toBe(42);
    }
  });

  it('draws the exponential mean, with the figures themselves behind it, and reads out the figures', () => {
    const valueAt = (epoch: number): number => [1, 0, 0.5][epoch] ?? 0;
    const { lines, rawLines, scale, readout } = layoutCurves(
      dataOf(2, valueAt, { smoothing: 0.5, readoutEpoch: 1 }),
      size,
      style,
    );
    const ys = (points: Float64Array | undefined) => [...(points ?? [])].filter((_, at) => at % 2 === 1);
    // Weights 1; 1/2, 1; 1/4, 1/2, 1.
    const means = [1, 0.5 / 1.5, (0.25 + 0.5) / 1.75];
    ys(lines[0]?.points).forEach((yPx, at) => expect(yPx).toBeCloseTo(scale.y(means[at] ?? 0), 9));
    ys(rawLines[0]?.points).forEach((yPx, at) => expect(yPx).toBeCloseTo(scale.y(valueAt(at)), 9));
    expect(readout?.values[0]).toMatchObject({ text: 'train 0', dotYPx: scale.y(0) });
    expect(layoutCurves(dataOf(2, valueAt), size, style).rawLines).toEqual([]);
  });

  it('draws earlier runs on the same axes, which reach to the end of the longest', () => {
    const ghost = { id: 3, rows: rowsTo(200, 20, (epoch) => decay(epoch) + 0.2), isEmphasized: true };
    const { ghostLines, scale } = layoutCurves(dataOf(40, decay, { ghosts: [ghost] }), size, style);
    expect(scale.xEnds).toEqual([0, 200]);
    expect(ghostLines.map(({ id, key, isEmphasized }) => [id, key, isEmphasized])).toEqual([
      [3, 'loss', true],
      [3, 'valLoss', true],
    ]);
    const points = ghostLines[0]?.points ?? new Float64Array();
    expect(points.at(-2)).toBeCloseTo(scale.x(200), 9);
    expect(points.at(-1)).toBeCloseTo(scale.y(decay(200) + 0.2), 9);
  });

  it('breaks an earlier run off where it leaves an axis that suits the present one', () => {
    const ghost = {
      id: 1,
      rows: rowsTo(40, 20, (epoch) => (epoch === 5 ? 1e6 : 0.3)),
      isEmphasized: false,
    };
    const { ghostLines, scale } = layoutCurves(dataOf(40, decay, { ghosts: [ghost] }), size, style);
    expect(scale.values[1]).toBeLessThanOrEqual(5 * decay(0));
    const points = ghostLines[0]?.points ?? new Float64Array();
    expect(points[2 * 5 + 1]).toBeNaN();
    expect(points[2 * 6 + 1]).toBeCloseTo(scale.y(0.3), 9);
  });

  it('draws the reference at its value and keeps its name off the others, inside the frame', () => {
    const reference = { value: 0.992, label: 'best 99.2%' };
    for (const end of [0.99, 0.6]) {
      const data = dataOf(100, () => end, { scale: 'percent', reference });
      const layout = layoutCurves(data, size, style);
      expect(layout.reference?.yPx).toBeCloseTo(layout.scale.y(0.992), 9);
      const label = layout.reference?.label;
      expect((label?.xPx ?? 0) + estimateTextWidth(reference.label, 12.5)).toBeLessThanOrEqual(size.widthPx);
      for (const other of layout.endLabels)
        expect(Math.abs(other.yPx - (label?.yPx ?? 0))).toBeGreaterThanOrEqual(15 - 1e-9);
    }
    expect(layoutCurves(dataOf(10, decay), size, style).reference).toBeNull();
  });
});

describe('readCurvesAt', () => {
  it('gives the epoch under the pointer and null beside the plot', () => {
    const data = dataOf(100, decay);
    const { scale, plot } = layoutCurves(data, size, style);
    expect(readCurvesAt(data, size, style, scale.x(42) + 0.3)).toBe(42);
    expect(readCurvesAt(data, size, style, plot.leftPx - 20)).toBeNull();
    expect(readCurvesAt({ ...data, rows: [] }, size, style, plot.leftPx + 20)).toBeNull();
  });
});
