import { describe, expect, it } from 'vitest';
import {
  add,
  constant,
  div,
  erf,
  exp,
  ifLess,
  max,
  mul,
  neg,
  sub,
  tanh,
  variable,
} from '../../domain/formula/expr';
import type { Expr } from '../../domain/formula/expr';
import { renderLiteral, renderShared, renderWgsl } from './renderWgsl';

const z = variable('z');
const env = { z: 'z', y: 'target_1' };

describe('renderLiteral', () => {
  it.each<[number, string]>([
    [1, '1.0f'],
    [0.1, '0.10000000149011612f'],
    [-2.5, '(-2.5f)'],
    [-0, '(-0.0f)'],
    [1e-7, '1.0000000116860974e-7f'],
    [1e25, '9.999999562023526e+24f'],
    [3.4028234663852886e38, '3.4028234663852886e+38f'],
  ])('writes %f as the float32 that it is', (value, text) => {
    expect(renderLiteral(value)).toBe(text);
    expect(Number(text.replaceAll(/[()f]/g, ''))).toBe(Math.fround(value));
  });

  it.each([NaN, Infinity, -Infinity, 1e39])('refuses %f, which WGSL cannot write', (value) => {
    expect(() => renderLiteral(value)).toThrow(RangeError);
  });
});

describe('renderWgsl', () => {
  it.each<[Expr, string]>([
    [add(z, mul(2, variable('y'))), '(z + (2.0f * target_1))'],
    [sub(neg(z), 1), '((-z) - 1.0f)'],
    [neg(constant(-1)), '(-(-1.0f))'],
    [max(div(z, 3), 0), 'max((z / 3.0f), 0.0f)'],
    // The side for `true` comes second in WGSL's select.
    [ifLess(0, z, 1, z), 'select(z, 1.0f, 0.0f < z)'],
    [tanh(z), 'tanhOf(z)'],
    [erf(z), 'erfOf(z)'],
  ])('writes %o', (expr, text) => {
    expect(renderWgsl(expr, env)).toBe(text);
  });

  it('keeps exp from overflowing, except where its argument cannot be large', () => {
    expect(renderWgsl(exp(z), env)).toBe('exp(min(z, 88.72000122070312f))');
    expect(renderWgsl(exp(neg(mul(z, z))), env)).toBe('exp((-(z * z)))');
    expect(Math.exp(Math.fround(88.72))).toBeLessThan(3.4028234663852886e38);
  });

  it('refuses a variable that nothing stands for', () => {
    expect(() => renderWgsl(variable('toString'), env)).toThrow(RangeError);
  });
});

describe('renderShared', () => {
  it('computes once what occurs more than once, in one formula or in several', () => {
    const common = exp(neg(mul(z, z)));
    const block = renderShared({ a: add(common, 1), b: mul(common, mul(z, z)) }, env, 't');
    expect(block.statements).toEqual(['let t0 = (z * z);', 'let t1 = exp((-t0));']);
    expect(block.values).toEqual({ a: '(t1 + 1.0f)', b: '(t1 * t0)' });
  });

  it('names no lone variable or constant', () => {
    expect(renderShared({ a: mul(z, z), b: mul(2, z), c: constant(2) }, env, 't')).toEqual({
      statements: [],
      values: { a: '(z * z)', b: '(2.0f * z)', c: '2.0f' },
    });
  });
});
