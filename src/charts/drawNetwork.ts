/** Paints a network: connections below, unit maps on top, at the places `layoutNetwork` computes; headers and focus belong to the page. */
import type {
  ChartColors,
  ChartSize,
  ChartStyle,
  NetworkData,
  NetworkLayout,
  NetworkPart,
  NetworkTile,
  NetworkWords,
} from './chartTypes';
import { colorTables, cssColor } from './colorScales';
import { drawConnections, isInSight, weightScale } from './drawConnections';
import { BIAS_FROM_PX, biasRadiusPx, layoutNetwork } from './layoutNetwork';
import { drawField, paintField } from './paintField';
import { prepareCanvas } from './prepareCanvas';

export function drawNetwork(
  canvas: HTMLCanvasElement,
  data: NetworkData,
  size: ChartSize,
  style: ChartStyle<NetworkWords>,
): void {
  const context = prepareCanvas(canvas, size);
  const layout = layoutNetwork(data.columns, size);
  const scale = weightScale(data);
  drawConnections(context, data, layout, scale, style.colors);
  drawTiles(context, data, layout, style);
  drawBiases(context, data, layout, scale, style.colors);
}

/** Tiles smaller than this have square corners, and squares for bias dots: hundreds of round ones would take most of the time of a draw. */
const ROUND_FROM_PX = 24;
const isSmall = (sizePx: number): boolean => sizePx < ROUND_FROM_PX;
const cornerPx = (sizePx: number): number => (isSmall(sizePx) ? 0 : sizePx * 0.15);
/** Width of a small tile's frame; its map is drawn inside it. */
const SMALL_FRAME_PX = 0.6;

function drawSmallFrame(
  context: CanvasRenderingContext2D,
  xPx: number,
  yPx: number,
  sizePx: number,
  colors: ChartColors,
): void {
  context.fillStyle = colors.paper;
  context.fillRect(xPx - 1, yPx - 1, sizePx + 2, sizePx + 2);
  context.fillStyle = colors.inkThird;
  context.globalAlpha = 0.6;
  context.fillRect(xPx, yPx, sizePx, sizePx);
  context.globalAlpha = 1;
}

function drawTiles(
  context: CanvasRenderingContext2D,
  data: NetworkData,
  layout: NetworkLayout,
  style: ChartStyle<NetworkWords>,
): void {
  const { colors } = style;
  hideBehindBlocks(context, data, layout, colors);
  const rounded = new Path2D();
  for (const { column, xPx, yPx, sizePx } of layout.tiles)
    if (!isInSight(data, column)) continue;
    else if (isSmall(sizePx)) drawSmallFrame(context, xPx, yPx, sizePx, colors);
    else rounded.roundRect(xPx, yPx, sizePx, sizePx, cornerPx(sizePx));
  // A ring of paper keeps tiles apart from the connections that end at them.
  context.strokeStyle = colors.paper;
  context.lineWidth = 4;
  context.stroke(rounded);
  drawMaps(context, data, layout, colors, isSmall);
  // One clip for all: a clip a tile would cost more than the maps.
  context.save();
  context.clip(rounded);
  drawMaps(context, data, layout, colors, (sizePx) => !isSmall(sizePx));
  context.restore();
  context.strokeStyle = colors.inkThird;
  context.lineWidth = 1;
  context.stroke(rounded);
  context.strokeStyle = style.colors.ink;
  context.lineWidth = data.highlighted?.kind === 'connection' ? 1.25 : 2;
  for (const tile of outlinedTiles(data.highlighted, layout)) {
    const outsetPx = 1;
    context.beginPath();
    context.roundRect(
      tile.xPx - outsetPx,
      tile.yPx - outsetPx,
      tile.sizePx + 2 * outsetPx,
      tile.sizePx + 2 * outsetPx,
      cornerPx(tile.sizePx) + outsetPx,
    );
    context.stroke();
  }
}

/** The unit that is pointed at, or both ends of the connection. */
function outlinedTiles(part: NetworkPart | null, layout: NetworkLayout): NetworkTile[] {
  if (!part) return [];
  const ends =
    part.kind === 'connection'
      ? [
          { column: part.column, unit: part.from },
          { column: part.column + 1, unit: part.to },
        ]
      : [part];
  return ends.flatMap(({ column, unit }) => {
    const place = layout.columns[column];
    const tile = place && layout.tiles[place.firstTile + unit];
    return tile?.column === column ? [tile] : [];
  });
}

