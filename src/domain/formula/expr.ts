/** The expression trees in which every activation, loss and optimiser update is written, and the functions that build them. */

export type UnaryOp = 'neg' | 'exp' | 'log' | 'tanh' | 'sqrt' | 'abs' | 'erf' | 'sin' | 'cos';
export type BinaryOp = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max';
/** `a < b`, `a <= b`; the others are written by swapping the sides. */
export type CompareOp = 'less' | 'lessEqual';

export type Expr =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'unary'; readonly op: UnaryOp; readonly a: Expr }
  | { readonly kind: 'binary'; readonly op: BinaryOp; readonly a: Expr; readonly b: Expr }
  /** `then` where `a op b` holds, else `otherwise`; only the chosen side may be non-finite. */
  | {
      readonly kind: 'select';
      readonly op: CompareOp;
      readonly a: Expr;
      readonly b: Expr;
      readonly then: Expr;
      readonly otherwise: Expr;
    };

/** A number stands for a constant wherever an expression is wanted. */
export type Term = Expr | number;

export const constant = (value: number): Expr => ({ kind: 'constant', value });
export const variable = (name: string): Expr => ({ kind: 'variable', name });
const asExpr = (term: Term): Expr => (typeof term === 'number' ? constant(term) : term);

const unary =
  (op: UnaryOp) =>
  (a: Term): Expr => ({ kind: 'unary', op, a: asExpr(a) });
const binary =
  (op: BinaryOp) =>
  (a: Term, b: Term): Expr => ({ kind: 'binary', op, a: asExpr(a), b: asExpr(b) });

export const neg = unary('neg');
export const exp = unary('exp');
export const log = unary('log');
export const tanh = unary('tanh');
export const sqrt = unary('sqrt');
export const abs = unary('abs');
export const erf = unary('erf');
export const sin = unary('sin');
export const cos = unary('cos');
export const add = binary('add');
export const sub = binary('sub');
export const mul = binary('mul');
export const div = binary('div');
export const min = binary('min');
export const max = binary('max');

/** `then` where `a < b`, else `otherwise`. */
export const ifLess = (a: Term, b: Term, then: Term, otherwise: Term): Expr => ({
  kind: 'select',
  op: 'less',
  a: asExpr(a),
  b: asExpr(b),
  then: asExpr(then),
  otherwise: asExpr(otherwise),
});

/** `then` where `a <= b`, else `otherwise`. */
export const ifLessEqual = (a: Term, b: Term, then: Term, otherwise: Term): Expr => ({
  kind: 'select',
  op: 'lessEqual',
  a: asExpr(a),
  b: asExpr(b),
  then: asExpr(then),
  otherwise: asExpr(otherwise),
});
