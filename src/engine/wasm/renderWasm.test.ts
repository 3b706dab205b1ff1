/** Rendered formulas, compiled and run, against their float64 values: every primitive, every entry of every table, random expressions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIVATIONS } from '../../domain/formula/activations';
import { evaluateExpr } from '../../domain/formula/evaluateExpr';
import {
  abs,
  add,
  constant,
  cos,
  div,
  erf,
  exp,
  ifLess,
  ifLessEqual,
  log,
  max,
  min,
  mul,
  neg,
  sin,
  sqrt,
  sub,
  tanh,
  variable,
} from '../../domain/formula/expr';
import type { Expr } from '../../domain/formula/expr';
import { LOSSES } from '../../domain/formula/losses';
import { OPTIMIZERS } from '../../domain/formula/optimizers';
import { REGULARIZATIONS } from '../../domain/formula/regularizations';
import { ACTIVATION_IDS, LOSS_IDS, OPTIMIZER_IDS, REGULARIZATION_IDS } from '../../domain/ids';
import { ConstantPool } from './constantPool';
import { encodeModule, MEMORY_IMPORT } from './encodeModule';
import { FunctionBuilder } from './functionBuilder';
import { renderWasm } from './renderWasm';
import type { Source } from './renderWasm';

const x = variable('x');

/** The values of `exprs` for each row of `table`'s columns, computed by generated code. */
function evaluateInWasm(
  exprs: readonly Expr[],
  table: Readonly<Record<string, readonly number[]>>,
): Float32Array[] {
  const names = Object.keys(table);
  const count = table[names[0] ?? '']?.length ?? 0;
  const columnBytes = Math.ceil(count / 4) * 16;
  const start = 8192;
  const pool = new ConstantPool(16, 4096);
  const f = new FunctionBuilder('run', ['i32'], pool);
  const pointer = f.take('i32');
  f.i32(start).set(pointer);
  f.countDown(0, () => {
    const sources: Record<string, Source> = {};
    names.forEach((name, index) => {
      sources[name] = { kind: 'lanes', place: { local: pointer, offset: index * columnBytes } };
    });
    renderWasm(f, exprs, sources).forEach((value, index) =>
      f.store({ local: pointer, offset: (names.length + index) * columnBytes }, value),
    );
    f.advance(pointer, 16);
  });
  const bytes = encodeModule({ functions: [f.finish()], data: { address: 16, bytes: pool.bytes() } });
  const memory = new WebAssembly.Memory({
    initial: Math.ceil((start + (names.length + exprs.length) * columnBytes) / 65536),
  });
  names.forEach((name, index) =>
    new Float32Array(memory.buffer, start + index * columnBytes).set(table[name] ?? []),
  );
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
    [MEMORY_IMPORT.module]: { [MEMORY_IMPORT.name]: memory },
  });
  // The module exports the function made above.
  (exports.run as (vectors: number) => void)(columnBytes / 16);
  return exprs.map((_, index) =>
    new Float32Array(memory.buffer, start + (names.length + index) * columnBytes, count).slice(),
  );
}

/** float32 numbers evenly from `low` to `high`. */
const range = (low: number, high: number, count = 20_001): number[] =>
  Array.from({ length: count }, (_, index) => Math.fround(low + ((high - low) * index) / (count - 1)));

/** Numbers of both signs of every size from 2^-40 to 2^`high`. */
const sizes = (high: number): number[] =>
  Array.from({ length: 4000 }, (_, index) => {
    const size = 2 ** (-40 + ((high + 40) * index) / 4000);
    return Math.fround(index % 2 === 0 ? size : -size);
  });

/** The distance of float32 neighbours at `value`. */
const spacing = (value: number): number =>
  2 ** (Math.floor(Math.log2(Math.max(Math.abs(value), 2 ** -126))) - 23);

/** The largest error over `inputs`, in units in the last place of the exact value. */
function worstError(expr: Expr, inputs: readonly number[]): number {
  const [values] = evaluateInWasm([expr], { x: inputs });
  let worst = 0;
  inputs.forEach((input, index) => {
    const exact = evaluateExpr(expr, { x: input });
    worst = Math.max(worst, Math.abs((values?.[index] ?? NaN) - exact) / spacing(exact));
  });
  return worst;
}

const valuesAt = (expr: Expr, inputs: readonly number[]): number[] => [
  ...(evaluateInWasm([expr], { x: inputs })[0] ?? []),
];

