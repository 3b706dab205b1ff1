/** Which part of a network lies under a pointer or a finger: a bias's dot, a unit's tile, or the nearest connection; paints nothing. */
import type { NetworkLayout, NetworkPart, NetworkTile } from './chartTypes';
import { distanceToConnection } from './connectionCurve';
import { biasRadiusPx, connectionPath, BIAS_FROM_PX } from './layoutNetwork';

export interface FindPartOptions {
  readonly layout: NetworkLayout;
  /** Units of each column. */
  readonly units: readonly number[];
  /** Of each gap, the connections that can be pointed at, as indices into its kernel (row-major, from * units + to). */
  readonly connections: readonly Iterable<number>[];
  /** Whether the units of a column have biases; column 0 has none. */
  readonly hasBias: readonly boolean[];
  readonly xPx: number;
  readonly yPx: number;
  /** How far beside a part one may point at it. */
  readonly reachPx: number;
}

/** A dot wins over the tile whose corner it lies on, a tile over connections, and the nearest connection over a tile that is only near. */
export function findPartAt(options: FindPartOptions): NetworkPart | null {
  const { layout, xPx, yPx, reachPx, hasBias } = options;
  let near: { readonly tile: NetworkTile; readonly distancePx: number } | null = null;
  for (const tile of layout.tiles) {
    if (hasBias[tile.column] && tile.sizePx >= BIAS_FROM_PX) {
      const offPx = Math.hypot(xPx - tile.xPx, yPx - tile.yPx - tile.sizePx);
      if (offPx <= biasRadiusPx(tile.sizePx) + 1)
        return { kind: 'bias', column: tile.column, unit: tile.unit };
    }
    const distancePx = distanceToTile(tile, xPx, yPx);
    if (distancePx <= reachPx && distancePx < (near?.distancePx ?? Infinity)) near = { tile, distancePx };
  }
  const unit: NetworkPart | null = near && { kind: 'unit', column: near.tile.column, unit: near.tile.unit };
  if (near?.distancePx === 0) return unit;
  return findConnection(options) ?? unit;
}

/** 0 inside. */
function distanceToTile({ xPx: left, yPx: top, sizePx }: NetworkTile, xPx: number, yPx: number): number {
  const besidePx = Math.max(left - xPx, 0, xPx - left - sizePx);
  const abovePx = Math.max(top - yPx, 0, yPx - top - sizePx);
  return Math.hypot(besidePx, abovePx);
}

function findConnection(options: FindPartOptions): NetworkPart | null {
  const { layout, units, connections, xPx, yPx, reachPx } = options;
  let best: NetworkPart | null = null;
  let bestPx = reachPx;
  for (const [column, chosen] of connections.entries()) {
    const from = layout.columns[column];
    const to = layout.columns[column + 1];
    const toUnits = units[column + 1] ?? 0;
    // A column's connections lie between its middle and that of the next.
    if (!from || !to || xPx < from.centerPx || xPx > to.centerPx) continue;
    for (const index of chosen) {
      const tileFrom = layout.tiles[from.firstTile + Math.floor(index / toUnits)];
      const tileTo = layout.tiles[to.firstTile + (index % toUnits)];
      if (!tileFrom || !tileTo) continue;
      const distancePx = distanceToConnection(connectionPath(tileFrom, tileTo), xPx, yPx);
      if (distancePx > bestPx) continue;
      bestPx = distancePx;
      best = { kind: 'connection', column, from: tileFrom.unit, to: tileTo.unit };
    }
  }
  return best;
}