/** Where a column's tiles stand several abreast, connections to the far ones would show as specks between the near ones. */
function hideBehindBlocks(
  context: CanvasRenderingContext2D,
  data: NetworkData,
  layout: NetworkLayout,
  colors: ChartColors,
): void {
  context.fillStyle = colors.paper;
  layout.columns.forEach((column, index) => {
    if (!isInSight(data, index)) return;
    const first = layout.tiles[column.firstTile];
    const last = layout.tiles[(layout.columns[index + 1]?.firstTile ?? layout.tiles.length) - 1];
    if (!first || !last || last.xPx === first.xPx) return;
    const bottomPx = layout.tiles.reduce(
      (lowest, tile) => (tile.column === index ? Math.max(lowest, tile.yPx + tile.sizePx) : lowest),
      0,
    );
    context.fillRect(
      first.xPx - 1,
      first.yPx - 1,
      last.xPx + last.sizePx - first.xPx + 2,
      bottomPx - first.yPx + 2,
    );
  });
}

/** The maps of those columns whose tiles have a size that is `wanted`. */
function drawMaps(
  context: CanvasRenderingContext2D,
  data: NetworkData,
  layout: NetworkLayout,
  colors: ChartColors,
  wanted: (sizePx: number) => boolean,
): void {
  const tables = colorTables(colors);
  data.columns.forEach((column, index) => {
    const place = layout.columns[index];
    if (
      !place ||
      !isInSight(data, index) ||
      column.units === 0 ||
      column.mapSize === 0 ||
      !wanted(place.tileSizePx)
    )
      return;
    const table = tables[column.palette ?? 'signed'];
    const field = paintField(column.maps, column.mapSize, column.units, 0, column.scale, table);
    for (let unit = 0; unit < column.units; unit += 1) {
      const tile = layout.tiles[place.firstTile + unit];
      if (!tile) break;
      const framePx = isSmall(tile.sizePx) ? SMALL_FRAME_PX : 0;
      drawField(context, field, unit, tile.xPx + framePx, tile.yPx + framePx, tile.sizePx - 2 * framePx);
    }
  });
}

/** A dot at each tile's lower left corner: the bias through the signed scale, on the scale of the connections. */
function drawBiases(
  context: CanvasRenderingContext2D,
  data: NetworkData,
  layout: NetworkLayout,
  scale: number,
  colors: ChartColors,
): void {
  const table = colorTables(colors).signed;
  const chosen = data.highlighted;
  data.biases.forEach((biases, index) => {
    const place = layout.columns[index + 1];
    if (!biases || !place || !isInSight(data, index + 1) || place.tileSizePx < BIAS_FROM_PX) return;
    for (let unit = 0; unit < biases.length; unit += 1) {
      const tile = layout.tiles[place.firstTile + unit];
      if (!tile || tile.column !== index + 1) break;
      const isChosen = chosen?.kind === 'bias' && chosen.column === index + 1 && chosen.unit === unit;
      const radiusPx = biasRadiusPx(place.tileSizePx) * (isChosen ? 1.5 : 1);
      const value = (biases[unit] ?? 0) / scale;
      if (isSmall(tile.sizePx) && !isChosen) {
        drawSquare(context, tile, radiusPx, cssColor(table, value), colors);
        continue;
      }
      context.beginPath();
      context.arc(tile.xPx, tile.yPx + tile.sizePx, radiusPx, 0, 2 * Math.PI);
      context.strokeStyle = colors.paper;
      context.lineWidth = radiusPx * 0.9;
      context.stroke();
      context.fillStyle = cssColor(table, value);
      context.fill();
      context.strokeStyle = isChosen ? colors.ink : colors.inkThird;
      context.lineWidth = isChosen ? 1.5 : 0.75;
      context.stroke();
    }
  });
}

function drawSquare(
  context: CanvasRenderingContext2D,
  { xPx, yPx, sizePx }: NetworkTile,
  radiusPx: number,
  color: string,
  colors: ChartColors,
): void {
  const square = (halfPx: number, fill: string): void => {
    context.fillStyle = fill;
    context.fillRect(xPx - halfPx, yPx + sizePx - halfPx, 2 * halfPx, 2 * halfPx);
  };
  square(radiusPx + 0.5, colors.inkThird);
  square(radiusPx - 0.25, color);
}
