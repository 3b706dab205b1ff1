/** Paints curves of a run, and of earlier ones, into an SVG, reusing its nodes; sets attributes only, so that a strict content security policy holds. */
import { select } from 'd3';
import type { Selection } from 'd3';
import type { ChartSize, ChartStyle, CurvesData, CurvesWords } from './chartTypes';
import type { CurveScale } from './curveScales';
import { layoutCurves } from './layoutCurves';
import type { CurvesLayout, Tone } from './layoutCurves';
import type { LinePoints } from './thinLine';

interface Drawn {
  readonly scale: CurveScale;
  readonly kind: CurvesData['scale'];
  readonly lastEpoch: number;
  readonly ghosts: string;
}
type Group = Selection<SVGGElement, unknown, null, undefined>;

/** What was drawn last in each SVG: while a run goes on, its axis ends are kept. */
const drawnBefore = new WeakMap<SVGSVGElement, Drawn>();
const LAYERS = ['grid', 'ghosts', 'reference', 'marks', 'raw', 'lines', 'labels', 'readout'] as const;

export function drawCurves(
  svg: SVGSVGElement,
  data: CurvesData,
  size: ChartSize,
  style: ChartStyle<CurvesWords>,
): void {
  const before = drawnBefore.get(svg);
  const lastEpoch = data.rows.at(-1)?.epoch ?? -1;
  const ghosts = data.ghosts.map(({ id }) => id).join();
  const sameRun =
    before &&
    before.kind === data.scale &&
    before.ghosts === ghosts &&
    before.lastEpoch <= lastEpoch &&
    before.lastEpoch >= 0;
  const layout = layoutCurves(data, size, style, sameRun ? before.scale : null);
  drawnBefore.set(svg, { scale: layout.scale, kind: data.scale, lastEpoch, ghosts });

  const root = select(svg)
    .attr('viewBox', `0 0 ${size.widthPx} ${size.heightPx}`)
    .attr('font-size', style.fontSizePx)
    .attr('font-family', style.fontFamily)
    .style('font-variant-numeric', 'tabular-nums');
  root
    .selectAll<SVGGElement, string>('g[data-layer]')
    .data(LAYERS, (name) => name)
    .join((enter) => enter.append('g').attr('data-layer', (name) => name));
  const layer = (name: (typeof LAYERS)[number]): Group => root.select<SVGGElement>(`g[data-layer="${name}"]`);

  drawAxes(layer('grid'), layout, data, style);
  drawGhosts(layer('ghosts'), layout, style);
  drawReference(layer('reference'), layout, style);
  drawMarks(layer('marks'), layout, style);
  drawRaw(layer('raw'), layout, style);
  drawLines(layer('lines'), layout, style);
  drawLabels(layer('labels'), layout, style);
  drawReadout(layer('readout'), layout, style);
}

const toneColor = (style: ChartStyle<CurvesWords>, tone: Tone): string =>
  tone === 'strong' ? style.colors.ink : style.colors.inkThird;

function drawAxes(
  group: Group,
  layout: CurvesLayout,
  data: CurvesData,
  style: ChartStyle<CurvesWords>,
): void {
  const { plot, valueTicks, axisTicks } = layout;
  const { colors, fontSizePx: font, words } = style;
  group
    .selectAll<SVGLineElement, (typeof valueTicks)[number]>('line')
    .data(valueTicks, (tick) => tick.value)
    .join('line')
    .attr('x1', plot.leftPx)
    .attr('x2', plot.leftPx + plot.widthPx)
    .attr('y1', (tick) => crisp(tick.yPx))
    .attr('y2', (tick) => crisp(tick.yPx))
    .attr('stroke', colors.line);
  group
    .selectAll<SVGTextElement, (typeof valueTicks)[number]>('text.value')
    .data(valueTicks, (tick) => tick.value)
    .join((enter) =>
      enter.append('text').attr('class', 'value').attr('text-anchor', 'end').attr('dy', '0.34em'),
    )
    .attr('x', plot.leftPx - 7)
    .attr('y', (tick) => tick.yPx)
    .attr('fill', colors.inkThird)
    .text((tick) => tick.text);
  group
    .selectAll<SVGTextElement, (typeof axisTicks)[number]>('text.axis')
    .data(axisTicks)
    .join((enter) => enter.append('text').attr('class', 'axis'))
    .attr('x', (tick) => tick.xPx)
    .attr('y', plot.topPx + plot.heightPx + font * 1.6)
    .attr('text-anchor', (tick) => tick.anchor)
    .attr('fill', (tick) => (tick.read ? colors.ink : colors.inkThird))
    .text((tick) => tick.text);
  const notes = [
    ...(words.yAxis === ''
      ? []
      : [{ key: 'name', xPx: plot.leftPx, yPx: font, anchor: 'start', text: words.yAxis }]),
    ...(data.rows.length > 0
      ? []
      : [
          {
            key: 'empty',
            xPx: plot.leftPx + plot.widthPx / 2,
            yPx: plot.topPx + plot.heightPx / 2,
            anchor: 'middle',
            text: words.empty,
          },
        ]),
  ];
  group
    .selectAll<SVGTextElement, (typeof notes)[number]>('text.note')
    .data(notes, (note) => note.key)
    .join((enter) => enter.append('text').attr('class', 'note'))
    .attr('x', (note) => note.xPx)
    .attr('y', (note) => note.yPx)
    .attr('text-anchor', (note) => note.anchor)
    .attr('fill', colors.inkThird)
    .text((note) => note.text);
}

