/** Paints square grids of numbers as smooth colour fields; knows nothing of axes, points or units. */
// Hot loops read typed arrays within their length, hence `!`.
import { colorIndex } from './colorScales';
import type { ColorTable } from './colorScales';

/** Grids stacked in one image: grid i is at rows i * gridSize and below. */
export interface FieldImage {
  readonly canvas: OffscreenCanvas;
  readonly gridSize: number;
}

const scratch = new Map<string, { readonly field: FieldImage; readonly pixels: ImageData }>();
/** Images kept for reuse: a page has a handful of grid sizes at a time. */
const SCRATCH_LIMIT = 12;

/**
 * Colours `count` grids of gridSize² values: (value - center) / halfRange, in [-1, 1], through the table. The image is valid until the next
 * call with the same size and count.
 */
export function paintField(
  values: Float32Array,
  gridSize: number,
  count: number,
  center: number,
  halfRange: number,
  table: ColorTable,
): FieldImage {
  const { field, pixels } = scratchImage(gridSize, count);
  const words = new Uint32Array(pixels.data.buffer);
  const factor = halfRange === 0 ? 0 : 1 / halfRange;
  const { words: colors } = table;
  const length = Math.min(words.length, values.length);
  for (let index = 0; index < length; index += 1)
    words[index] = colors[colorIndex((values[index]! - center) * factor)]!;
  if (length < words.length) words.fill(0, length);
  field.canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  return field;
}

/** Draws grid `index` so that the outermost grid points lie on the edges of the square: the grid includes both ends of its axes. */
export function drawField(
  context: CanvasRenderingContext2D,
  field: FieldImage,
  index: number,
  xPx: number,
  yPx: number,
  sidePx: number,
): void {
  const { canvas, gridSize } = field;
  // Point k is the centre of pixel k, so the square of values starts half a pixel in.
  const inset = gridSize > 1 ? 0.5 : 0;
  const span = gridSize - 2 * inset;
  context.drawImage(canvas, inset, index * gridSize + inset, span, span, xPx, yPx, sidePx, sidePx);
}

function scratchImage(
  gridSize: number,
  count: number,
): { readonly field: FieldImage; readonly pixels: ImageData } {
  const key = `${gridSize}x${count}`;
  const known = scratch.get(key);
  if (known) return known;
  if (scratch.size >= SCRATCH_LIMIT) scratch.clear();
  const canvas = new OffscreenCanvas(gridSize, gridSize * count);
  const made = { field: { canvas, gridSize }, pixels: new ImageData(gridSize, gridSize * count) };
  scratch.set(key, made);
  return made;
}
