/** Paints one map (what an input or a unit responds to) over a whole canvas. */
import type { ChartSize, ChartStyle, MapData } from './chartTypes';
import { colorTables } from './colorScales';
import { drawField, paintField } from './paintField';
import { prepareCanvas } from './prepareCanvas';

export function drawMap(
  canvas: HTMLCanvasElement,
  data: MapData,
  size: ChartSize,
  style: Pick<ChartStyle<unknown>, 'colors'>,
): void {
  const context = prepareCanvas(canvas, size);
  if (data.mapSize < 1) return;
  const table = colorTables(style.colors)[data.palette ?? 'signed'];
  const field = paintField(data.values, data.mapSize, 1, 0, data.scale, table);
  context.imageSmoothingQuality = 'high';
  context.save();
  context.scale(1, size.heightPx / size.widthPx);
  drawField(context, field, 0, 0, 0, size.widthPx);
  context.restore();
}
