/** Where a network's unit tiles and connections stand on a canvas of any size; paints nothing. */
import type { ChartSize, NetworkColumn, NetworkLayout, NetworkTile } from './chartTypes';

const TILE_PX = 46;
const PITCH_PX = 74;
const MIN_TILE_PX = 6;
/** Tiles narrower than this are set in several columns beside each other, if that makes them larger. */
const WRAP_BELOW_PX = 16;
/** Tiles smaller than this have no bias dot: it would hide the map. */
export const BIAS_FROM_PX = 14;
/** A tile that can be told apart from others by its map. */
const READABLE_TILE_PX = 15;
/** Share of its row that a tile takes where rows are many. */
const DENSE_SHARE = 0.86;
/** Share of a column's width that its tiles may take; the rest is for connections. */
const TILE_SHARE = 0.62;
/** Room above and below for outlines and bias dots. */
const PADDING_PX = 6;

interface Block {
  readonly tilePx: number;
  /** The tile that there is room for; smaller than `tilePx` where it would be less than the smallest. */
  readonly roomyPx: number;
  readonly pitchPx: number;
  readonly rows: number;
  readonly across: number;
}

/**
 * Columns share the width equally. Tiles are 46 px at a pitch of 74 px, from the top, as long as they fit; then they close up, shrink (to 6 px), and
 * stand in several columns where that keeps them larger. The more the tallest column is squeezed, the nearer the others move to its middle.
 */
export function layoutNetwork(
  columns: readonly Pick<NetworkColumn, 'units'>[],
  size: ChartSize,
): NetworkLayout {
  const columnWidthPx = size.widthPx / Math.max(1, columns.length);
  const heightPx = Math.max(MIN_TILE_PX, size.heightPx - 2 * PADDING_PX);
  const blocks = columns.map(({ units }) =>
    fitBlock(Math.max(1, units), columnWidthPx * TILE_SHARE, heightPx),
  );
  const blockHeight = (block: Block): number => (block.rows - 1) * block.pitchPx + block.tilePx;
  const tallestPx = Math.max(0, ...blocks.map(blockHeight));
  const tightest = Math.min(PITCH_PX, ...blocks.map((block) => block.pitchPx));
  const centering = Math.max(0, Math.min(1, (PITCH_PX - tightest) / (PITCH_PX - TILE_PX)));
  const tiles: NetworkTile[] = [];
  const placed = columns.map(({ units }, column) => {
    const block = blocks[column] ?? fitBlock(1, columnWidthPx, heightPx);
    const centerPx = (column + 0.5) * columnWidthPx;
    const firstTile = tiles.length;
    const leftPx = centerPx - ((block.across - 1) * acrossPitch(block.tilePx) + block.tilePx) / 2;
    const topPx = PADDING_PX + ((tallestPx - blockHeight(block)) / 2) * centering;
    for (let unit = 0; unit < units; unit += 1)
      tiles.push({
        column,
        unit,
        xPx: leftPx + Math.floor(unit / block.rows) * acrossPitch(block.tilePx),
        yPx: topPx + (unit % block.rows) * block.pitchPx,
        sizePx: block.tilePx,
      });
    return { centerPx, tileSizePx: block.tilePx, firstTile };
  });
  return { tiles, columns: placed, columnWidthPx };
}

/** Radius of the dot at a tile's lower left corner that shows the bias. */
export const biasRadiusPx = (tileSizePx: number): number => Math.max(2, tileSizePx * 0.105);

/** A connection leaves its tile's right side and enters the next one's left side, level at both ends: a cubic with these x and y. */
export interface ConnectionPath {
  readonly fromXPx: number;
  readonly fromYPx: number;
  /** x of both control points; their y is that of their end. */
  readonly bendXPx: number;
  readonly toXPx: number;
  readonly toYPx: number;
}

export function connectionPath(from: NetworkTile, to: NetworkTile): ConnectionPath {
  const fromXPx = from.xPx + from.sizePx;
  return {
    fromXPx,
    fromYPx: from.yPx + from.sizePx / 2,
    bendXPx: (fromXPx + to.xPx) / 2,
    toXPx: to.xPx,
    toYPx: to.yPx + to.sizePx / 2,
  };
}

/** Height of a canvas in which no tile of these columns is smaller than can be read, side by side where that helps. */
export function readableHeightPx(units: readonly number[], columnWidthPx: number): number {
  const pitchPx = acrossPitch(READABLE_TILE_PX);
  const across = 1 + Math.max(0, Math.floor((columnWidthPx * TILE_SHARE - READABLE_TILE_PX) / pitchPx));
  const rows = Math.ceil(Math.max(1, ...units) / across);
  // What `fitColumns` takes of each row's room for a tile, when rows are many.
  return Math.ceil((rows * READABLE_TILE_PX) / DENSE_SHARE) + 2 * PADDING_PX;
}

const acrossPitch = (tilePx: number): number => tilePx + Math.max(1, tilePx * 0.15);

/** The arrangement with the largest tiles; one column where it gives tiles of a good size. */
function fitBlock(units: number, widthPx: number, heightPx: number): Block {
  let best = fitColumns(units, 1, widthPx, heightPx);
  for (let across = 2; best.roomyPx < WRAP_BELOW_PX && across <= units; across += 1) {
    const block = fitColumns(units, across, widthPx, heightPx);
    // One more abreast may save no row, and the next one may.
    if (block.roomyPx > best.roomyPx) best = block;
  }
  return best;
}

function fitColumns(units: number, across: number, widthPx: number, heightPx: number): Block {
  const rows = Math.ceil(units / across);
  // Gaps close faster than tiles shrink: 28 px between tiles of 46, 15% of a tile once tiles shrink much.
  const roomPx = rows === 1 ? Infinity : (heightPx + 2) / rows;
  const tallPx = Math.min(
    TILE_PX,
    heightPx,
    roomPx * Math.max(0.62, Math.min(DENSE_SHARE, 1.12 - roomPx / 148)),
  );
  const widePx = widthPx / (1 + (across - 1) * 1.15);
  const roomyPx = Math.min(tallPx, widePx);
  const tilePx = Math.max(MIN_TILE_PX, roomyPx);
  const pitchPx = rows === 1 ? PITCH_PX : Math.min(PITCH_PX, (heightPx - tilePx) / (rows - 1));
  return { tilePx, roomyPx, pitchPx, rows, across };
}