/** Thin lines, fainter than anything of the present run. */
function drawGhosts(group: Group, layout: CurvesLayout, style: ChartStyle<CurvesWords>): void {
  group
    .selectAll<SVGPathElement, CurvesLayout['ghostLines'][number]>('path')
    .data(layout.ghostLines, (line) => `${line.id} ${line.key}`)
    .join((enter) => enter.append('path').attr('fill', 'none').attr('stroke-linejoin', 'round'))
    .attr('data-ghost', (line) => line.id)
    .attr('data-figure', (line) => line.key)
    .attr('stroke', (line) => toneColor(style, line.tone))
    .attr('stroke-width', (line) => (line.isEmphasized ? 1.6 : 1))
    .attr('stroke-opacity', (line) => (line.isEmphasized ? 0.9 : line.tone === 'strong' ? 0.42 : 0.5))
    .attr('stroke-dasharray', (line) => (line.tone === 'strong' ? null : '4 2'))
    .attr('d', (line) => pathOf(line.points));
}

/** A level that the lines cannot pass: dashed across the plot, named in the margin. */
function drawReference(group: Group, layout: CurvesLayout, style: ChartStyle<CurvesWords>): void {
  const { plot, reference } = layout;
  const shown = reference ? [reference] : [];
  group
    .selectAll<SVGLineElement, (typeof shown)[number]>('line')
    .data(shown)
    .join((enter) => enter.append('line').attr('stroke-dasharray', '6 4'))
    .attr('x1', plot.leftPx)
    .attr('x2', plot.leftPx + plot.widthPx)
    .attr('y1', ({ yPx }) => yPx)
    .attr('y2', ({ yPx }) => yPx)
    .attr('stroke', style.colors.inkThird);
  group
    .selectAll<SVGTextElement, (typeof shown)[number]>('text')
    .data(shown)
    .join((enter) => enter.append('text').attr('dy', '0.34em'))
    .attr('x', ({ label }) => label.xPx)
    .attr('y', ({ label }) => label.yPx)
    .attr('fill', style.colors.inkThird)
    .text(({ label }) => label.text);
}

/** The figures themselves behind smoothed lines. */
function drawRaw(group: Group, layout: CurvesLayout, style: ChartStyle<CurvesWords>): void {
  group
    .selectAll<SVGPathElement, CurvesLayout['rawLines'][number]>('path')
    .data(layout.rawLines, (line) => line.key)
    .join((enter) =>
      enter
        .append('path')
        .attr('fill', 'none')
        .attr('stroke-width', 1)
        .attr('stroke-opacity', 0.38)
        .attr('stroke-linejoin', 'round'),
    )
    .attr('data-raw', (line) => line.key)
    .attr('stroke', (line) => toneColor(style, line.tone))
    .attr('d', (line) => pathOf(line.points));
}

function drawMarks(group: Group, layout: CurvesLayout, style: ChartStyle<CurvesWords>): void {
  const { plot, marks } = layout;
  const { colors, fontSizePx: font } = style;
  group
    .selectAll<SVGLineElement, (typeof marks)[number]>('line')
    .data(marks)
    .join((enter) => enter.append('line').attr('stroke-dasharray', '2 3'))
    .attr('x1', (mark) => crisp(mark.xPx))
    .attr('x2', (mark) => crisp(mark.xPx))
    .attr('y1', plot.topPx)
    .attr('y2', plot.topPx + plot.heightPx)
    .attr('stroke', colors.warn);
  const labels = marks.flatMap((mark) => (mark.label ? [mark.label] : []));
  group
    .selectAll<SVGTextElement, (typeof labels)[number]>('text')
    .data(labels)
    .join((enter) => halo(enter.append('text')))
    .attr('x', (label) => label.xPx)
    .attr('y', (label) => plot.topPx + font * (1.1 + 1.25 * label.row))
    .attr('text-anchor', (label) => label.anchor)
    .attr('fill', colors.inkThird)
    .attr('stroke', colors.paper)
    .text((label) => label.text);
}