describe('the elementary functions', { timeout: 60_000 }, () => {
  it('are within two units in the last place, small arguments included', () => {
    expect(worstError(exp(x), range(-87.3, 88.7))).toBeLessThan(1.5);
    expect(worstError(exp(x), sizes(6))).toBeLessThan(1.5);
    expect(worstError(exp(neg(abs(x))), range(-87, 87))).toBeLessThan(1.5);
    expect(worstError(log(x), range(1e-6, 4))).toBeLessThan(1.5);
    expect(worstError(log(abs(x)), sizes(120))).toBeLessThan(1.5);
    expect(worstError(tanh(x), range(-12, 12))).toBeLessThan(2);
    expect(worstError(tanh(x), sizes(20))).toBeLessThan(2);
    expect(worstError(erf(x), range(-6, 6))).toBeLessThan(2);
    expect(worstError(erf(x), sizes(20))).toBeLessThan(2);
    expect(worstError(sqrt(abs(x)), sizes(60))).toBeLessThanOrEqual(0.5);
  });

  it('have the logarithm near 1 without taking exponents apart: log(1 + exp(-|x|))', () => {
    const softplus = log(add(1, exp(neg(abs(x)))));
    const inputs = range(-30, 30);
    const [values] = evaluateInWasm([softplus], { x: inputs });
    inputs.forEach((input, index) => {
      // Rounding 1 + exp(-|x|) loses at most 2^-24 of it.
      expect(Math.abs((values?.[index] ?? NaN) - evaluateExpr(softplus, { x: input }))).toBeLessThan(1.5e-7);
    });
  });

  it('have sine and cosine to 1e-6 for arguments up to 1000', () => {
    for (const expr of [sin(x), cos(x)]) {
      const inputs = [...range(-10, 10), ...range(-1000, 1000)];
      const values = valuesAt(expr, inputs);
      inputs.forEach((input, index) =>
        expect(Math.abs((values[index] ?? NaN) - evaluateExpr(expr, { x: input }))).toBeLessThan(1e-6),
      );
    }
    expect(worstError(sin(x), sizes(0))).toBeLessThan(2);
  });

  it('overflow to infinity, underflow to 0, saturate and keep NaN', () => {
    const inputs = [Infinity, -Infinity, NaN, 0, 1e10, -1e10, 88.73, -87.4];
    expect(valuesAt(exp(x), inputs)).toEqual([Infinity, 0, NaN, 1, Infinity, 0, Infinity, 0]);
    expect(valuesAt(exp(neg(abs(x))), inputs)).toEqual([0, 0, NaN, 1, 0, 0, 0, 0]);
    expect(valuesAt(tanh(x), inputs)).toEqual([1, -1, NaN, 0, 1, -1, 1, -1]);
    expect(valuesAt(erf(x), inputs)).toEqual([1, -1, NaN, 0, 1, -1, 1, -1]);
    expect(valuesAt(log(x), [Infinity, -Infinity, NaN, 0, 1, -1, -0, 2 ** -140])).toEqual([
      Infinity,
      NaN,
      NaN,
      -Infinity,
      0,
      NaN,
      -Infinity,
      Math.fround(-140 * Math.LN2),
    ]);
    expect(valuesAt(log(add(1, exp(neg(abs(x))))), [NaN, Infinity, 0, -200])).toEqual([
      NaN,
      0,
      Math.fround(Math.LN2),
      0,
    ]);
    expect(valuesAt(max(x, 0), [NaN, 1, -1, Infinity])).toEqual([NaN, 1, 0, Infinity]);
    expect(valuesAt(min(2, x), [NaN, 1, 3, -Infinity])).toEqual([NaN, 1, 2, -Infinity]);
    expect(valuesAt(max(x, neg(x)), [NaN, 1, -3, -Infinity])).toEqual([NaN, 1, 3, Infinity]);
  });

  it('flush denormal results of the exponential to 0', () => {
    const [smallest, ...denormal] = valuesAt(exp(x), [-87.33, -87.34, -90, -103]);
    expect(smallest).toBeGreaterThan(2 ** -126);
    expect(denormal).toEqual([0, 0, 0]);
  });
});

describe('choices', () => {
  const inputs = [-2, -1, -0.5, 0, 0.5, 1, 2, NaN];

  it('take the other side for NaN and tell less from less or equal', () => {
    expect(valuesAt(ifLess(x, 0.5, 10, 20), inputs)).toEqual([10, 10, 10, 10, 20, 20, 20, 20]);
    expect(valuesAt(ifLessEqual(x, 0.5, 10, 20), inputs)).toEqual([10, 10, 10, 10, 10, 20, 20, 20]);
  });

  it('are the same where a side is 0, and never let a side in that was not chosen', () => {
    expect(valuesAt(ifLess(x, 0.5, x, 0), inputs)).toEqual([-2, -1, -0.5, 0, 0, 0, 0, 0]);
    expect(valuesAt(ifLess(x, 0.5, 0, x), inputs)).toEqual([0, 0, 0, 0, 0.5, 1, 2, NaN]);
    expect(valuesAt(ifLess(0, x, log(x), -7), inputs.slice(0, 5))).toEqual([
      -7,
      -7,
      -7,
      -7,
      Math.fround(Math.log(0.5)),
    ]);
  });
});

