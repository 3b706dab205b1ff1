/** Symbolic work on random expressions: derivatives against finite differences, simplification against the value. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differentiate } from './differentiate';
import { evaluateExpr } from './evaluateExpr';
import { constant, variable } from './expr';
import type { BinaryOp, CompareOp, Expr, UnaryOp } from './expr';
import { freeVariables } from './freeVariables';
import { simplifyExpr } from './simplify';

const UNARY: readonly UnaryOp[] = ['neg', 'exp', 'log', 'tanh', 'sqrt', 'abs', 'erf', 'sin', 'cos'];
const BINARY: readonly BinaryOp[] = ['add', 'sub', 'mul', 'div', 'min', 'max'];
const COMPARE: readonly CompareOp[] = ['less', 'lessEqual'];

/** Random trees over x and y; small whole constants, signed zeros and repeats are common, so that identities apply. */
const { expr: randomExpr } = fc.letrec<{ expr: Expr; node: Expr }>((tie) => ({
  expr: fc.oneof(
    { maxDepth: 5, withCrossShrink: true, depthIdentifier: 'expr' },
    fc.oneof(
      fc.constantFrom('x', 'y').map(variable),
      fc.constantFrom(0, -0, 1, -1, 2, 0.5, 3).map(constant),
      fc.integer({ min: -192, max: 192 }).map((steps) => constant(steps / 64)),
    ),
    tie('node'),
    tie('node'),
  ),
  node: fc.oneof(
    fc.record({ kind: fc.constant('unary' as const), op: fc.constantFrom(...UNARY), a: tie('expr') }),
    fc.record({
      kind: fc.constant('binary' as const),
      op: fc.constantFrom(...BINARY),
      a: tie('expr'),
      b: tie('expr'),
    }),
    fc
      .tuple(fc.constantFrom(...BINARY), tie('expr'))
      .map(([op, a]): Expr => ({ kind: 'binary', op, a, b: a })),
    fc.record({
      kind: fc.constant('select' as const),
      op: fc.constantFrom(...COMPARE),
      a: tie('expr'),
      b: tie('expr'),
      then: tie('expr'),
      otherwise: tie('expr'),
    }),
  ),
}));

const anyNumber = fc.oneof(
  fc.double(),
  fc.double({ min: -4, max: 4, noNaN: true }),
  fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, NaN),
);

function countNodes(expr: Expr): number {
  switch (expr.kind) {
    case 'constant':
    case 'variable':
      return 1;
    case 'unary':
      return 1 + countNodes(expr.a);
    case 'binary':
      return 1 + countNodes(expr.a) + countNodes(expr.b);
    case 'select':
      return 1 + [expr.a, expr.b, expr.then, expr.otherwise].reduce((sum, part) => sum + countNodes(part), 0);
  }
}

/** The central difference of `f` at x with its error, judged by halving the step; null where f has a kink, a jump or no value. */
function finiteDifference(f: (x: number) => number, x: number): { slope: number; error: number } | null {
  const central = (h: number): number => (f(x + h) - f(x - h)) / (2 * h);
  const h = 2 ** -12;
  const [coarse, fine, finer] = [central(h), central(h / 2), central(h / 4)];
  const slope = (4 * finer - fine) / 3;
  const error = Math.abs(fine - coarse) + Math.abs(finer - fine);
  const sizeOfValues = Math.max(...[-h, -h / 4, 0, h / 4, h].map((step) => Math.abs(f(x + step))));
  const rounding = (sizeOfValues * 1e-15) / h;
  const smooth = Number.isFinite(slope) && error + rounding <= 1e-3 * Math.max(1, Math.abs(slope));
  // One-sided slopes that differ show a kink which a central difference would average away.
  const oneSided = Math.abs((f(x + h) - 2 * f(x) + f(x - h)) / h);
  return smooth && oneSided <= 0.05 * Math.max(1, Math.abs(slope))
    ? { slope, error: error + rounding }
    : null;
}

describe('differentiate', () => {
  it('agrees with central differences on random expressions wherever those are smooth', () => {
    let compared = 0;
    let drawn = 0;
    // Off the grid of the constants and far wider apart than the step, so that few kinks and poles lie within it.
    const coordinate = fc.integer({ min: -3000, max: 3000 }).map((steps) => steps / 997);
    fc.assert(
      fc.property(randomExpr, coordinate, coordinate, (expr, x, y) => {
        if (!freeVariables(expr).has('x')) return;
        drawn += 1;
        const reference = finiteDifference((at) => evaluateExpr(expr, { x: at, y }), x);
        if (!reference) return;
        const slope = evaluateExpr(differentiate(expr, 'x'), { x, y });
        // A branch that is entered through an overflow (tanh(exp(exp(3)))) has a finite value but no finite chain of slopes.
        if (!Number.isFinite(slope)) return;
        compared += 1;
        expect(Math.abs(slope - reference.slope)).toBeLessThanOrEqual(
          1e-7 * Math.max(1, Math.abs(slope)) + reference.error,
        );
      }),
      { numRuns: 4000, seed: 20240501 },
    );
    expect(compared).toBeGreaterThan(drawn * 0.4);
    expect(compared).toBeGreaterThan(500);
  });

  it('holds other variables fixed and finds 0 for what does not depend on the variable, non-finite or not', () => {
    fc.assert(
      fc.property(randomExpr, (expr) => {
        expect(differentiate(expr, 'another')).toEqual(constant(0));
      }),
    );
  });
});

describe('simplifyExpr', () => {
  it('never changes a value, not even a NaN, an infinity or the sign of a zero', () => {
    let smaller = 0;
    fc.assert(
      fc.property(randomExpr, anyNumber, anyNumber, (expr, x, y) => {
        const simple = simplifyExpr(expr);
        if (countNodes(simple) < countNodes(expr)) smaller += 1;
        expect(countNodes(simple)).toBeLessThanOrEqual(countNodes(expr));
        expect(evaluateExpr(simple, { x, y })).toBe(evaluateExpr(expr, { x, y }));
      }),
      { numRuns: 5000 },
    );
    expect(smaller).toBeGreaterThan(1000);
  });

  it('leaves nothing for a second pass', () => {
    fc.assert(
      fc.property(randomExpr, (expr) => {
        const simple = simplifyExpr(expr);
        expect(simplifyExpr(simple)).toEqual(simple);
      }),
      { numRuns: 5000 },
    );
  });
});
