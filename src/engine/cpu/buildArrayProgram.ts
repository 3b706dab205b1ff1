/** Compiles formulas into operations on whole arrays: every number kept is made when compiling, so that running allocates nothing. */
import type { Expr } from '../../domain/formula/expr';
import { BINARY_LOOPS, copyLoop, SELECT_LOOPS, UNARY_LOOPS } from './arrayLoops';
import type { Loop } from './arrayLoops';
import type { FloatArray, FloatArrayConstructor } from './floatArray';

export interface ArrayProgram {
  /** Gives a variable that is one number for all elements; 0 until it is given. Throws RangeError for a name that is none. */
  setUniform(name: string, value: number): void;
  /** Computes elements start to end - 1 of every output. All formulas see the variables as they were before the run. */
  run(start: number, end: number): void;
}

export interface ArrayProgramSpec {
  /** Each formula with the array that takes its values; it may also be the array of a variable. */
  readonly outputs: readonly { readonly expr: Expr; readonly into: FloatArray }[];
  /** Variables with a number for each element. */
  readonly arrays: Readonly<Record<string, FloatArray>>;
  /** Variables with one number for all elements. */
  readonly uniforms: readonly string[];
}

/** A value that operations read: an array of one number, where it is the same for all elements, or of `capacity`. */
interface Register {
  readonly id: number;
  readonly values: FloatArray;
  readonly isUniform: boolean;
  readonly isConstant: boolean;
}

interface Operation {
  readonly loop: Loop;
  readonly out: FloatArray;
  readonly a: FloatArray;
  readonly b: FloatArray;
  readonly then: FloatArray;
  readonly otherwise: FloatArray;
}

/** One number copied to all elements, when it has changed. */
interface Spread {
  readonly from: FloatArray;
  readonly to: FloatArray;
}

/**
 * The program of `spec` for arrays of up to `capacity` elements, in the precision of `ArrayType`: every operation's result is rounded to it.
 * Equal parts of the formulas are computed once. Throws RangeError for a variable that `spec` does not name.
 */
export function buildArrayProgram(
  spec: ArrayProgramSpec,
  ArrayType: FloatArrayConstructor,
  capacity: number,
): ArrayProgram {
  const compiler = new Compiler(spec, ArrayType, capacity);
  const copies = spec.outputs.flatMap(({ expr, into }) => {
    const from = compiler.spread(compiler.compile(expr, into));
    return from === into ? [] : [operation(copyLoop, into, [from])];
  });
  const { uniformOperations, spreads, operations, uniforms } = compiler;

  return {
    setUniform: (name, value) => {
      const register = uniforms.get(name);
      if (!register) throw new RangeError(`the program has no uniform ${name}`);
      register.values[0] = value;
    },
    run: (start, end) => {
      for (const step of uniformOperations) execute(step, 0, 1);
      for (const { from, to } of spreads) if (to[0] !== from[0]) to.fill(from[0] ?? NaN);
      for (const step of operations) execute(step, start, end);
      // Last, since an output may be the array of a variable that operations still read.
      for (const step of copies) execute(step, start, end);
    },
  };
}

function execute({ loop, out, a, b, then, otherwise }: Operation, start: number, end: number): void {
  loop(out, start, end, a, b, then, otherwise);
}

/** Operands that a loop ignores are filled up with the first. */
function operation(loop: Loop, out: FloatArray, operands: readonly FloatArray[]): Operation {
  const [a = out, b = a, then = a, otherwise = a] = operands;
  return { loop, out, a, b, then, otherwise };
}

class Compiler {
  readonly uniformOperations: Operation[] = [];
  readonly spreads: Spread[] = [];
  readonly operations: Operation[] = [];
  readonly uniforms = new Map<string, Register>();
  /** Registers by what they hold, so that equal parts share one. */
  private readonly known = new Map<string, Register>();
  private readonly variables: ReadonlySet<FloatArray>;
  private readonly spreadOf = new Map<Register, FloatArray>();

  constructor(
    spec: ArrayProgramSpec,
    private readonly ArrayType: FloatArrayConstructor,
    private readonly capacity: number,
  ) {
    this.variables = new Set(Object.values(spec.arrays));
    for (const name of spec.uniforms)
      this.uniforms.set(name, this.keep(`uniform ${name}`, new ArrayType(1), { isUniform: true }));
    for (const [name, values] of Object.entries(spec.arrays))
      this.keep(`array ${name}`, values, { isUniform: false });
  }

  /** `into`: where the result may be put at once, unless it is the array of a variable, which other formulas still read. */
  compile(expr: Expr, into?: FloatArray): Register {
    switch (expr.kind) {
      case 'constant':
        return this.compileConstant(expr.value);
      case 'variable': {
        const register = this.known.get(`array ${expr.name}`) ?? this.uniforms.get(expr.name);
        if (!register) throw new RangeError(`the program has no variable ${expr.name}`);
        return register;
      }
      case 'unary':
        return this.emit(expr.op, UNARY_LOOPS[expr.op], [expr.a], into);
      case 'binary':
        return this.emit(expr.op, BINARY_LOOPS[expr.op], [expr.a, expr.b], into);
      case 'select':
        return this.emit(expr.op, SELECT_LOOPS[expr.op], [expr.a, expr.b, expr.then, expr.otherwise], into);
      default: {
        const unknown: never = expr;
        return unknown;
      }
    }
  }

  /** The register's values as an array with a number for each element. */
  spread(register: Register): FloatArray {
    if (!register.isUniform) return register.values;
    const known = this.spreadOf.get(register);
    if (known) return known;
    const to = new this.ArrayType(this.capacity);
    if (register.isConstant) to.fill(register.values[0] ?? NaN);
    else this.spreads.push({ from: register.values, to });
    this.spreadOf.set(register, to);
    return to;
  }

  private compileConstant(value: number): Register {
    // As text, 0 and -0 would be the same.
    const key = `constant ${Object.is(value, -0) ? '-0' : value}`;
    const known = this.known.get(key);
    if (known) return known;
    const values = new this.ArrayType(1);
    values[0] = value;
    return this.keep(key, values, { isUniform: true, isConstant: true });
  }

  private emit(name: string, loop: Loop, parts: readonly Expr[], into?: FloatArray): Register {
    const operands = parts.map((part) => this.compile(part));
    const key = `${name} ${operands.map(({ id }) => id).join(' ')}`;
    const known = this.known.get(key);
    if (known) return known;
    const isUniform = operands.every((operand) => operand.isUniform);
    const place = into && !this.variables.has(into) ? into : new this.ArrayType(this.capacity);
    const out = isUniform ? new this.ArrayType(1) : place;
    if (isUniform)
      this.uniformOperations.push(
        operation(
          loop,
          out,
          operands.map(({ values }) => values),
        ),
      );
    else
      this.operations.push(
        operation(
          loop,
          out,
          operands.map((operand) => this.spread(operand)),
        ),
      );
    return this.keep(key, out, { isUniform });
  }

  private keep(
    key: string,
    values: FloatArray,
    { isUniform, isConstant = false }: { isUniform: boolean; isConstant?: boolean },
  ): Register {
    const register = { id: this.known.size, values, isUniform, isConstant };
    this.known.set(key, register);
    return register;
  }
}
