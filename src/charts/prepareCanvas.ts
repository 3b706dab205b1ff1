/** Makes a canvas ready to be drawn on in CSS pixels; never touches its CSS size, which is the caller's. */
import type { ChartSize } from './chartTypes';

/** A cleared context scaled to CSS pixels. The backing store is resized only when its size changes. Throws where there is no 2D context. */
export function prepareCanvas(canvas: HTMLCanvasElement, size: ChartSize): CanvasRenderingContext2D {
  const width = Math.max(1, Math.round(size.widthPx * size.pixelRatio));
  const height = Math.max(1, Math.round(size.heightPx * size.pixelRatio));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This canvas has no 2D context.');
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 1;
  context.clearRect(0, 0, width, height);
  context.setTransform(size.pixelRatio, 0, 0, size.pixelRatio, 0, 0);
  return context;
}
