import { describe, expect, it } from 'vitest';
import { layoutHistograms } from '../../charts/layoutHistograms';
import { walkBins } from './walkBins';

const layers = [Float32Array.of(-1, 0.5, 0.5), Float32Array.of(0, 1)].map((values) => ({
  label: '',
  values,
}));
const layout = layoutHistograms({ layers }, { widthPx: 368, heightPx: 90, pixelRatio: 1 }, 12.5);

describe('walkBins', () => {
  it('goes through every bin that holds something, of all layers, and stops at the ends', () => {
    const seen = [];
    let bin = walkBins('ArrowRight', layout, null);
    for (let press = 0; bin && press < 6; press++, bin = walkBins('ArrowRight', layout, bin)) seen.push(bin);
    const counts = seen.map(({ layer, bin: at }) => [layer, layout.cells[layer]?.counts[at]]);
    expect(counts).toEqual([
      [0, 1],
      [0, 2],
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    expect(seen.at(-1)).toEqual(walkBins('End', layout, null));
    expect(walkBins('ArrowLeft', layout, walkBins('Home', layout, null)!)).toEqual(seen[0]);
  });

  it('goes from layer to layer with the other arrows, and away with Escape', () => {
    const first = walkBins('Home', layout, null)!;
    expect(walkBins('ArrowDown', layout, first)?.layer).toBe(1);
    expect(walkBins('ArrowUp', layout, null)?.layer).toBe(1);
    expect(walkBins('Escape', layout, first)).toBeNull();
    expect(walkBins('a', layout, first)).toBeUndefined();
  });
});
