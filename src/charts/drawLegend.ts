/** Paints a colour scale as a bar with its two ends and its neutral value. */
import type { ChartSize, ChartStyle, LegendData, Palette } from './chartTypes';
import { TABLE_SIZE, colorTables } from './colorScales';
import { formatTick } from './formatNumber';
import { prepareCanvas } from './prepareCanvas';

const BAR_HEIGHT_PX = 8;
const ENDS: Record<Palette, readonly [number, number, number]> = {
  signed: [-1, 0, 1],
  probability: [0, 0.5, 1],
};

/** Height that a legend needs in CSS pixels. */
export function measureLegend(fontSizePx: number): number {
  return Math.ceil(BAR_HEIGHT_PX + 5 + fontSizePx * 1.2);
}

export function drawLegend(
  canvas: HTMLCanvasElement,
  data: LegendData,
  size: ChartSize,
  style: ChartStyle<unknown>,
): void {
  const context = prepareCanvas(canvas, size);
  const { bytes } = colorTables(style.colors)[data.palette];
  const gradient = context.createLinearGradient(0, 0, size.widthPx, 0);
  for (let entry = 0; entry < TABLE_SIZE; entry += 15) {
    const [red, green, blue] = bytes.subarray(entry * 4, entry * 4 + 3);
    gradient.addColorStop(entry / (TABLE_SIZE - 1), `rgb(${red},${green},${blue})`);
  }
  context.fillStyle = gradient;
  context.beginPath();
  context.roundRect(0, 0, size.widthPx, BAR_HEIGHT_PX, BAR_HEIGHT_PX / 2);
  context.fill();
  context.font = `${style.fontSizePx}px ${style.fontFamily}`;
  context.fillStyle = style.colors.inkThird;
  context.textBaseline = 'top';
  const [low, middle, high] = ENDS[data.palette];
  const yPx = BAR_HEIGHT_PX + 5;
  context.textAlign = 'left';
  context.fillText(formatTick(low, style.locale), 0, yPx);
  context.textAlign = 'center';
  context.fillText(formatTick(middle, style.locale), size.widthPx / 2, yPx);
  context.textAlign = 'right';
  context.fillText(formatTick(high, style.locale), size.widthPx, yPx);
}