function drawLines(group: Group, layout: CurvesLayout, style: ChartStyle<CurvesWords>): void {
  // Strong lines last, on top.
  const lines = [...layout.lines].sort((a, b) => Number(a.tone === 'strong') - Number(b.tone === 'strong'));
  group
    .selectAll<SVGPathElement, (typeof lines)[number]>('path')
    .data(lines, (line) => line.key)
    .join((enter) =>
      enter.append('path').attr('fill', 'none').attr('stroke-width', 1.8).attr('stroke-linejoin', 'round'),
    )
    .order()
    .attr('data-key', (line) => line.key)
    .attr('stroke', (line) => toneColor(style, line.tone))
    .attr('d', (line) => pathOf(line.points));
  const single = lines.filter((line) => line.points.length === 2 && Number.isFinite(line.points[1]));
  group
    .selectAll<SVGCircleElement, (typeof single)[number]>('circle')
    .data(single, (line) => line.key)
    .join((enter) => enter.append('circle').attr('r', 3))
    .attr('cx', (line) => line.points[0] ?? 0)
    .attr('cy', (line) => line.points[1] ?? 0)
    .attr('fill', (line) => toneColor(style, line.tone));
}

function drawLabels(group: Group, layout: CurvesLayout, style: ChartStyle<CurvesWords>): void {
  group
    .selectAll<SVGTextElement, CurvesLayout['endLabels'][number]>('text')
    .data(layout.endLabels, (label) => label.key)
    .join((enter) => halo(enter.append('text').attr('dy', '0.34em')))
    .attr('x', (label) => label.xPx)
    .attr('y', (label) => label.yPx)
    .attr('fill', (label) => toneColor(style, label.tone))
    .attr('stroke', style.colors.paper)
    .text((label) => label.text);
}

function drawReadout(group: Group, layout: CurvesLayout, style: ChartStyle<CurvesWords>): void {
  const { plot, readout } = layout;
  const { colors } = style;
  group
    .selectAll<SVGLineElement, NonNullable<typeof readout>>('line')
    .data(readout ? [readout] : [])
    .join('line')
    .attr('x1', (read) => crisp(read.xPx))
    .attr('x2', (read) => crisp(read.xPx))
    .attr('y1', plot.topPx)
    .attr('y2', plot.topPx + plot.heightPx)
    .attr('stroke', colors.inkThird)
    .attr('stroke-opacity', 0.6);
  const values = readout ? readout.values : [];
  const dots = values.flatMap((value) => (value.dotYPx === null ? [] : [{ ...value, yPx: value.dotYPx }]));
  group
    .selectAll<SVGCircleElement, (typeof dots)[number]>('circle')
    .data(dots, (dot) => dot.key)
    .join((enter) => enter.append('circle').attr('r', 3.5).attr('stroke-width', 1.5))
    .attr('cx', readout?.xPx ?? 0)
    .attr('cy', (dot) => dot.yPx)
    .attr('fill', (dot) => toneColor(style, dot.tone))
    .attr('stroke', colors.paper);
  group
    .selectAll<SVGTextElement, (typeof values)[number]>('text')
    .data(values, (value) => value.key)
    .join((enter) => halo(enter.append('text').attr('dy', '0.34em')))
    .attr('x', readout?.textXPx ?? 0)
    .attr('y', (value) => value.textYPx)
    .attr('text-anchor', readout?.anchor ?? 'start')
    .attr('fill', (value) => toneColor(style, value.tone))
    .attr('stroke', colors.paper)
    .text((value) => value.text);
}

/** Text that stays legible over lines: an outline in the paper's colour under its fill. */
function halo<Datum>(
  text: Selection<SVGTextElement, Datum, SVGGElement, unknown>,
): Selection<SVGTextElement, Datum, SVGGElement, unknown> {
  return text.attr('paint-order', 'stroke').attr('stroke-width', 4).attr('stroke-linejoin', 'round');
}

/** The middle of the device pixel row nearest to a line one pixel wide. */
const crisp = (px: number): number => Math.floor(px) + 0.5;
const tenth = (px: number): number => Math.round(px * 10) / 10;

/** An SVG path; a NaN y breaks the line. */
function pathOf(points: LinePoints): string {
  let path = '';
  let command = 'M';
  for (let index = 0; index + 1 < points.length; index += 2) {
    const yPx = points[index + 1] ?? Number.NaN;
    if (Number.isNaN(yPx)) {
      command = 'M';
      continue;
    }
    path += `${command}${tenth(points[index] ?? 0)},${tenth(yPx)}`;
    command = 'L';
  }
  return path;
}
