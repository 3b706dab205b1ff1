/** Numbers that the code reads from memory instead of spelling them out: a load that spreads one number over four lanes is the cheapest way to have it. */

/** One 32-bit word for each different number, from a fixed address on. */
export class ConstantPool {
  private readonly indexOfWord = new Map<number, number>();

  constructor(
    readonly address: number,
    /** Room in bytes. */
    readonly capacity: number,
  ) {}

  /** Address of `value`, rounded to float32. Throws RangeError when the room is used up. */
  addressOf(value: number): number {
    return this.addressOfWord(wordOf(value));
  }

  /** Address of a word of 32 bits, given as an unsigned number. */
  addressOfWord(word: number): number {
    let index = this.indexOfWord.get(word);
    if (index === undefined) {
      index = this.indexOfWord.size;
      if (4 * (index + 1) > this.capacity) throw new RangeError('the formulas hold too many constants');
      this.indexOfWord.set(word, index);
    }
    return this.address + 4 * index;
  }

  /** All of them, as they must stand in memory. */
  bytes(): Uint8Array {
    const view = new DataView(new ArrayBuffer(4 * this.indexOfWord.size));
    for (const [word, index] of this.indexOfWord) view.setUint32(4 * index, word, true);
    return new Uint8Array(view.buffer);
  }
}

const view = new DataView(new ArrayBuffer(4));

/** The 32 bits of `value` as float32. */
function wordOf(value: number): number {
  view.setFloat32(0, value);
  return view.getUint32(0);
}
