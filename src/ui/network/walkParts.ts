/** Where the arrow keys lead in a network: over its units, and within one unit over its bias and its connections. Knows no DOM. */
import type { NetworkPart } from '../../charts/chartTypes';

export interface NetworkShape {
  /** Units of each column: inputs, hidden layers, output. */
  readonly units: readonly number[];
  /** Whether the units of a column have biases; inputs have none. */
  readonly hasBias: readonly boolean[];
}

export type WalkKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End';

/** A unit, and where the walk is inside it: null on the unit itself. */
export interface Cursor {
  readonly column: number;
  readonly unit: number;
  /** Index into `listInside`; null while the walk goes over units. */
  readonly inside: number | null;
}

const clamp = (value: number, below: number): number => Math.max(0, Math.min(below - 1, value));

/** The bias, then the connections that come in, then those that go out, each in the order of units. */
export function listInside({ units, hasBias }: NetworkShape, column: number, unit: number): NetworkPart[] {
  const parts: NetworkPart[] = hasBias[column] ? [{ kind: 'bias', column, unit }] : [];
  const before = column > 0 ? (units[column - 1] ?? 0) : 0;
  const after = units[column + 1] ?? 0;
  for (let from = 0; from < before; from += 1)
    parts.push({ kind: 'connection', column: column - 1, from, to: unit });
  for (let to = 0; to < after; to += 1) parts.push({ kind: 'connection', column, from: unit, to });
  return parts;
}

export function partAtCursor(shape: NetworkShape, { column, unit, inside }: Cursor): NetworkPart {
  const part = inside === null ? undefined : listInside(shape, column, unit)[inside];
  return part ?? { kind: 'unit', column, unit };
}

/** Over units: up and down in the column, left and right to the unit at the same share of the next column's height. Inside: one part on or back; Home and End to the ends. */
export function walk(shape: NetworkShape, cursor: Cursor, key: WalkKey): Cursor {
  const { column, unit, inside } = cursor;
  if (inside !== null)
    return { column, unit, inside: walkList(inside, listInside(shape, column, unit).length, key) };
  const inColumn = shape.units[column] ?? 1;
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const next = clamp(column + (key === 'ArrowLeft' ? -1 : 1), shape.units.length);
    return next === column
      ? cursor
      : { column: next, unit: acrossTo(unit, inColumn, shape.units[next] ?? 1), inside };
  }
  return { column, unit: walkList(unit, inColumn, key), inside };
}

function walkList(at: number, length: number, key: WalkKey): number {
  switch (key) {
    case 'ArrowUp':
    case 'ArrowLeft':
      return clamp(at - 1, length);
    case 'ArrowDown':
    case 'ArrowRight':
      return clamp(at + 1, length);
    case 'Home':
      return 0;
    case 'End':
      return clamp(length - 1, length);
    default: {
      const unknown: never = key;
      throw new RangeError(`unknown key ${String(unknown)}`);
    }
  }
}

/** The same row where the next column has one; in tall columns the same share of the height. */
function acrossTo(unit: number, from: number, to: number): number {
  if (unit < to && from <= to) return unit;
  return from <= 1 ? 0 : Math.round((unit / (from - 1)) * (to - 1));
}

/** The cursor, moved to the nearest place that there is. */
export function fitCursor(shape: NetworkShape, cursor: Cursor): Cursor {
  const column = clamp(cursor.column, shape.units.length);
  const unit = clamp(cursor.unit, shape.units[column] ?? 1);
  const isSame = column === cursor.column && unit === cursor.unit;
  const length = cursor.inside === null ? 0 : listInside(shape, column, unit).length;
  const inside = isSame && cursor.inside !== null && cursor.inside < length ? cursor.inside : null;
  return isSame && inside === cursor.inside ? cursor : { column, unit, inside };
}

/** The cursor that stands on a part that was pointed at; a connection is inside the unit that it enters. */
export function cursorAt(shape: NetworkShape, part: NetworkPart): Cursor {
  if (part.kind === 'unit') return { column: part.column, unit: part.unit, inside: null };
  if (part.kind === 'bias') return { column: part.column, unit: part.unit, inside: 0 };
  const column = part.column + 1;
  return { column, unit: part.to, inside: (shape.hasBias[column] ? 1 : 0) + part.from };
}
