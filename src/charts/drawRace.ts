/** Paints the race of CPU and GPU into an SVG, reusing its nodes: a line and its points for each side, a mark where they cross. */
import { line, select } from 'd3';
import type { ChartSize, ChartStyle } from './chartTypes';
import { estimateTextWidth } from './estimateTextWidth';
import { formatCount, formatTick } from './formatNumber';
import { layoutRace, type RaceData, type RaceLayout, type RacePoint, type RaceWords } from './layoutRace';

const POINT_RADIUS_PX = 3;

export function drawRace(
  svg: SVGSVGElement,
  data: RaceData,
  size: ChartSize,
  style: ChartStyle<RaceWords>,
): void {
  const { colors, fontSizePx: font, locale, words } = style;
  const layout = layoutRace(data, size, font);
  const { plot } = layout;
  const root = select(svg)
    .attr('viewBox', `0 0 ${size.widthPx} ${size.heightPx}`)
    .attr('font-size', font)
    .attr('font-family', style.fontFamily)
    .style('font-variant-numeric', 'tabular-nums');

  root
    .selectAll<SVGPathElement, RaceLayout>('path.grid')
    .data([layout])
    .join('path')
    .attr('class', 'grid')
    .attr('fill', 'none')
    .attr('stroke', colors.line)
    .attr('d', ({ yTicks }) =>
      yTicks.map(({ yPx }) => `M${plot.leftPx},${Math.round(yPx) + 0.5}H${plot.rightPx}`).join(''),
    );
  root
    .selectAll<SVGTextElement, RaceLayout['yTicks'][number]>('text.y')
    .data(layout.yTicks)
    .join('text')
    .attr('class', 'y')
    .attr('x', plot.leftPx - font * 0.6)
    .attr('y', ({ yPx }) => yPx)
    .attr('dy', '0.33em')
    .attr('text-anchor', 'end')
    .attr('fill', colors.inkThird)
    .text(({ ms }) => formatTick(ms, locale));
  const every = thinning(layout, font, locale);
  root
    .selectAll<SVGTextElement, RaceLayout['xTicks'][number]>('text.x')
    .data(layout.xTicks.filter((_, index) => (layout.xTicks.length - 1 - index) % every === 0))
    .join('text')
    .attr('class', 'x')
    .attr('x', ({ xPx }) => xPx)
    .attr('y', plot.bottomPx + font * 1.4)
    .attr('text-anchor', 'middle')
    .attr('fill', colors.inkThird)
    .text(({ size: matrix }) => formatCount(matrix, locale));
  const names = [
    { key: 'xName', text: words.xAxis, x: plot.rightPx, y: plot.bottomPx + font * 2.7, anchor: 'end' },
    { key: 'yName', text: words.yAxis, x: 0, y: font, anchor: 'start' },
  ];
  root
    .selectAll<SVGTextElement, (typeof names)[number]>('text.name')
    .data(names, ({ key }) => key)
    .join('text')
    .attr('class', 'name')
    .attr('x', ({ x }) => x)
    .attr('y', ({ y }) => y)
    .attr('text-anchor', ({ anchor }) => anchor)
    .attr('fill', colors.inkThird)
    .text(({ text }) => text);

  drawCrossing(svg, layout, style);
  drawSides(svg, layout, style);
}

