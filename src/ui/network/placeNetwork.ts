/** Where a network's parts stand in its panel: tiles get larger than the chart makes them where there is room. Paints nothing. */
import type { ChartSize, NetworkLayout, NetworkPart } from '../../charts/chartTypes';
import { pointOnConnection } from '../../charts/connectionCurve';
import { biasRadiusPx, connectionPath, layoutNetwork } from '../../charts/layoutNetwork';

/** A column as wide as this and a pitch as high as this are enlarged, up to `most` times. */
const ROOM = { columnPx: 150, pitchPx: 74, tilePx: 60, most: 4 } as const;
/** Side of the place of a connection, at its middle. */
const CONNECTION_PLACE_PX = 22;

export interface NetworkPlace {
  /** CSS pixels of the panel to a pixel of the chart. */
  readonly factor: number;
  /** What the chart is drawn with: a smaller canvas with more device pixels to each of its pixels is the same picture, larger. */
  readonly size: ChartSize;
  /** In the chart's pixels. */
  readonly layout: NetworkLayout;
}

export function placeNetwork(units: readonly number[], size: ChartSize): NetworkPlace {
  const rows = Math.max(1, ...units);
  const roomy = Math.min(
    size.heightPx / ((rows - 1) * ROOM.pitchPx + ROOM.tilePx),
    size.widthPx / (units.length * ROOM.columnPx),
  );
  const factor = Math.max(1, Math.min(ROOM.most, roomy));
  const inner: ChartSize = {
    widthPx: size.widthPx / factor,
    heightPx: size.heightPx / factor,
    pixelRatio: size.pixelRatio * factor,
  };
  const columns = units.map((count) => ({ units: count }));
  return { factor, size: inner, layout: layoutNetwork(columns, inner) };
}

export interface PartBox {
  readonly xPx: number;
  readonly yPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The place of one part in CSS pixels of the panel: a unit's tile, a bias's dot, the middle of a connection; null where there is no such part. */
export function boxOfPart({ factor, layout }: NetworkPlace, part: NetworkPart): PartBox | null {
  const tileAt = (column: number, unit: number) => {
    const first = layout.columns[column]?.firstTile;
    const tile = first === undefined ? undefined : layout.tiles[first + unit];
    return tile?.column === column ? tile : null;
  };
  const around = (xPx: number, yPx: number, sidePx: number): PartBox => ({
    xPx: xPx * factor - sidePx / 2,
    yPx: yPx * factor - sidePx / 2,
    widthPx: sidePx,
    heightPx: sidePx,
  });
  if (part.kind === 'connection') {
    const from = tileAt(part.column, part.from);
    const to = tileAt(part.column + 1, part.to);
    if (!from || !to) return null;
    const { xPx, yPx } = pointOnConnection(connectionPath(from, to), 0.5);
    return around(xPx, yPx, CONNECTION_PLACE_PX);
  }
  const tile = tileAt(part.column, part.unit);
  if (!tile) return null;
  const { xPx, yPx, sizePx } = tile;
  if (part.kind === 'bias') return around(xPx, yPx + sizePx, 2 * factor * biasRadiusPx(sizePx) + 6);
  return { xPx: xPx * factor, yPx: yPx * factor, widthPx: sizePx * factor, heightPx: sizePx * factor };
}

/**
 * Left upper corner of a read-out: below its part, else above it, so that the connections to both sides stay in sight; never beyond the panel's sides, nor
 * above it. All in the panel's CSS pixels.
 */
export function placeReadout(
  part: PartBox,
  readout: { readonly widthPx: number; readonly heightPx: number },
  panel: { readonly widthPx: number; readonly heightPx: number },
  gapPx = 12,
): { readonly xPx: number; readonly yPx: number } {
  const middlePx = part.xPx + part.widthPx / 2 - readout.widthPx / 2;
  const belowPx = part.yPx + part.heightPx + gapPx;
  const abovePx = part.yPx - gapPx - readout.heightPx;
  const fitsBelow = belowPx + readout.heightPx <= panel.heightPx;
  return {
    xPx: Math.max(0, Math.min(middlePx, panel.widthPx - readout.widthPx)),
    yPx: fitsBelow || abovePx < 0 ? belowPx : abovePx,
  };
}
