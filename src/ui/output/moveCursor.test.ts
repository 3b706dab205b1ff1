import { describe, expect, it } from 'vitest';
import { moveCursor } from './moveCursor';

const plane = { min: -6, max: 6 };
const gate = { min: -0.5, max: 1.5 };

describe('moveCursor', () => {
  it('starts in the middle and goes by a tenth, by one with Shift', () => {
    expect(moveCursor('ArrowRight', false, null, plane)).toEqual({ x1: 0.1, x2: 0 });
    expect(moveCursor('ArrowUp', true, { x1: 0.1, x2: -0.3 }, plane)).toEqual({ x1: 0.1, x2: 0.7 });
  });

  it('reaches the corners of a gate exactly', () => {
    const once = moveCursor('ArrowRight', true, null, gate);
    expect(moveCursor('ArrowDown', true, once, gate)).toEqual({ x1: 1, x2: 0 });
  });

  it('does not drift, and stays within the axes', () => {
    let place = { x1: 0, x2: 0 };
    for (let press = 0; press < 73; press++) place = moveCursor('ArrowLeft', false, place, plane) ?? place;
    expect(place).toEqual({ x1: -6, x2: 0 });
    for (let press = 0; press < 60; press++) place = moveCursor('ArrowRight', false, place, plane) ?? place;
    expect(place.x1).toBe(0);
    expect(moveCursor('PageUp', false, place, plane)).toEqual({ x1: 0, x2: 6 });
    expect(moveCursor('Home', false, place, plane)).toEqual({ x1: -6, x2: 0 });
  });

  it('leaves other keys alone', () => {
    expect(moveCursor('a', false, null, plane)).toBeNull();
  });
});
