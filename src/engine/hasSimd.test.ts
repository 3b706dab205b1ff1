import { expect, test } from 'vitest';
import { hasSimd } from './hasSimd';

test('Node, which has WebAssembly SIMD, is seen to have it.', () => {
  expect(hasSimd()).toBe(true);
});
