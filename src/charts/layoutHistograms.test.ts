import { describe, expect, it } from 'vitest';
import { layoutHistograms, measureHistograms, findBinAt, readBin } from './layoutHistograms';

const size = { widthPx: 368, heightPx: 300, pixelRatio: 1 };
const layersOf = (...values: readonly Float32Array[]) => ({
  layers: values.map((layer, index) => ({ label: `layer ${index + 1}`, values: layer })),
});
const ramp = (count: number, limit: number): Float32Array =>
  Float32Array.from({ length: count }, (_, index) => ((2 * index) / (count - 1) - 1) * limit);

describe('layoutHistograms', () => {
  it('puts all layers on one symmetric axis that encloses every weight', () => {
    const layout = layoutHistograms(layersOf(ramp(8, 0.5), Float32Array.of(-2.4, 0.1)), size, 12.5);
    expect(layout.extent).toBe(3);
    const [, second] = layout.cells;
    // 2.4 of 3 to the left: the bin at 10% of the axis.
    const bins = second?.counts.length ?? 0;
    expect(second?.counts.findIndex((count) => count > 0)).toBe(Math.floor(0.1 * bins));
  });

  it('draws dots under 20 values and bars from 20 on, losing none', () => {
    const layout = layoutHistograms(layersOf(ramp(19, 1), ramp(20, 1), ramp(4096, 1)), size, 12.5);
    expect(layout.cells.map((cell) => cell.kind)).toEqual(['dots', 'bars', 'bars']);
    expect(layout.cells.map((cell) => cell.counts.reduce((sum, count) => sum + count, 0))).toEqual([
      19, 20, 4096,
    ]);
  });

  it('has 10 to 30 bars, an even number, so that 0 is an edge', () => {
    for (const values of [
      ramp(20, 1),
      ramp(4096, 1),
      new Float32Array(100).fill(0.5),
      Float32Array.from({ length: 4000 }, (_, i) => (i ? 0.001 * (i % 3) : 5)),
    ]) {
      const bins = layoutHistograms(layersOf(values), size, 12.5).cells[0]?.counts.length ?? 0;
      expect(bins).toBeGreaterThanOrEqual(10);
      expect(bins).toBeLessThanOrEqual(30);
      expect(bins % 2).toBe(0);
    }
  });

  it('stacks all dots of one place inside the cell', () => {
    const layout = layoutHistograms(layersOf(new Float32Array(19)), size, 12.5);
    const [cell] = layout.cells;
    expect(cell?.peak).toBe(19);
    expect(18 * layout.dotPitchPx + 2 * layout.dotRadiusPx).toBeLessThanOrEqual(
      (cell?.baseYPx ?? 0) - (cell?.topPx ?? 0) + 1,
    );
  });

  it('fits nine layers into 368 px in three rows', () => {
    const data = layersOf(...Array.from({ length: 9 }, () => ramp(64, 1)));
    const { cells } = layoutHistograms(data, size, 12.5);
    expect(new Set(cells.map((cell) => cell.topPx)).size).toBe(3);
    for (const cell of cells) {
      expect(cell.leftPx + cell.widthPx).toBeLessThanOrEqual(368 + 1e-6);
      expect(cell.baseYPx + 12.5 * 1.4).toBeLessThan(measureHistograms(data, 368));
    }
    expect(measureHistograms(data, 368)).toBeLessThan(300);
  });

  it('keeps the axis while the weights still use it', () => {
    expect(layoutHistograms(layersOf(ramp(8, 1.9)), size, 12.5, 3).extent).toBe(3);
    expect(layoutHistograms(layersOf(ramp(8, 1)), size, 12.5, 3).extent).toBe(1);
    expect(layoutHistograms(layersOf(new Float32Array(4)), size, 12.5, null).extent).toBe(1);
  });

  it('reads out the bin under a place', () => {
    const layout = layoutHistograms(layersOf(new Float32Array(30).fill(0.5)), size, 12.5);
    const [cell] = layout.cells;
    const xPx = (cell?.leftPx ?? 0) + (cell?.widthPx ?? 0) * ((0.5 / layout.extent + 1) / 2 - 1e-6);
    const bin = findBinAt(layout, xPx, 20);
    expect(bin?.layer).toBe(0);
    const read = bin && readBin(layout, bin);
    expect(read?.to).toBeCloseTo(layout.extent, 6);
    expect(read?.count).toBe(30);
    expect(findBinAt(layout, 5, 299)).toBeNull();
    expect(readBin(layout, { layer: 0, bin: 99 })).toBeNull();
    expect(readBin(layout, { layer: 3, bin: 0 })).toBeNull();
  });

  it('counts every weight in exactly one bin, and the bins meet end to end', () => {
    const layout = layoutHistograms(layersOf(ramp(64, 1.7), ramp(12, 0.4)), size, 12.5);
    layout.cells.forEach(({ counts }, layer) => {
      const bins = counts.map((_, bin) => readBin(layout, { layer, bin })!);
      expect(bins[0]!.from).toBe(-layout.extent);
      bins.forEach(({ from }, bin) => bin > 0 && expect(from).toBeCloseTo(bins[bin - 1]!.to, 12));
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(layer === 0 ? 64 : 12);
    });
  });
});
