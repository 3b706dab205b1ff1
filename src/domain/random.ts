/** The one source of chance: a small seeded generator whose numbers are the same on every machine; knows no clock and no global randomness. */

/** A stream of random numbers, wholly determined by its seed parts. */
export interface Random {
  /** Uniform in [0, 1), a multiple of 2^-32. */
  uniform(): number;
  /** Normal with mean 0 and standard deviation 1. */
  normal(): number;
  /** Uniform among 0..n-1, without bias; n is a whole number from 1 to 2^32. */
  integer(n: number): number;
  /** Starts again as `createRandom(...seedParts)` would; spares loops over many streams an object each. */
  reseed(...seedParts: readonly number[]): void;
}

/** The first seed part of every stream: what it is for, so that equal seeds for different purposes share nothing. Never renumbered. */
export const STREAM = { sample: 1, split: 2, batchOrder: 3, weights: 4 } as const;

/** A stream for these seed parts, each a whole number from 0 to 2^32 - 1; throws a RangeError on any other. */
export function createRandom(...seedParts: readonly number[]): Random {
  return new Sfc32(seedParts);
}

/** splitmix32: the Weyl step and the finaliser by C. Wellons; a bijection of 32-bit words. */
function mix(word: number): number {
  let z = (word + 0x9e3779b9) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}

/** sfc32 by C. Doty-Humphrey (PractRand): 96 bits of state and a 32-bit counter, so a period of at least 2^32 from any seed. */
class Sfc32 implements Random {
  private a = 0;
  private b = 0;
  private c = 0;
  private counter = 0;

  constructor(seedParts: readonly number[]) {
    this.reseed(...seedParts);
  }

  reseed(...seedParts: readonly number[]): void {
    // Each part passes through all four words, so streams whose parts differ anywhere start 128 bits apart, not 32.
    // The starting words are the fractional bits of the square roots of 2, 3, 5 and 7.
    let a = 0x6a09e667;
    let b = 0xbb67ae85;
    let c = 0x3c6ef372;
    let counter = 0xa54ff53a;
    for (const part of seedParts) {
      if (!Number.isInteger(part) || part < 0 || part > 0xffffffff)
        throw new RangeError(`seed part ${part} is no unsigned 32-bit number`);
      a = mix(a ^ part);
      b = mix(b ^ part);
      c = mix(c ^ part);
      counter = mix(counter ^ part);
    }
    this.a = a | 0;
    this.b = b | 0;
    this.c = c | 0;
    this.counter = counter | 0;
    for (let round = 0; round < 12; round++) this.next();
  }

  uniform(): number {
    return this.next() / 4294967296;
  }

  normal(): number {
    // Marsaglia's polar method; the second value of each pair is dropped, so that a call leaves nothing behind but the state.
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
    }
  }

  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 4294967296)
      throw new RangeError(`cannot choose among ${n} numbers`);
    // Words past the last whole multiple of n would favour the small results: draw again. That multiple is only computed for the few words that may be past it.
    for (;;) {
      const word = this.next();
      if (word < 4294967296 - n || word < 4294967296 - (4294967296 % n)) return word % n;
    }
  }

  private next(): number {
    const result = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + result) | 0;
    return result >>> 0;
  }
}