describe('the tables', () => {
  /** Every value within 1e-6 of the exact one, or of its size. */
  function expectClose(exprs: readonly Expr[], table: Readonly<Record<string, readonly number[]>>): void {
    const values = evaluateInWasm(exprs, table);
    const rounded = Object.entries(table).map(([name, column]) => [name, column.map(Math.fround)] as const);
    exprs.forEach((expr, formula) =>
      values[formula]?.forEach((value, row) => {
        const env = Object.fromEntries(rounded.map(([name, column]) => [name, column[row] ?? NaN]));
        const exact = evaluateExpr(expr, env);
        if (Math.abs(value - exact) > 1e-6 * Math.max(1, Math.abs(exact)))
          expect.fail(`${JSON.stringify(env)}: ${value} instead of ${exact}`);
      }),
    );
  }

  it.each(ACTIVATION_IDS)('hold the activation %s with its slope', (id) => {
    const { value, slope } = ACTIVATIONS[id];
    const z = [...range(-20, 20, 4001), ...range(-1e4, 1e4, 201), 0];
    expectClose([value, slope], { z, alpha: z.map((_, index) => [0.1, 1, 1.5][index % 3] ?? 1) });
  });

  it.each(LOSS_IDS)('hold the loss %s with its slope', (id) => {
    const { value, slope } = LOSSES[id];
    const p = range(-40, 40, 3001);
    for (const label of [-1, 0, 1]) expectClose([value, slope], { p, y: p.map(() => label) });
  });

  it.each(OPTIMIZER_IDS)('hold the updates of %s', (id) => {
    const { slots, scalars, update } = OPTIMIZERS[id];
    const g = [...range(-3, 3, 501), ...sizes(2).slice(2000)];
    const table: Record<string, number[]> = {
      g,
      w: g.map((_, index) => Math.sin(index)),
      rate: g.map(() => 0.01),
    };
    for (const name of Object.keys(slots)) table[name] = g.map((_, index) => 0.5 + 0.4 * Math.cos(index));
    for (const name of Object.keys(scalars)) table[name] = g.map(() => 0.8);
    const exprs = [...Object.values(update.slots), update.parameter, ...Object.values(update.scalars)];
    expectClose(exprs, table);
  });

  it.each(REGULARIZATION_IDS)('hold the penalty %s', (id) => {
    const { value, slope } = REGULARIZATIONS[id];
    const w = [...range(-2, 2, 101), 0];
    expectClose([value, slope], { w, rate: w.map(() => 0.3) });
  });
});

describe('random formulas', { timeout: 60_000 }, () => {
  const { tree } = fc.letrec<{ tree: Expr }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5, depthIdentifier: 'tree' },
      fc.oneof(fc.constantFrom('x', 'y').map(variable), fc.constantFrom(0, 1, -1, 0.5, 2).map(constant)),
      fc
        .tuple(fc.constantFrom(add, sub, mul, min, max), tie('tree'), tie('tree'))
        .map(([op, a, b]) => op(a, b)),
      fc.tuple(fc.constantFrom(neg, abs, tanh, erf), tie('tree')).map(([op, a]) => op(a)),
      fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => div(a, add(1, abs(b)))),
      fc
        .tuple(fc.constantFrom(ifLess, ifLessEqual), tie('tree'), tie('tree'), tie('tree'))
        .map(([choose, a, b, c]) => choose(a, 0.25, b, c)),
    ),
  }));

  it('with parts in common give, together, what each gives alone', () => {
    fc.assert(
      fc.property(tree, tree, (a, b) => {
        const table = { x: range(-3, 3, 16), y: range(1, -2, 16) };
        const exprs = [a, mul(a, b), b, a];
        const together = evaluateInWasm(exprs, table);
        exprs.forEach((expr, index) => expect(together[index]).toEqual(evaluateInWasm([expr], table)[0]));
      }),
      { numRuns: 150 },
    );
  });

  it('agree with their float64 value where no choice is near its edge', () => {
    fc.assert(
      fc.property(tree, (expr) => {
        const table = { x: range(-3, 3, 16), y: range(1.05, -2, 16) };
        const [values] = evaluateInWasm([expr], table);
        table.x.forEach((at, row) => {
          const env = { x: at, y: table.y[row] ?? NaN };
          const exact = evaluateExpr(expr, env);
          const near = [1e-5, -1e-5].map((d) => evaluateExpr(expr, { x: env.x + d, y: env.y - d }));
          // What a change of the inputs by 1e-5 moves far is a choice at its edge, or badly conditioned.
          if (near.some((value) => Math.abs(value - exact) > 1e-3 * Math.max(1, Math.abs(exact)))) return;
          expect(Math.abs((values?.[row] ?? NaN) - exact)).toBeLessThan(2e-3 * Math.max(1, Math.abs(exact)));
        });
      }),
      { numRuns: 200 },
    );
  });
});

describe('renderWasm', () => {
  it('refuses a variable that it is given no source for', () => {
    expect(() => evaluateInWasm([add(x, variable('missing'))], { x: [1] })).toThrow('missing');
  });
});
