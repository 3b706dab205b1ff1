/** Renders formulas as WGSL text; knows no kernel and no network. What WGSL leaves undefined (overflow of exp, tanh of large numbers) is kept from happening. */
import type { BinaryOp, CompareOp, Expr } from '../../domain/formula/expr';
import { rangeOf } from '../wasm/exprRange';

/** The WGSL text that stands for each variable. */
export type WgslEnv = Readonly<Record<string, string>>;

/** exp(88.72) is just below the largest float32, 3.4·10³⁸. */
const LARGEST_EXPONENT = 88.72;

/**
 * Functions that rendered formulas call; a module that contains one has to begin with this text.
 * Both are odd rational functions x·P(x²)/Q(x²), fitted in float32 (Eigen's `generic_fast_tanh_float` and XLA's `ErfImpl32`):
 * no exponential, no cancellation near 0, within 4·10⁻⁷ of the true value. Beyond the clamped range both round to ±1.
 */
export const WGSL_HELPERS = `
fn tanhOf(argument: f32) -> f32 {
  let x = clamp(argument, -9.0f, 9.0f);
  let s = x * x;
  let p = x * ((((((-2.76076847742355e-16f * s + 2.00018790482477e-13f) * s - 8.60467152213735e-11f) * s + 5.12229709037114e-08f) * s + 1.48572235717979e-05f) * s + 6.37261928875436e-04f) * s + 4.89352455891786e-03f);
  let q = ((1.19825839466702e-06f * s + 1.18534705686654e-04f) * s + 2.26843463243900e-03f) * s + 4.89352518554385e-03f;
  return clamp(p / q, -1.0f, 1.0f);
}
fn erfOf(argument: f32) -> f32 {
  let x = clamp(argument, -4.0f, 4.0f);
  let s = x * x;
  let p = x * ((((((-2.72614225801306e-10f * s + 2.77068142495902e-08f) * s - 2.10102402082508e-06f) * s - 5.69250639462346e-05f) * s - 7.34990630326855e-04f) * s - 2.95459980854025e-03f) * s - 1.60960333262415e-02f);
  let q = (((-1.45660718464996e-05f * s - 2.13374055278905e-04f) * s - 1.68282697438203e-03f) * s - 7.37332916720468e-03f) * s - 1.42647390514189e-02f;
  return clamp(p / q, -1.0f, 1.0f);
}
`;

/** `value` rounded to float32, as a literal that reads back as exactly that. Throws RangeError where there is none. */
export function renderLiteral(value: number): string {
  const rounded = Math.fround(value);
  if (!Number.isFinite(rounded)) throw new RangeError(`WGSL has no literal for ${value}`);
  const digits = String(Math.abs(rounded));
  const text = /[.e]/.test(digits) ? `${digits}f` : `${digits}.0f`;
  return rounded < 0 || Object.is(rounded, -0) ? `(-${text})` : text;
}

const INFIX: Readonly<Record<BinaryOp, string | null>> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  min: null,
  max: null,
};

const COMPARISON: Readonly<Record<CompareOp, string>> = { less: '<', lessEqual: '<=' };

/** One f32 expression, in parentheses where it needs them. Throws RangeError for a variable that `env` does not have. */
export function renderWgsl(expr: Expr, env: WgslEnv): string {
  return renderWith(expr, env, (part) => renderWgsl(part, env));
}

/** `inside` renders the parts. */
function renderWith(expr: Expr, env: WgslEnv, inside: (part: Expr) => string): string {
  switch (expr.kind) {
    case 'constant':
      return renderLiteral(expr.value);
    case 'variable': {
      const text = Object.hasOwn(env, expr.name) ? env[expr.name] : undefined;
      if (text === undefined) throw new RangeError(`no WGSL for variable ${expr.name}`);
      return text;
    }
    case 'unary':
      return renderUnary(expr, inside);
    case 'binary': {
      const [a, b] = [inside(expr.a), inside(expr.b)];
      const infix = INFIX[expr.op];
      return infix === null ? `${expr.op}(${a}, ${b})` : `(${a} ${infix} ${b})`;
    }
    // Both sides are evaluated: the formulas are finite on the side not chosen, too.
    case 'select': {
      const condition = `${inside(expr.a)} ${COMPARISON[expr.op]} ${inside(expr.b)}`;
      return `select(${inside(expr.otherwise)}, ${inside(expr.then)}, ${condition})`;
    }
    default: {
      const unknown: never = expr;
      return unknown;
    }
  }
}

function renderUnary(expr: Extract<Expr, { kind: 'unary' }>, inside: (part: Expr) => string): string {
  const a = inside(expr.a);
  switch (expr.op) {
    case 'neg':
      return `(-${a})`;
    case 'exp':
      return rangeOf(expr.a).max <= LARGEST_EXPONENT
        ? `exp(${a})`
        : `exp(min(${a}, ${renderLiteral(LARGEST_EXPONENT)}))`;
    case 'tanh':
      return `tanhOf(${a})`;
    case 'erf':
      return `erfOf(${a})`;
    case 'log':
    case 'sqrt':
    case 'abs':
    case 'sin':
    case 'cos':
      return `${expr.op}(${a})`;
    default: {
      const unknown: never = expr.op;
      return unknown;
    }
  }
}

/** Statements and, by name, the text of each formula's value after them. */
export interface WgslBlock {
  readonly statements: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

/** Renders several formulas so that parts which occur more than once, in one or in several, are computed once, in `let`s named `prefix` and a number. */
export function renderShared(
  formulas: Readonly<Record<string, Expr>>,
  env: WgslEnv,
  prefix: string,
): WgslBlock {
  const uses = new Map<string, number>();
  const count = (expr: Expr): void => {
    const key = JSON.stringify(expr);
    const known = uses.get(key) ?? 0;
    uses.set(key, known + 1);
    if (known === 0) for (const part of partsOf(expr)) count(part);
  };
  Object.values(formulas).forEach(count);

  const statements: string[] = [];
  const names = new Map<string, string>();
  const render = (expr: Expr): string => {
    const key = JSON.stringify(expr);
    const known = names.get(key);
    if (known !== undefined) return known;
    const text = renderWith(expr, env, render);
    if (partsOf(expr).length === 0 || (uses.get(key) ?? 0) < 2) return text;
    const name = `${prefix}${names.size}`;
    names.set(key, name);
    statements.push(`let ${name} = ${text};`);
    return name;
  };
  const values = Object.fromEntries(Object.entries(formulas).map(([name, expr]) => [name, render(expr)]));
  return { statements, values };
}

function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'constant':
    case 'variable':
      return [];
    case 'unary':
      return [expr.a];
    case 'binary':
      return [expr.a, expr.b];
    case 'select':
      return [expr.a, expr.b, expr.then, expr.otherwise];
    default: {
      const unknown: never = expr;
      return unknown;
    }
  }
}
