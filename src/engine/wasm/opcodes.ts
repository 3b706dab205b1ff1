/** The WebAssembly instructions that the engine writes (WebAssembly 2.0, 5.4), as numbers that `FunctionBuilder` turns into bytes. */

/** Instructions on vectors stand behind the byte 0xfd; here they are numbered from this on. */
export const VECTOR_BASE = 0x100;

/** Instructions without immediates: operands are taken from the stack, the result is left there. */
export const OP = {
  i32Add: 0x6a,
  i32Sub: 0x6b,
  equal: VECTOR_BASE + 0x41,
  less: VECTOR_BASE + 0x43,
  greater: VECTOR_BASE + 0x44,
  lessEqual: VECTOR_BASE + 0x45,
  and: VECTOR_BASE + 0x4e,
  /** a, b: a and not b. */
  andNot: VECTOR_BASE + 0x4f,
  or: VECTOR_BASE + 0x50,
  xor: VECTOR_BASE + 0x51,
  /** a, b, mask: a where the mask's bits are set, else b. */
  select: VECTOR_BASE + 0x52,
  shiftLeft: VECTOR_BASE + 0xab,
  shiftRight: VECTOR_BASE + 0xad,
  addWords: VECTOR_BASE + 0xae,
  subWords: VECTOR_BASE + 0xb1,
  abs: VECTOR_BASE + 0xe0,
  neg: VECTOR_BASE + 0xe1,
  sqrt: VECTOR_BASE + 0xe3,
  add: VECTOR_BASE + 0xe4,
  sub: VECTOR_BASE + 0xe5,
  mul: VECTOR_BASE + 0xe6,
  div: VECTOR_BASE + 0xe7,
  min: VECTOR_BASE + 0xe8,
  max: VECTOR_BASE + 0xe9,
  /** a, b: b where b < a, else a. */
  pmin: VECTOR_BASE + 0xea,
  /** a, b: b where a < b, else a. */
  pmax: VECTOR_BASE + 0xeb,
  wordsToFloats: VECTOR_BASE + 0xfa,
  /** Two float64: of the first two float32; and back, the last two lanes 0. */
  promoteLow: VECTOR_BASE + 0x5f,
  demote: VECTOR_BASE + 0x5e,
  sqrtDoubles: VECTOR_BASE + 0xef,
  addDoubles: VECTOR_BASE + 0xf0,
  mulDoubles: VECTOR_BASE + 0xf2,
  divDoubles: VECTOR_BASE + 0xf3,
  pmaxDoubles: VECTOR_BASE + 0xf7,
} as const;

export type Opcode = (typeof OP)[keyof typeof OP];

/** Instructions with immediates. Those on vectors are the number behind the byte 0xfd. */
export const BYTE = {
  loop: 0x03,
  /** Type of a block that takes and leaves nothing. */
  emptyBlock: 0x40,
  end: 0x0b,
  branchIf: 0x0d,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  i32Const: 0x41,
  vector: 0xfd,
  vectorLoad: 0x00,
  vectorLoadSplat: 0x09,
  vectorStore: 0x0b,
  vectorConst: 0x0c,
  vectorShuffle: 0x0d,
  vectorStoreLane: 0x5a,
} as const;
