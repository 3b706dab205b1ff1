import { describe, expect, it } from 'vitest';
import { cursorAt, fitCursor, listInside, partAtCursor, walk, type Cursor, type WalkKey } from './walkParts';

const shape = { units: [2, 4, 3, 1], hasBias: [false, true, false, true] };
const at = (column: number, unit: number, inside: number | null = null): Cursor => ({ column, unit, inside });
const steps = (from: Cursor, ...keys: readonly WalkKey[]) =>
  keys.reduce((cursor, key) => walk(shape, cursor, key), from);

describe('walk', () => {
  it('goes up and down in a column and stops at its ends', () => {
    expect(steps(at(1, 0), 'ArrowDown', 'ArrowDown')).toEqual(at(1, 2));
    expect(steps(at(1, 2), 'ArrowDown', 'ArrowDown', 'ArrowDown')).toEqual(at(1, 3));
    expect(steps(at(1, 1), 'ArrowUp', 'ArrowUp')).toEqual(at(1, 0));
    expect(steps(at(1, 1), 'End')).toEqual(at(1, 3));
    expect(steps(at(1, 1), 'Home')).toEqual(at(1, 0));
  });

  it('goes left and right to a unit of the next column at the same height, and stops at the first and last', () => {
    expect(steps(at(0, 1), 'ArrowRight')).toEqual(at(1, 1));
    expect(steps(at(1, 3), 'ArrowRight')).toEqual(at(2, 2));
    expect(steps(at(1, 3), 'ArrowRight', 'ArrowRight', 'ArrowRight')).toEqual(at(3, 0));
    expect(steps(at(1, 3), 'ArrowLeft', 'ArrowLeft')).toEqual(at(0, 1));
  });

  it('goes inside a unit from its bias over what comes in to what goes out', () => {
    expect(listInside(shape, 1, 2)).toEqual([
      { kind: 'bias', column: 1, unit: 2 },
      { kind: 'connection', column: 0, from: 0, to: 2 },
      { kind: 'connection', column: 0, from: 1, to: 2 },
      { kind: 'connection', column: 1, from: 2, to: 0 },
      { kind: 'connection', column: 1, from: 2, to: 1 },
      { kind: 'connection', column: 1, from: 2, to: 2 },
    ]);
    expect(steps(at(1, 2, 0), 'ArrowRight', 'ArrowDown')).toEqual(at(1, 2, 2));
    expect(steps(at(1, 2, 4), 'ArrowDown', 'ArrowDown')).toEqual(at(1, 2, 5));
    expect(steps(at(1, 2, 4), 'Home')).toEqual(at(1, 2, 0));
  });

  it('reaches every unit and every connection', () => {
    const reached = new Set<string>();
    for (let column = 0; column < shape.units.length; column += 1) {
      let unit = steps(at(column, 0), 'Home');
      for (let row = 0; row < (shape.units[column] ?? 0); row += 1) {
        const count = listInside(shape, unit.column, unit.unit).length;
        let inside = { ...unit, inside: 0 } as Cursor;
        for (let part = 0; part < count; part += 1) {
          reached.add(JSON.stringify(partAtCursor(shape, inside)));
          inside = walk(shape, inside, 'ArrowDown');
        }
        reached.add(JSON.stringify(partAtCursor(shape, unit)));
        unit = walk(shape, unit, 'ArrowDown');
      }
    }
    // 10 units, 4 + 1 biases, 2·4 + 4·3 + 3·1 connections.
    expect(reached.size).toBe(10 + 5 + 23);
  });

  it('leaves out the bias of inputs and of layers without one', () => {
    expect(listInside(shape, 0, 0).every(({ kind }) => kind === 'connection')).toBe(true);
    expect(listInside(shape, 2, 0)[0]?.kind).toBe('connection');
  });
});

describe('cursorAt and partAtCursor', () => {
  it('lead from every part to itself', () => {
    for (const column of shape.units.keys())
      for (let unit = 0; unit < (shape.units[column] ?? 0); unit += 1)
        for (const part of [{ kind: 'unit', column, unit } as const, ...listInside(shape, column, unit)])
          expect(partAtCursor(shape, cursorAt(shape, part))).toEqual(part);
  });
});

describe('fitCursor', () => {
  it('keeps a cursor that stands on something, and moves one to the nearest place where the network has shrunk', () => {
    const cursor = at(1, 3, 2);
    expect(fitCursor(shape, cursor)).toBe(cursor);
    expect(fitCursor({ units: [2, 3, 1], hasBias: [false, true, true] }, cursor)).toEqual(at(1, 2));
    expect(fitCursor({ units: [2, 1], hasBias: [false, true] }, at(3, 0))).toEqual(at(1, 0));
    expect(fitCursor(shape, at(1, 3, 99))).toEqual(at(1, 3));
  });
});
