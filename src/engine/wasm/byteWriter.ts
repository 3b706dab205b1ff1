/** A growing run of bytes, with the number formats of WebAssembly's binary format. */

export class ByteWriter {
  private bytes = new Uint8Array(1024);
  length = 0;

  byte(value: number): this {
    if (this.length === this.bytes.length) this.grow(this.length + 1);
    this.bytes[this.length++] = value;
    return this;
  }

  /** Unsigned LEB128 of a whole number from 0 to 2^32 - 1: seven bits a byte, lowest first. */
  unsigned(value: number): this {
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return this.byte(rest);
  }

  /** Signed LEB128 of a 32-bit whole number. */
  signed(value: number): this {
    let rest = value | 0;
    // The last byte's bit 6 is the sign of all that follows.
    while (rest < -0x40 || rest > 0x3f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    return this.byte(rest & 0x7f);
  }

  /** Bytes as they are. */
  raw(values: ArrayLike<number>): this {
    const end = this.length + values.length;
    if (end > this.bytes.length) this.grow(end);
    this.bytes.set(values, this.length);
    this.length = end;
    return this;
  }

  /** Bytes with their number before them. */
  sized(values: ArrayLike<number>): this {
    return this.unsigned(values.length).raw(values);
  }

  /** A string in UTF-8, with its length in bytes before it. */
  text(value: string): this {
    return this.sized(new TextEncoder().encode(value));
  }

  /** A copy of what was written. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length);
  }

  private grow(needed: number): void {
    const larger = new Uint8Array(Math.max(needed, 2 * this.bytes.length));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}
