/** Paints the tile of a data set: some of its points, no axes. */
import type { ChartSize, ChartStyle, ThumbnailData } from './chartTypes';
import { colorTables, cssColor } from './colorScales';
import { prepareCanvas } from './prepareCanvas';

/** More points than this make a tile a blot. */
const POINT_LIMIT = 160;
/** Up to so many points there is room for large ones. */
const FEW_POINTS = 8;

export function drawDataThumbnail(
  canvas: HTMLCanvasElement,
  data: ThumbnailData,
  size: ChartSize,
  style: Pick<ChartStyle<unknown>, 'colors'>,
): void {
  const context = prepareCanvas(canvas, size);
  context.fillStyle = style.colors.sunken;
  context.fillRect(0, 0, size.widthPx, size.heightPx);
  const { points, labels } = data.dataSet;
  const table = colorTables(style.colors).signed;
  const paddingPx = size.widthPx * 0.06;
  const unitPx = (size.widthPx - 2 * paddingPx) / (data.extent.max - data.extent.min);
  const middle = (data.extent.max + data.extent.min) / 2;
  const count = Math.min(labels.length, POINT_LIMIT);
  const radiusPx = Math.max(1, size.widthPx / (count <= FEW_POINTS ? 11 : 36));
  // An odd stride near the golden section meets both classes evenly, whether they come in turn or one after the other.
  const stride = Math.round(labels.length * 0.618) | 1;
  for (let drawn = 0; drawn < count; drawn += 1) {
    const index = count < POINT_LIMIT ? drawn : (drawn * stride) % labels.length;
    context.fillStyle = cssColor(table, (labels[index] ?? 0) >= 0.5 ? 1 : -1);
    context.beginPath();
    const xPx = size.widthPx / 2 + ((points[2 * index] ?? 0) - middle) * unitPx;
    const yPx = size.heightPx / 2 - ((points[2 * index + 1] ?? 0) - middle) * unitPx;
    context.arc(xPx, yPx, radiusPx, 0, 2 * Math.PI);
    context.fill();
  }
}
