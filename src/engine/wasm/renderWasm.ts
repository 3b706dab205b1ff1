/** Renders formulas of `domain/formula` to WebAssembly SIMD, four float32 lanes at a time; equal parts are computed once. */
import type { BinaryOp, Expr, UnaryOp } from '../../domain/formula/expr';
import { emitCos, emitErf, emitExp, emitLog, emitSin, emitTanh } from './emitMath';
import { rangeOf } from './exprRange';
import type { ExprRange } from './exprRange';
import type { FunctionBuilder, Place } from './functionBuilder';
import { OP } from './opcodes';
import type { Opcode } from './opcodes';

/** Where a variable's value is found: in a v128 local, or in memory as four lanes or as one number for all lanes. */
export type Source =
  | { readonly kind: 'local'; readonly local: number }
  | { readonly kind: 'lanes'; readonly place: Place }
  | { readonly kind: 'number'; readonly place: Place };

export type SourceTable = Readonly<Record<string, Source>>;

/** Formulas taken apart, to be written as often as wanted. */
export interface Formulas {
  /**
   * Writes instructions that compute every formula and returns the v128 locals that hold the results; the caller releases them. Sides of a
   * choice that are not chosen are computed too, and dropped. Throws RangeError for a variable that `sources` does not name.
   */
  readonly emit: (f: FunctionBuilder, sources: SourceTable) => number[];
}

/** Writes `exprs` once; see `prepareFormulas`. */
export const renderWasm = (f: FunctionBuilder, exprs: readonly Expr[], sources: SourceTable): number[] =>
  prepareFormulas(exprs).emit(f, sources);

/** About how many instructions computing `exprs` takes. */
export function countInstructions(exprs: readonly Expr[]): number {
  const graph = new Graph();
  for (const expr of exprs) graph.nodeOf(expr);
  return graph.countInstructions();
}

export function prepareFormulas(exprs: readonly Expr[]): Formulas {
  const graph = new Graph();
  const results = exprs.map((expr) => graph.nodeOf(expr));
  return {
    emit: (f, sources) => {
      const writer = new Writer(f, sources, graph.size);
      return results.map((node) => {
        const result = f.take('v128');
        writer.push(node);
        f.set(result);
        return result;
      });
    },
  };
}

/** A part of the formulas; parts that are written alike are one node. */
interface Node {
  readonly id: number;
  readonly operation: Operation;
  readonly parts: readonly Node[];
  /** How often its value is wanted. */
  uses: number;
}

type Operation =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'instruction'; readonly opcode: Opcode }
  /** A function of one part, which lies in `range`. */
  | {
      readonly kind: 'function';
      readonly emit: (f: FunctionBuilder, x: number, range: ExprRange) => void;
      readonly range: ExprRange;
    };

type UnaryForm = Opcode | ((f: FunctionBuilder, x: number, range: ExprRange) => void);

const UNARY: Readonly<Record<UnaryOp, UnaryForm>> = {
  neg: OP.neg,
  sqrt: OP.sqrt,
  abs: OP.abs,
  exp: emitExp,
  log: emitLog,
  tanh: emitTanh,
  erf: emitErf,
  sin: emitSin,
  cos: emitCos,
};

const BINARY: Readonly<Record<BinaryOp, Opcode>> = {
  add: OP.add,
  sub: OP.sub,
  mul: OP.mul,
  div: OP.div,
  min: OP.min,
  max: OP.max,
};

/** exp takes about this many, the cheapest of the elementary functions. */
const FUNCTION_INSTRUCTIONS = 24;

class Graph {
  private readonly nodes = new Map<string, Node>();

  get size(): number {
    return this.nodes.size;
  }

  countInstructions(): number {
    const costs = { constant: 0, variable: 0, instruction: 1, function: FUNCTION_INSTRUCTIONS };
    return [...this.nodes.values()].reduce((sum, { operation }) => sum + costs[operation.kind], 0);
  }

