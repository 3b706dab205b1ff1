import { deflateSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inflateBounded } from './inflateBounded';

describe('inflateBounded', () => {
  test('gives back what was packed, however well it packs', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: 1, max: 40 }), (bytes, times) => {
        const data = new Uint8Array(bytes.length * times);
        for (let i = 0; i < times; i++) data.set(bytes, i * bytes.length);
        expect(inflateBounded(deflateSync(data), data.length)).toEqual(data);
      }),
    );
  });

  test('stops a bomb while it unpacks: the first pieces are refused, the rest is never looked at', () => {
    const bomb = deflateSync(new Uint8Array(20_000_000), { level: 9 });
    expect(bomb.length).toBeLessThan(24_576);
    let read = 0;
    const watched = new Proxy(bomb, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target);
        if (key !== 'subarray') return value;
        return (from: number, to: number) => {
          read = Math.max(read, to);
          return target.subarray(from, to);
        };
      },
    });
    expect(() => inflateBounded(watched, 262_144)).toThrow('more than 262144 bytes');
    expect(read).toBeLessThanOrEqual(1024);
  });

  test('refuses data that are cut short or no deflate data at all', () => {
    const packed = deflateSync(new TextEncoder().encode('the same run again'));
    expect(() => inflateBounded(packed.subarray(0, -2), 1000)).toThrow();
    expect(() => inflateBounded(Uint8Array.of(255, 255, 255), 1000)).toThrow();
  });
});
