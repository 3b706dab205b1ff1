/** Paints a network's connections, the strongest one by one and the rest as a band; reads no maps. */
import type { ChartColors, NetworkData, NetworkLayout, NetworkPart, NetworkTile } from './chartTypes';
import { withAlpha } from './colorScales';
import { connectionPath } from './layoutNetwork';
import type { ConnectionPath } from './layoutNetwork';
import { selectConnections } from './selectConnections';

const BUCKETS = 8;

/**
 * |w| that is drawn at full strength: the largest |w| of the network's kernels, but at least 1, so that small weights look small. Colour tells the
 * sign; width grows with |w| from 0.8 to 5.5 px (less between small tiles), opacity from 0.3 to 0.85.
 */
export function weightScale(data: Pick<NetworkData, 'connections'>): number {
  let largest = 1;
  for (const kernel of data.connections)
    for (const weight of kernel) {
      const size = Math.abs(weight);
      if (size > largest && size < Infinity) largest = size;
    }
  return largest;
}

export function isInSight({ inSight }: Pick<NetworkData, 'inSight'>, column: number): boolean {
  return !inSight || (column >= inSight.first && column <= inSight.last);
}

/** `scale` is `weightScale(data)`. */
export function drawConnections(
  context: CanvasRenderingContext2D,
  data: NetworkData,
  layout: NetworkLayout,
  scale: number,
  colors: ChartColors,
): void {
  const chosen = selectConnections(data.connections);
  const { highlighted } = data;
  const usual = new Buckets();
  const standing = new Buckets();
  data.connections.forEach((kernel, gap) => {
    const from = layout.columns[gap];
    const to = layout.columns[gap + 1];
    const fromUnits = data.columns[gap]?.units ?? 0;
    const units = data.columns[gap + 1]?.units ?? 0;
    if (!from || !to || units === 0 || !(isInSight(data, gap) || isInSight(data, gap + 1))) return;
    const add = (index: number, buckets: Buckets): void => {
      const weight = kernel[index] ?? Number.NaN;
      const tileFrom = layout.tiles[from.firstTile + Math.floor(index / units)];
      const tileTo = layout.tiles[to.firstTile + (index % units)];
      if (tileFrom && tileTo && Number.isFinite(weight)) buckets.add(weight / scale, tileFrom, tileTo);
    };
    const own = new Set(listHighlighted(highlighted, gap, fromUnits, units));
    if ((chosen[gap]?.length ?? 0) < kernel.length) drawRest(context, layout, gap, colors);
    for (const index of chosen[gap] ?? []) if (!own.has(index)) add(index, usual);
    for (const index of own) add(index, standing);
  });
  const narrowest = Math.min(46, ...layout.columns.map((column) => column.tileSizePx));
  const thinning = Math.max(0.35, narrowest / 46);
  usual.stroke(context, colors, thinning, highlighted ? 0.25 : 1);
  const isOne = highlighted?.kind === 'connection';
  standing.stroke(context, colors, isOne ? 1.25 : Math.max(0.6, thinning), isOne ? 1.6 : 1.15);
}

/** The connections of one gap that stand out: all of a unit's, or the one that is pointed at; as indices into its kernel. */
export function listHighlighted(
  highlighted: NetworkPart | null,
  gap: number,
  fromUnits: number,
  units: number,
): number[] {
  if (!highlighted) return [];
  if (highlighted.kind === 'connection')
    return highlighted.column === gap ? [highlighted.from * units + highlighted.to] : [];
  const { column, unit } = highlighted;
  if (column === gap) return Array.from({ length: units }, (_, to) => unit * units + to);
  return column === gap + 1 ? Array.from({ length: fromUnits }, (_, from) => from * units + unit) : [];
}

/** A pale band between two columns stands for the connections that are not drawn one by one. */
function drawRest(
  context: CanvasRenderingContext2D,
  layout: NetworkLayout,
  gap: number,
  colors: ChartColors,
): void {
  const edge = (column: number): { top: NetworkTile; bottom: NetworkTile; right: NetworkTile } | null => {
    const tiles = layout.tiles.filter((tile) => tile.column === column);
    const [top] = tiles;
    if (!top) return null;
    return {
      top,
      bottom: tiles.reduce((lowest, tile) => (tile.yPx > lowest.yPx ? tile : lowest), top),
      right: tiles.at(-1) ?? top,
    };
  };
  const from = edge(gap);
  const to = edge(gap + 1);
  if (!from || !to) return;
  const leftPx = from.right.xPx + from.right.sizePx;
  const rightPx = to.top.xPx;
  const bendPx = (leftPx + rightPx) / 2;
  const lowFromPx = from.bottom.yPx + from.bottom.sizePx;
  const lowToPx = to.bottom.yPx + to.bottom.sizePx;
  context.fillStyle = withAlpha(colors.inkThird, 0.06);
  context.beginPath();
  context.moveTo(leftPx, from.top.yPx);
  context.bezierCurveTo(bendPx, from.top.yPx, bendPx, to.top.yPx, rightPx, to.top.yPx);
  context.lineTo(rightPx, lowToPx);
  context.bezierCurveTo(bendPx, lowToPx, bendPx, lowFromPx, leftPx, lowFromPx);
  context.fill();
}

/** Connections gathered by sign and strength: colour and width change a dozen times a draw. Each is stroked alone, which takes half the time of one long path. */
class Buckets {
  private readonly paths = new Map<number, ConnectionPath[]>();

  /** `strength` is the weight over the scale, -1 to 1. */
  add(strength: number, from: NetworkTile, to: NetworkTile): void {
    const level = Math.min(BUCKETS - 1, Math.floor(Math.abs(strength) * BUCKETS));
    const key = strength < 0 ? -1 - level : level;
    const paths = this.paths.get(key);
    if (paths) paths.push(connectionPath(from, to));
    else this.paths.set(key, [connectionPath(from, to)]);
  }

  /** Weak ones first, so that strong ones lie on top. */
  stroke(context: CanvasRenderingContext2D, colors: ChartColors, widthFactor: number, opacity: number): void {
    for (let level = 0; level < BUCKETS; level += 1)
      for (const negative of [true, false]) {
        const paths = this.paths.get(negative ? -1 - level : level);
        if (!paths) continue;
        const strength = (level + 0.5) / BUCKETS;
        const alpha = Math.min(1, (0.3 + 0.55 * strength) * opacity);
        context.strokeStyle = withAlpha(negative ? colors.negative : colors.positive, alpha);
        context.lineWidth = (0.8 + 4.7 * strength) * widthFactor;
        for (const { fromXPx, fromYPx, bendXPx, toXPx, toYPx } of paths) {
          context.beginPath();
          context.moveTo(fromXPx, fromYPx);
          context.bezierCurveTo(bendXPx, fromYPx, bendXPx, toYPx, toXPx, toYPx);
          context.stroke();
        }
      }
  }
}
