/**
 * One tight loop over whole arrays for each operation of a formula. Checks nothing: `buildArrayProgram` passes arrays that are long enough.
 *
 * Elements are read with `!` throughout: start and end lie within every array, and a check in such a loop would cost more than the arithmetic.
 */
import { erf } from '../../domain/formula/erf';
import type { BinaryOp, CompareOp, UnaryOp } from '../../domain/formula/expr';
import type { FloatArray } from './floatArray';

/** Writes elements start to end - 1 of `out`. What a loop has no operand for it ignores; `out` may be any of the operands. */
export type Loop = (
  out: FloatArray,
  start: number,
  end: number,
  a: FloatArray,
  b: FloatArray,
  then: FloatArray,
  otherwise: FloatArray,
) => void;

export const UNARY_LOOPS: Readonly<Record<UnaryOp, Loop>> = {
  neg: (out, start, end, a) => {
    for (let i = start; i < end; i++) out[i] = -a[i]!;
  },
  exp: (out, start, end, a) => {
    for (let i = start; i < end; i++) out[i] = Math.exp(a[i]!);
  },
  log: (out, start, end, a) => {
    for (let i = start; i < end; i++) out[i] = Math.log(a[i]!);
  },
  tanh: (out, start, end, a) => {
    for (let i = start; i < end; i++) out[i] = Math.tanh(a[i]!);
  },
  sqrt: (out, start, end, a) => {
    for (let i = start; i < end; i++) out[i] = Math.sqrt(a[i]!);
  },
  abs: (out, start, end, a) => {
    for (let i = start; i < end; i++) out[i] = Math.abs(a[i]!);
  },
  erf: (out, start, end, a) => {
    for (let i = start; i < end; i++) out[i] = erf(a[i]!);
  },
  sin: (out, start, end, a) => {
    for (let i = start; i < end; i++) out[i] = Math.sin(a[i]!);
  },
  cos: (out, start, end, a) => {
    for (let i = start; i < end; i++) out[i] = Math.cos(a[i]!);
  },
};

export const BINARY_LOOPS: Readonly<Record<BinaryOp, Loop>> = {
  add: (out, start, end, a, b) => {
    for (let i = start; i < end; i++) out[i] = a[i]! + b[i]!;
  },
  sub: (out, start, end, a, b) => {
    for (let i = start; i < end; i++) out[i] = a[i]! - b[i]!;
  },
  mul: (out, start, end, a, b) => {
    for (let i = start; i < end; i++) out[i] = a[i]! * b[i]!;
  },
  div: (out, start, end, a, b) => {
    for (let i = start; i < end; i++) out[i] = a[i]! / b[i]!;
  },
  min: (out, start, end, a, b) => {
    for (let i = start; i < end; i++) out[i] = Math.min(a[i]!, b[i]!);
  },
  max: (out, start, end, a, b) => {
    for (let i = start; i < end; i++) out[i] = Math.max(a[i]!, b[i]!);
  },
};

export const SELECT_LOOPS: Readonly<Record<CompareOp, Loop>> = {
  less: (out, start, end, a, b, then, otherwise) => {
    for (let i = start; i < end; i++) out[i] = a[i]! < b[i]! ? then[i]! : otherwise[i]!;
  },
  lessEqual: (out, start, end, a, b, then, otherwise) => {
    for (let i = start; i < end; i++) out[i] = a[i]! <= b[i]! ? then[i]! : otherwise[i]!;
  },
};

export const copyLoop: Loop = (out, start, end, a) => {
  for (let i = start; i < end; i++) out[i] = a[i]!;
};
