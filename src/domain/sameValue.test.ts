import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameValue } from './sameValue';

test('sameValue holds for a copy of any JSON value, whatever the order of its keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(sameValue(value, structuredClone(value))).toBe(true);
    }),
  );
  expect(sameValue({ a: 1, b: [2, null] }, { b: [2, null], a: 1 })).toBe(true);
});

test.each([
  [1, 2],
  [1, '1'],
  [null, {}],
  [[], {}],
  [[1], [1, 2]],
  [{ a: 1 }, { b: 1 }],
  [{ a: undefined }, { b: undefined }],
  [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 3 }] } }],
])('sameValue tells %j from %j', (a, b) => {
  expect(sameValue(a, b)).toBe(false);
  expect(sameValue(b, a)).toBe(false);
});
