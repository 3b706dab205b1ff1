/** Paints the weights of each layer as a small histogram into an SVG, reusing its nodes; one ink, attributes only. */
import { select } from 'd3';
import type { ChartSize, ChartStyle, HistogramsData, HistogramsWords } from './chartTypes';
import { estimateTextWidth } from './estimateTextWidth';
import { formatCount, formatTick } from './formatNumber';
import { layoutHistograms } from './layoutHistograms';
import type { HistogramCell, HistogramsLayout } from './layoutHistograms';

/** The axis' end in the draw before, kept while it suits. */
const extentBefore = new WeakMap<SVGSVGElement, number>();

/** Gives the layout that it drew, for read-outs. */
export function drawHistograms(
  svg: SVGSVGElement,
  data: HistogramsData,
  size: ChartSize,
  style: ChartStyle<HistogramsWords>,
): HistogramsLayout {
  const { colors, fontSizePx: font, locale, words } = style;
  const layout = layoutHistograms(data, size, font, extentBefore.get(svg) ?? null);
  extentBefore.set(svg, layout.extent);
  const root = select(svg)
    .attr('viewBox', `0 0 ${size.widthPx} ${size.heightPx}`)
    .attr('font-size', font)
    .attr('font-family', style.fontFamily)
    .style('font-variant-numeric', 'tabular-nums');
  const cells = root
    .selectAll<SVGGElement, HistogramCell>('g.cell')
    .data(layout.cells)
    .join((enter) => {
      const cell = enter.append('g').attr('class', 'cell');
      cell.append('rect').attr('class', 'pointed');
      cell.append('path').attr('class', 'base');
      cell.append('path').attr('class', 'shape');
      for (const name of ['low', 'label', 'high', 'peak']) cell.append('text').attr('class', name);
      return cell;
    })
    .attr('transform', (cell) => `translate(${round(cell.leftPx)},0)`);
  const low = formatTick(-layout.extent, locale);
  const high = formatTick(layout.extent, locale);
  const lowText = words.weight === '' ? low : `${words.weight} ${low}`;
  const fits = (cell: HistogramCell, index: number): boolean =>
    estimateTextWidth(`${index === 0 ? lowText : low}${cell.label}${high}`, font) + font <= cell.widthPx;
  const textYPx = (cell: HistogramCell): number => cell.baseYPx + font * 1.4;

  const pointed = data.highlighted ?? null;
  const binPx = (cell: HistogramCell): number => cell.widthPx / cell.counts.length;
  cells
    .select('rect.pointed')
    .attr('fill', colors.focus)
    .attr('fill-opacity', 0.22)
    .attr('x', (cell) => round((pointed?.bin ?? 0) * binPx(cell)))
    .attr('y', (cell) => cell.topPx)
    .attr('width', (cell, index) => (index === pointed?.layer ? round(binPx(cell)) : 0))
    .attr('height', (cell) => cell.baseYPx - cell.topPx);
  cells
    .select('path.base')
    .attr('stroke', colors.line)
    .attr('fill', 'none')
    .attr('d', (cell) => {
      const baseYPx = Math.round(cell.baseYPx) + 0.5;
      const zeroXPx = Math.floor(cell.widthPx / 2) + 0.5;
      return `M0,${baseYPx}H${round(cell.widthPx)}M${zeroXPx},${cell.topPx}V${baseYPx}`;
    });
  cells
    .select('path.shape')
    .attr('fill', colors.inkSecond)
    .attr('data-kind', (cell) => cell.kind)
    .attr('d', (cell) => (cell.kind === 'dots' ? dotsPath(cell, layout) : barsPath(cell)));
  cells
    .select('text.low')
    .attr('x', 0)
    .attr('y', textYPx)
    .attr('fill', colors.inkThird)
    .text((cell, index) => (fits(cell, index) ? (index === 0 ? lowText : low) : ''));
  cells
    .select('text.high')
    .attr('x', (cell) => cell.widthPx)
    .attr('y', textYPx)
    .attr('text-anchor', 'end')
    .attr('fill', colors.inkThird)
    // Where three texts have no room, one of them tells both ends.
    .text((cell, index) => (fits(cell, index) ? high : `\u00b1${high}`));
  cells
    .select('text.label')
    .attr('x', (cell, index) => (fits(cell, index) ? cell.widthPx / 2 : 0))
    .attr('y', textYPx)
    .attr('text-anchor', (cell, index) => (fits(cell, index) ? 'middle' : 'start'))
    .attr('fill', colors.inkSecond)
    .text((cell) => cell.label);
  cells
    .select('text.peak')
    .attr('x', (cell) => cell.widthPx)
    .attr('y', (cell) => cell.topPx + font * 0.8)
    .attr('text-anchor', 'end')
    .attr('fill', colors.inkThird)
    // Dots are counted by eye.
    .text((cell) =>
      cell.kind === 'dots' || cell.peak === 0 ? '' : `${words.count} ${formatCount(cell.peak, locale)}`,
    );
  return layout;
}

const round = (px: number): number => Math.round(px * 100) / 100;

function barsPath(cell: HistogramCell): string {
  const binPx = cell.widthPx / cell.counts.length;
  let path = '';
  cell.counts.forEach((count, bin) => {
    if (count === 0) return;
    // A single value among thousands is still seen.
    const barPx = Math.max(1, (count / cell.peak) * cell.barHeightPx);
    path += `M${round(bin * binPx + 0.5)},${round(cell.baseYPx)}v${round(-barPx)}h${round(binPx - 1)}v${round(barPx)}z`;
  });
  return path;
}

function dotsPath(cell: HistogramCell, layout: HistogramsLayout): string {
  const { dotPitchPx, dotRadiusPx: radius } = layout;
  const binPx = cell.widthPx / cell.counts.length;
  let path = '';
  cell.counts.forEach((count, bin) => {
    const xPx = round((bin + 0.5) * binPx - radius);
    for (let dot = 0; dot < count; dot += 1) {
      const yPx = round(cell.baseYPx - 2 - radius - dot * dotPitchPx);
      path += `M${xPx},${yPx}a${radius},${radius} 0 1 1 ${2 * radius},0a${radius},${radius} 0 1 1 ${-2 * radius},0`;
    }
  });
  return path;
}
