/** Paints the decision boundary, or one neuron's output in its place: heat map, contour at the threshold, points, axes. Computes no prediction. */
import { buildContour } from './buildContour';
import type { BoundaryData, BoundaryWords, ChartSize, ChartStyle } from './chartTypes';
import { colorTables, cssColor } from './colorScales';
import { boundaryOverlay } from './boundaryOverlay';
import { layoutBoundary } from './layoutBoundary';
import type { BoundaryLayout } from './layoutBoundary';
import { drawField, paintField } from './paintField';
import { prepareCanvas } from './prepareCanvas';

export function drawBoundary(
  canvas: HTMLCanvasElement,
  data: BoundaryData,
  size: ChartSize,
  style: ChartStyle<BoundaryWords>,
): void {
  const context = prepareCanvas(canvas, size);
  const layout = layoutBoundary(data.extent, size, data.dataSet.labels.length);
  const { leftPx, topPx, sidePx } = layout;
  const table = colorTables(style.colors)[data.palette];
  const region = data.threshold === null ? null : contourPath(data, data.threshold, layout);

  context.save();
  context.beginPath();
  context.rect(leftPx, topPx, sidePx, sidePx);
  context.clip();
  if (data.grid.length < data.gridSize ** 2 || data.gridSize < 2) {
    context.fillStyle = cssColor(table, 0);
    context.fillRect(leftPx, topPx, sidePx, sidePx);
  } else if (data.discretize && region) {
    context.fillStyle = cssColor(table, -1);
    context.fillRect(leftPx, topPx, sidePx, sidePx);
    context.fillStyle = cssColor(table, 1);
    context.fill(region, 'evenodd');
  } else {
    const center = (data.positive + data.negative) / 2;
    const halfRange = (data.positive - data.negative) / 2;
    context.imageSmoothingQuality = 'high';
    drawField(
      context,
      paintField(data.grid, data.gridSize, 1, center, halfRange, table),
      0,
      leftPx,
      topPx,
      sidePx,
    );
  }
  if (region) {
    context.strokeStyle = style.colors.ink;
    context.globalAlpha = 0.75;
    context.lineWidth = 1.4;
    context.lineJoin = 'round';
    context.stroke(region);
  }
  context.restore();

  const overlay = boundaryOverlay(canvas, data, layout, size, style);
  context.drawImage(overlay, 0, 0, size.widthPx, size.heightPx);
}

/** The region of the positive class in CSS pixels. */
function contourPath(data: BoundaryData, threshold: number, layout: BoundaryLayout): Path2D {
  const path = new Path2D();
  const cellPx = layout.sidePx / (data.gridSize - 1);
  for (const ring of buildContour(data.grid, data.gridSize, threshold)) {
    for (let index = 0; index + 1 < ring.length; index += 2) {
      const xPx = layout.leftPx + (ring[index] ?? 0) * cellPx;
      const yPx = layout.topPx + (ring[index + 1] ?? 0) * cellPx;
      if (index === 0) path.moveTo(xPx, yPx);
      else path.lineTo(xPx, yPx);
    }
    path.closePath();
  }
  return path;
}
