/** Numbers in the formats of WebAssembly's binary format, against values worked out by hand and by the specification. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteWriter } from './byteWriter';

const unsigned = (value: number) => [...new ByteWriter().unsigned(value).finish()];
const signed = (value: number) => [...new ByteWriter().signed(value).finish()];

describe('ByteWriter', () => {
  it('writes unsigned LEB128, seven bits a byte, lowest first', () => {
    expect(unsigned(0)).toEqual([0]);
    expect(unsigned(127)).toEqual([0x7f]);
    expect(unsigned(128)).toEqual([0x80, 0x01]);
    expect(unsigned(624485)).toEqual([0xe5, 0x8e, 0x26]);
    expect(unsigned(4294967295)).toEqual([0xff, 0xff, 0xff, 0xff, 0x0f]);
  });

  it('writes signed LEB128, whose last byte shows the sign', () => {
    expect(signed(0)).toEqual([0]);
    expect(signed(63)).toEqual([0x3f]);
    expect(signed(64)).toEqual([0xc0, 0x00]);
    expect(signed(-1)).toEqual([0x7f]);
    expect(signed(-64)).toEqual([0x40]);
    expect(signed(-65)).toEqual([0xbf, 0x7f]);
    expect(signed(-123456)).toEqual([0xc0, 0xbb, 0x78]);
    expect(signed(-2147483648)).toEqual([0x80, 0x80, 0x80, 0x80, 0x78]);
  });

  it('writes whole numbers that decode to themselves', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        const bytes = signed(value);
        let decoded = 0;
        bytes.forEach((byte, index) => (decoded |= (byte & 0x7f) << (7 * index)));
        const bits = 7 * bytes.length;
        const isNegative = ((bytes.at(-1) ?? 0) & 0x40) !== 0;
        expect(bits < 32 && isNegative ? decoded | (-1 << bits) : decoded).toBe(value);
      }),
    );
  });

  it('keeps all bytes in order while it grows, and puts sizes before texts', () => {
    const writer = new ByteWriter();
    for (let value = 0; value < 5000; value++) writer.byte(value & 0xff);
    writer.text('aé').sized([7, 8]);
    const bytes = writer.finish();
    expect(bytes).toHaveLength(5000 + 4 + 3);
    expect(bytes[4097]).toBe(4097 & 0xff);
    expect([...bytes.slice(5000)]).toEqual([3, 0x61, 0xc3, 0xa9, 2, 7, 8]);
  });
});