  /** The node of `expr`, wanted once more. */
  nodeOf(expr: Expr): Node {
    switch (expr.kind) {
      case 'constant':
        return this.intern(Object.is(expr.value, -0) ? '-0' : `${expr.value}`, [], () => expr);
      case 'variable':
        return this.intern(`variable ${expr.name}`, [], () => expr);
      case 'unary': {
        const form = UNARY[expr.op];
        return this.intern(expr.op, [this.nodeOf(expr.a)], () =>
          typeof form === 'function'
            ? { kind: 'function', emit: form, range: rangeOf(expr.a) }
            : { kind: 'instruction', opcode: form },
        );
      }
      case 'binary': {
        if (expr.op === 'min' || expr.op === 'max') return this.nodeOfExtreme(expr.op, expr.a, expr.b);
        return this.instruction(BINARY[expr.op], this.nodeOf(expr.a), this.nodeOf(expr.b));
      }
      case 'select': {
        const opcode = expr.op === 'less' ? OP.less : OP.lessEqual;
        const mask = this.instruction(opcode, this.nodeOf(expr.a), this.nodeOf(expr.b));
        // A choice where one side is 0 needs but one instruction.
        if (isZero(expr.otherwise)) return this.instruction(OP.and, this.nodeOf(expr.then), mask);
        if (isZero(expr.then)) return this.instruction(OP.andNot, this.nodeOf(expr.otherwise), mask);
        return this.instruction(OP.select, this.nodeOf(expr.then), this.nodeOf(expr.otherwise), mask);
      }
      default: {
        const unknown: never = expr;
        return unknown;
      }
    }
  }

  /**
   * Against a constant, in the one-instruction form: it keeps its first operand where that is NaN, so the constant goes second. It differs from the
   * full form in the sign of zero only.
   */
  private nodeOfExtreme(op: 'min' | 'max', a: Expr, b: Expr): Node {
    const opcode = op === 'min' ? OP.pmin : OP.pmax;
    if (b.kind === 'constant') return this.instruction(opcode, this.nodeOf(a), this.nodeOf(b));
    if (a.kind === 'constant') return this.instruction(opcode, this.nodeOf(b), this.nodeOf(a));
    return this.instruction(BINARY[op], this.nodeOf(a), this.nodeOf(b));
  }

  private instruction(opcode: Opcode, ...parts: readonly Node[]): Node {
    return this.intern(`${opcode}`, parts, () => ({ kind: 'instruction', opcode }));
  }

  /** The node with this name and these parts, each of which was counted as wanted once for it. */
  private intern(name: string, parts: readonly Node[], describe: () => Operation): Node {
    const key = [name, ...parts.map(({ id }) => id)].join(' ');
    const known = this.nodes.get(key);
    if (known) {
      known.uses += 1;
      // Its parts are wanted when it is first computed only.
      for (const part of parts) part.uses -= 1;
      return known;
    }
    const node: Node = { id: this.nodes.size, operation: describe(), parts, uses: 1 };
    this.nodes.set(key, node);
    return node;
  }
}

/** Writes a graph once. */
class Writer {
  /** Of each node: how often it was pushed, and the local that keeps its value as long as it is wanted. */
  private readonly pushed: number[];
  private readonly locals: (number | null)[];

  constructor(
    private readonly f: FunctionBuilder,
    private readonly sources: SourceTable,
    size: number,
  ) {
    this.pushed = new Array<number>(size).fill(0);
    this.locals = new Array<number | null>(size).fill(null);
  }

  /** Leaves the node's value on the stack. */
  push(node: Node): void {
    const { f, pushed, locals } = this;
    const times = (pushed[node.id] ?? 0) + 1;
    pushed[node.id] = times;
    const local = locals[node.id] ?? null;
    if (local !== null) {
      f.get(local);
      if (times === node.uses) f.release('v128', local);
      return;
    }
    this.compute(node);
    if (times === node.uses) return;
    const kept = f.take('v128');
    locals[node.id] = kept;
    f.tee(kept);
  }

  private compute({ operation, parts }: Node): void {
    const { f } = this;
    for (const part of parts) this.push(part);
    switch (operation.kind) {
      case 'constant':
        f.constant(operation.value);
        return;
      case 'variable':
        this.pushVariable(operation.name);
        return;
      case 'instruction':
        f.op(operation.opcode);
        return;
      case 'function': {
        const x = f.take('v128');
        f.set(x);
        operation.emit(f, x, operation.range);
        f.release('v128', x);
        return;
      }
      default: {
        const unknown: never = operation;
        return unknown;
      }
    }
  }

  private pushVariable(name: string): void {
    const source = Object.hasOwn(this.sources, name) ? this.sources[name] : undefined;
    switch (source?.kind) {
      case 'local':
        this.f.get(source.local);
        return;
      case 'lanes':
        this.f.load(source.place);
        return;
      case 'number':
        this.f.splat(source.place);
        return;
      case undefined:
        throw new RangeError(`no value for variable ${name}`);
      default: {
        const unknown: never = source;
        return unknown;
      }
    }
  }
}

const isZero = (expr: Expr): boolean => expr.kind === 'constant' && Object.is(expr.value, 0);
