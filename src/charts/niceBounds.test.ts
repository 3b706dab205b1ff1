import { describe, expect, it } from 'vitest';
import { LOG_FLOOR, linearBounds, logBounds, niceCeil, percentBounds, stickyCeil } from './niceBounds';

describe('niceCeil', () => {
  it.each([
    [0.693, 0.8],
    [0.8, 0.8],
    [1.01, 1.5],
    [7, 8],
    [9, 10],
    [1234, 1500],
    [0.00021, 0.0003],
  ])('of %d is %d', (value, expected) => {
    expect(niceCeil(value)).toBe(expected);
  });

  it('is 1 for nothing that can be measured', () => {
    expect([0, -1, Number.NaN, Infinity, -Infinity].map((value) => niceCeil(value))).toEqual([1, 1, 1, 1, 1]);
  });
});

describe('stickyCeil', () => {
  it('stays while the data reach 40% of it, grows at once, and shrinks when much too wide', () => {
    expect(stickyCeil(0.5, 1)).toBe(1);
    expect(stickyCeil(0.41, 1)).toBe(1);
    expect(stickyCeil(1.2, 1)).toBe(1.5);
    expect(stickyCeil(0.3, 1)).toBe(0.3);
  });
});

describe('axis ends', () => {
  it('of a linear axis start at 0', () => {
    expect(linearBounds(0.69, null)).toEqual([0, 0.8]);
    expect(linearBounds(0.6, [0, 1])).toEqual([0, 1]);
  });

  it('of a logarithmic axis enclose the data, have room below, and never reach 0', () => {
    expect(logBounds(0.02, 0.69, null)).toEqual([0.01, 1]);
    expect(logBounds(0.69, 0.69, null)).toEqual([0.1, 1]);
    expect(logBounds(1.1, 1.3, null)).toEqual([0.1, 2]);
    expect(logBounds(Infinity, -Infinity, null)).toEqual([0.1, 1]);
    expect(logBounds(1e-30, 1, null)).toEqual([LOG_FLOOR, 1]);
  });

  it('of a logarithmic axis stay while they suit', () => {
    expect(logBounds(0.2, 0.4, [0.01, 1])).toEqual([0.01, 1]);
    expect(logBounds(0.002, 1.5, [0.01, 1])).toEqual([0.001, 2]);
  });

  it('of an accuracy axis end at 1 and go down by few steps', () => {
    expect(percentBounds(0.52, null)).toEqual([0.5, 1]);
    expect(percentBounds(0.47, null)).toEqual([0.4, 1]);
    expect(percentBounds(0.3, null)).toEqual([0.25, 1]);
    expect(percentBounds(0.1, null)).toEqual([0, 1]);
    expect(percentBounds(0.6, [0.4, 1])).toEqual([0.4, 1]);
    expect(percentBounds(Infinity, null)).toEqual([0.9, 1]);
  });
});