function drawSides(svg: SVGSVGElement, layout: RaceLayout, style: ChartStyle<RaceWords>): void {
  const { colors, fontSizePx: font, words } = style;
  const path = line<RacePoint>(
    ({ xPx }) => xPx,
    ({ yPx }) => yPx,
  );
  const inks = { cpu: colors.inkThird, gpu: colors.ink };
  const sides = select(svg)
    .selectAll<SVGGElement, RaceLayout['lines'][number]>('g.side')
    .data(layout.lines, ({ side }) => side)
    .join((enter) => {
      const group = enter.append('g').attr('class', 'side');
      group.append('path').attr('fill', 'none').attr('stroke-width', 1.75);
      group.append('text').attr('dy', '0.33em');
      return group;
    })
    .attr('data-side', ({ side }) => side);
  sides
    .select('path')
    .attr('stroke', ({ side }) => inks[side])
    .attr('d', ({ points }) => path([...points]));
  sides
    .selectAll<SVGCircleElement, RacePoint>('circle')
    .data(({ points }) => [...points])
    .join('circle')
    .attr('r', POINT_RADIUS_PX)
    .attr('cx', ({ xPx }) => xPx)
    .attr('cy', ({ yPx }) => yPx);
  // Filled for the GPU, open for the CPU: told apart without colour.
  sides.each(function ({ side }) {
    select(this)
      .selectAll('circle')
      .attr('stroke', inks[side])
      .attr('stroke-width', 1.5)
      .attr('fill', side === 'gpu' ? inks.gpu : colors.surface);
  });
  const ends = new Map(layout.lines.map(({ side, points }) => [side, points.at(-1)]));
  const gapPx = (ends.get('cpu')?.yPx ?? 0) - (ends.get('gpu')?.yPx ?? 0);
  const isClose =
    Math.abs(gapPx) < font * 1.2 &&
    Math.abs((ends.get('cpu')?.xPx ?? 0) - (ends.get('gpu')?.xPx ?? 0)) < font * 3;
  const shiftPx = isClose ? (font * 1.2 - Math.abs(gapPx)) / 2 : 0;
  const direction = (side: 'cpu' | 'gpu') => ((side === 'cpu') === gapPx >= 0 ? 1 : -1);
  sides
    .select('text')
    .attr('x', ({ side }) => (ends.get(side)?.xPx ?? 0) + 8)
    .attr('y', ({ side, points }) => {
      // A line that ends before the other is named above its end: the other may pass beside it.
      const isShorter = layout.lines.some((other) => other.points.length > points.length);
      const atPx = ends.get(side)?.yPx ?? 0;
      return isShorter ? atPx - font * 0.9 : atPx + direction(side) * shiftPx;
    })
    .attr('fill', ({ side }) => inks[side])
    .attr('font-weight', 600)
    .text(({ side, points }) => (points.length > 0 ? words[side] : ''));
}

function drawCrossing(svg: SVGSVGElement, layout: RaceLayout, style: ChartStyle<RaceWords>): void {
  const { colors, fontSizePx: font, words } = style;
  const { plot } = layout;
  const marks = select(svg)
    .selectAll<SVGGElement, RacePoint>('g.crossing')
    .data(layout.crossing ? [layout.crossing] : [])
    .join((enter) => {
      const group = enter.append('g').attr('class', 'crossing');
      group.append('path').attr('stroke-dasharray', '3 3');
      group.append('text');
      return group;
    });
  marks
    .select('path')
    .attr('stroke', colors.warn)
    .attr('d', ({ xPx }) => `M${Math.round(xPx) + 0.5},${plot.topPx}V${plot.bottomPx}`);
  const widthPx = estimateTextWidth(words.crossing, font);
  marks
    .select('text')
    .attr('x', ({ xPx }) => (xPx + 6 + widthPx > plot.rightPx ? xPx - 6 : xPx + 6))
    .attr('text-anchor', ({ xPx }) => (xPx + 6 + widthPx > plot.rightPx ? 'end' : 'start'))
    .attr('y', plot.topPx + font * 0.4)
    .attr('fill', colors.warn)
    .text(words.crossing);
}

/** Every how-manieth size has room for its number. */
function thinning({ xTicks }: RaceLayout, font: number, locale: string): number {
  const stepPx = (xTicks[1]?.xPx ?? 0) - (xTicks[0]?.xPx ?? 0);
  const widestPx = estimateTextWidth(formatCount(xTicks.at(-1)?.size ?? 0, locale), font) + font * 0.6;
  return Math.max(1, Math.ceil(widestPx / Math.max(1, stepPx)));
}
