/** Points and axes of a decision boundary on a layer of their own, painted anew only when one of them changes: training leaves them alone. */
import type { BoundaryData, BoundaryWords, ChartSize, ChartStyle } from './chartTypes';
import { colorTables, cssColor } from './colorScales';
import { formatTick } from './formatNumber';
import type { BoundaryLayout } from './layoutBoundary';
import { prepareCanvas } from './prepareCanvas';

interface Overlay {
  readonly layer: HTMLCanvasElement;
  readonly dataSet: BoundaryData['dataSet'];
  readonly key: string;
}

const overlays = new WeakMap<HTMLCanvasElement, Overlay>();

/** The layer that belongs to `canvas`, as large as its backing store. */
export function boundaryOverlay(
  canvas: HTMLCanvasElement,
  data: BoundaryData,
  layout: BoundaryLayout,
  size: ChartSize,
  style: ChartStyle<BoundaryWords>,
): HTMLCanvasElement {
  const key = JSON.stringify([data.extent, data.showValidation, size, style]);
  const known = overlays.get(canvas);
  if (known && known.key === key && known.dataSet === data.dataSet) return known.layer;
  const layer = known?.layer ?? document.createElement('canvas');
  const context = prepareCanvas(layer, size);
  drawAxes(context, layout, style);
  drawPoints(context, data, layout, style);
  overlays.set(canvas, { layer, dataSet: data.dataSet, key });
  return layer;
}

function drawPoints(
  context: CanvasRenderingContext2D,
  data: BoundaryData,
  layout: BoundaryLayout,
  style: ChartStyle<BoundaryWords>,
): void {
  const { points, labels, train, validation } = data.dataSet;
  const table = colorTables(style.colors).signed;
  const colors = [cssColor(table, -1), cssColor(table, 1)] as const;
  const { x, y, pointRadiusPx: radius } = layout;
  context.save();
  context.beginPath();
  context.rect(layout.leftPx, layout.topPx, layout.sidePx, layout.sidePx);
  context.clip();
  const forEach = (indices: Uint32Array, paint: (xPx: number, yPx: number, color: string) => void): void => {
    for (const index of indices) {
      const color = (labels[index] ?? 0) >= 0.5 ? colors[1] : colors[0];
      paint(x(points[2 * index] ?? 0), y(points[2 * index + 1] ?? 0), color);
    }
  };
  if (data.showValidation) {
    const side = radius * 1.75;
    context.lineWidth = Math.max(1, radius / 2);
    context.fillStyle = style.colors.surface;
    forEach(validation, (xPx, yPx, color) => {
      context.strokeStyle = color;
      context.beginPath();
      context.rect(xPx - side / 2, yPx - side / 2, side, side);
      context.fill();
      context.stroke();
    });
  }
  context.strokeStyle = style.colors.surface;
  context.lineWidth = radius * 0.3;
  forEach(train, (xPx, yPx, color) => {
    context.fillStyle = color;
    context.beginPath();
    context.arc(xPx, yPx, radius, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  });
  context.restore();
}

/** Tick labels outside the plot; the outermost ones stay within its corners, the names stand half-way between the middle and the next tick. */
function drawAxes(
  context: CanvasRenderingContext2D,
  layout: BoundaryLayout,
  style: ChartStyle<BoundaryWords>,
): void {
  const { leftPx, topPx, sidePx, x, y, ticks } = layout;
  const { fontSizePx } = style;
  context.font = `${fontSizePx}px ${style.fontFamily}`;
  context.fillStyle = style.colors.inkThird;
  const gapPx = 6;
  const last = ticks.length - 1;
  ticks.forEach((tick, index) => {
    const text = formatTick(tick, style.locale);
    context.textBaseline = 'top';
    context.textAlign = index === 0 ? 'left' : index === last ? 'right' : 'center';
    context.fillText(text, x(tick), topPx + sidePx + gapPx + 1);
    context.textAlign = 'right';
    context.textBaseline = index === 0 ? 'bottom' : index === last ? 'top' : 'middle';
    context.fillText(text, leftPx - gapPx, y(tick));
  });
  const [from, to] = last === 2 ? [ticks[1], ticks[2]] : [ticks[2], ticks[3]];
  const between = ((from ?? 0) + (to ?? 0)) / 2;
  context.fillStyle = style.colors.inkSecond;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.fillText(style.words.x1, x(between), topPx + sidePx + gapPx + 1);
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.fillText(style.words.x2, leftPx - gapPx, y(between));
}
