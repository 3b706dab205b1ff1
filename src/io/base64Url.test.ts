import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64Url, encodeBase64Url } from './base64Url';

test('base64url agrees with an independent encoder and comes back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = encodeBase64Url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(decodeBase64Url(text)).toEqual(bytes);
    }),
  );
});

test.each([['a'], ['ab='], ['ab+d'], ['a b'], ['ä']])('%j is no base64url', (text) => {
  expect(decodeBase64Url(text)).toBeNull();
});
