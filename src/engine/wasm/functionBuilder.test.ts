/** Generated functions, compiled and run: modules, loops, shuffles, constants. */
import { describe, expect, it } from 'vitest';
import { ConstantPool } from './constantPool';
import { encodeModule, MEMORY_IMPORT } from './encodeModule';
import { FunctionBuilder, placeAt, shift } from './functionBuilder';
import { OP } from './opcodes';

const POOL = { address: 1024, bytes: 256 };

/** Compiles what `write` writes, runs it once over `numbers`, which stand at address 0, and returns 16 floats from there. */
function run(numbers: readonly number[], write: (f: FunctionBuilder) => void): number[] {
  const pool = new ConstantPool(POOL.address, POOL.bytes);
  const f = new FunctionBuilder('run', [], pool);
  write(f);
  const bytes = encodeModule({
    functions: [f.finish()],
    data: { address: pool.address, bytes: pool.bytes() },
  });
  expect(WebAssembly.validate(bytes)).toBe(true);
  const memory = new WebAssembly.Memory({ initial: 1 });
  new Float32Array(memory.buffer).set(numbers);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
    [MEMORY_IMPORT.module]: { [MEMORY_IMPORT.name]: memory },
  });
  // The module exports the function made above.
  (exports.run as () => void)();
  return [...new Float32Array(memory.buffer, 0, 16)];
}

const COUNTING = Array.from({ length: 16 }, (_, index) => index + 1);

describe('FunctionBuilder', () => {
  it('encodes a function as the specification lays it out', () => {
    const pool = new ConstantPool(POOL.address, POOL.bytes);
    const f = new FunctionBuilder('f', ['i32'], pool);
    const [a, b, c] = [f.take('v128'), f.take('v128'), f.take('i32')];
    expect([a, b, c]).toEqual([1, 2, 3]);
    f.load({ local: 0, offset: 200 }).set(a).get(a).get(a).op(OP.mul).tee(b).op(OP.sqrt).set(a);
    f.store(placeAt(16), b).i32(-1).set(c);
    expect([...f.finish().body]).toEqual(
      [
        [0x20, 0, 0xfd, 0x00, 4, 0xc8, 0x01, 0x21, 1],
        [0x20, 1, 0x20, 1, 0xfd, 0xe6, 0x01, 0x22, 2, 0xfd, 0xe3, 0x01, 0x21, 1],
        [0x41, 0, 0x20, 2, 0xfd, 0x0b, 4, 16, 0x41, 0x7f, 0x21, 3],
      ].flat(),
    );
  });

  it('adds vectors, spreads numbers, and has constants at their place', () => {
    const result = run(COUNTING, (f) => {
      const sum = f.take('v128');
      f.load(placeAt(0)).splat(placeAt(20)).op(OP.add).constant(0.5).op(OP.mul).constant(0).op(OP.add);
      f.set(sum).store(placeAt(32), sum);
    });
    expect(result.slice(8, 12)).toEqual([3.5, 4, 4.5, 5]);
    expect(result.slice(0, 8)).toEqual(COUNTING.slice(0, 8));
  });

  it('shuffles lanes of two vectors, masks lanes and stores a single one', () => {
    const result = run(COUNTING, (f) => {
      const local = f.take('v128');
      f.load(placeAt(0)).load(placeAt(16)).shuffle(3, 4, 0, 7).set(local).store(placeAt(32), local);
      f.laneMask([true, false, false, true]).load(placeAt(0)).op(OP.and).set(local);
      f.store(placeAt(48), local).storeFirstLane(placeAt(4), local);
    });
    expect(result.slice(8, 12)).toEqual([4, 5, 1, 8]);
    expect(result.slice(12, 16)).toEqual([1, 0, 0, 4]);
    expect(result.slice(0, 4)).toEqual([1, 1, 3, 4]);
  });

  it('repeats the same work as a loop and written out, nested loops with bases of their own included', () => {
    const doubleAll = (isRolled: boolean) => (f: FunctionBuilder) => {
      const value = f.take('v128');
      f.repeat(
        2,
        isRolled,
        [
          { place: placeAt(0), step: 32 },
          { place: placeAt(4), step: 0 },
        ],
        ([row, same]) =>
          f.repeat(2, isRolled, [{ place: row, step: 16 }], ([place]) => {
            f.load(place).splat(same).op(OP.mul).set(value).store(place, value);
          }),
      );
    };
    const written = run(COUNTING, doubleAll(false));
    expect(written.slice(0, 4)).toEqual([2, 4, 6, 8]);
    expect(run(COUNTING, doubleAll(true))).toEqual(written);
    expect(written[15]).toBe(16 * 4);
  });

  it('does nothing where the count is 0 and moves no pointer where it is 1', () => {
    const result = run(COUNTING, (f) => {
      const value = f.take('v128');
      const negate = (at: number, count: number) =>
        f.repeat(count, true, [{ place: placeAt(at), step: 16 }], ([place]) => {
          f.load(shift(place, 0)).op(OP.neg).set(value).store(place, value);
        });
      negate(0, 0);
      negate(16, 1);
    });
    expect(result.slice(0, 12)).toEqual([1, 2, 3, 4, -5, -6, -7, -8, 9, 10, 11, 12]);
  });
});

describe('ConstantPool', () => {
  it('keeps each number once, tells 0 from -0, and refuses more than there is room for', () => {
    const pool = new ConstantPool(64, 12);
    expect([pool.addressOf(0.1), pool.addressOf(-0), pool.addressOf(0.1), pool.addressOfWord(0)]).toEqual([
      64, 68, 64, 72,
    ]);
    expect([...new Float32Array(pool.bytes().slice().buffer)]).toEqual([Math.fround(0.1), -0, 0]);
    expect(() => pool.addressOf(3)).toThrow(RangeError);
  });
});
