/** Collects the instructions and locals of one WebAssembly function; a thin skin over bytes that checks nothing but locals. */
import { ByteWriter } from './byteWriter';
import type { ConstantPool } from './constantPool';
import type { ValueType, WasmFunction } from './encodeModule';
import { BYTE, OP, VECTOR_BASE } from './opcodes';
import type { Opcode } from './opcodes';

/** An address in bytes: an i32 local (none: 0) plus a number known when the code is made. */
export interface Place {
  readonly local: number | null;
  readonly offset: number;
}

/** Bytes of a vector. */
export const VECTOR_BYTES = 16;

export const placeAt = (offset: number): Place => ({ local: null, offset });
export const shift = (place: Place, bytes: number): Place => ({
  local: place.local,
  offset: place.offset + bytes,
});

/** A pointer that moves by `step` bytes each time round. */
export interface Moving {
  readonly place: Place;
  readonly step: number;
}

/** The places of what moves, as they are in one round. */
type PlacesOf<M extends readonly Moving[]> = { readonly [K in keyof M]: Place };

export class FunctionBuilder {
  private readonly code = new ByteWriter();
  private readonly locals: ValueType[] = [];
  /** Locals that were released, to be taken again: few locals compile faster. */
  private readonly free: Record<ValueType, number[]> = { i32: [], v128: [] };

  constructor(
    readonly name: string,
    readonly params: readonly ValueType[],
    readonly pool: ConstantPool,
  ) {}

  finish(): WasmFunction {
    return { name: this.name, params: this.params, locals: this.locals, body: this.code.finish() };
  }

  /** A local whose value is undefined until it is set. */
  take(type: ValueType): number {
    const freed = this.free[type].pop();
    if (freed !== undefined) return freed;
    this.locals.push(type);
    return this.params.length + this.locals.length - 1;
  }

  release(type: ValueType, ...locals: readonly number[]): void {
    for (const local of locals) this.free[type].push(local);
  }

  get(local: number): this {
    this.code.byte(BYTE.localGet).unsigned(local);
    return this;
  }

  set(local: number): this {
    this.code.byte(BYTE.localSet).unsigned(local);
    return this;
  }

  tee(local: number): this {
    this.code.byte(BYTE.localTee).unsigned(local);
    return this;
  }

  /** Takes the operands from the stack, leaves the result. */
  op(code: Opcode): this {
    if (code < VECTOR_BASE) this.code.byte(code);
    else this.code.byte(BYTE.vector).unsigned(code - VECTOR_BASE);
    return this;
  }

  i32(value: number): this {
    this.code.byte(BYTE.i32Const).signed(value);
    return this;
  }

  /** `value` as float32 in all four lanes. */
  constant(value: number): this {
    return Object.is(value, 0)
      ? this.vectorConstant(new Uint8Array(VECTOR_BYTES))
      : this.splat(placeAt(this.pool.addressOf(value)));
  }

  /** 32 bits, given as an unsigned number, in all four lanes. */
  word(bits: number): this {
    return this.splat(placeAt(this.pool.addressOfWord(bits)));
  }

  /** All bits of the lanes named, none of the others. */
  laneMask(lanes: readonly boolean[]): this {
    return this.vectorConstant(lanes.flatMap((isSet) => new Array<number>(4).fill(isSet ? 0xff : 0)));
  }

  /** Four floats from `place` on. */
  load(place: Place): this {
    return this.address(place).memory(BYTE.vectorLoad, place.offset, 4);
  }

  /** The float at `place`, in all four lanes. */
  splat(place: Place): this {
    return this.address(place).memory(BYTE.vectorLoadSplat, place.offset, 2);
  }

  /** Stores the vector in `local` at `place`. */
  store(place: Place, local: number): this {
    return this.address(place).get(local).memory(BYTE.vectorStore, place.offset, 4);
  }

  /** Stores the first lane of the vector in `local` at `place`. */
  storeFirstLane(place: Place, local: number): this {
    this.address(place).get(local);
    this.code.byte(BYTE.vector).byte(BYTE.vectorStoreLane).byte(2).unsigned(place.offset).byte(0);
    return this;
  }

  /** Lanes by number, 0 to 3 from the vector pushed first, 4 to 7 from the second. */
  shuffle(...lanes: readonly [number, number, number, number]): this {
    this.code.byte(BYTE.vector).byte(BYTE.vectorShuffle);
    for (const lane of lanes) for (let byte = 0; byte < 4; byte++) this.code.byte(4 * lane + byte);
    return this;
  }

  /** Runs `body` as often as the i32 local `counter` says, at least once; the counter ends at 0. */
  countDown(counter: number, body: () => void): this {
    this.code.byte(BYTE.loop).byte(BYTE.emptyBlock);
    body();
    this.get(counter).i32(1).op(OP.i32Sub).tee(counter);
    this.code.byte(BYTE.branchIf).unsigned(0).byte(BYTE.end);
    return this;
  }

  /** Adds `bytes` to the i32 local `pointer`. */
  advance(pointer: number, bytes: number): this {
    return this.get(pointer).i32(bytes).op(OP.i32Add).set(pointer);
  }

  /** Runs `body` `count` times with the places moved on each time: as a loop, or, unrolled, written out. */
  repeat<const M extends readonly Moving[]>(
    count: number,
    isRolled: boolean,
    moving: M,
    body: (places: PlacesOf<M>) => void,
  ): void {
    // A place for each that moves: `map` keeps the number of them, which its type cannot tell.
    const asPlaces = (places: readonly Place[]) => places as PlacesOf<M>;
    if (!isRolled || count <= 1) {
      for (let i = 0; i < count; i++) body(asPlaces(moving.map(({ place, step }) => shift(place, i * step))));
      return;
    }
    // Places with the same base and step move together: one pointer serves them all.
    const pointers = new Map<string, { local: number; step: number }>();
    const places = moving.map(({ place, step }): Place => {
      if (step === 0) return place;
      const key = `${place.local} ${step}`;
      let pointer = pointers.get(key);
      if (!pointer) {
        pointer = { local: this.take('i32'), step };
        pointers.set(key, pointer);
        if (place.local === null) this.i32(0).set(pointer.local);
        else this.get(place.local).set(pointer.local);
      }
      return { local: pointer.local, offset: place.offset };
    });
    const counter = this.take('i32');
    this.i32(count)
      .set(counter)
      .countDown(counter, () => {
        body(asPlaces(places));
        for (const { local, step } of pointers.values()) this.advance(local, step);
      });
    this.release('i32', counter, ...[...pointers.values()].map(({ local }) => local));
  }

  private address({ local }: Place): this {
    return local === null ? this.i32(0) : this.get(local);
  }

  private memory(code: number, offset: number, alignment: number): this {
    this.code.byte(BYTE.vector).byte(code).byte(alignment).unsigned(offset);
    return this;
  }

  private vectorConstant(bytes: ArrayLike<number>): this {
    this.code.byte(BYTE.vector).byte(BYTE.vectorConst).raw(bytes);
    return this;
  }
}
