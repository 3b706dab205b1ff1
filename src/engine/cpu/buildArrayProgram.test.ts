import { expect, test } from 'vitest';
import { ACTIVATIONS } from '../../domain/formula/activations';
import { evaluateExpr } from '../../domain/formula/evaluateExpr';
import {
  abs,
  add,
  constant,
  cos,
  div,
  exp,
  ifLess,
  ifLessEqual,
  log,
  max,
  min,
  mul,
  sin,
  sqrt,
  sub,
  variable,
} from '../../domain/formula/expr';
import { ACTIVATION_IDS } from '../../domain/ids';
import { buildArrayProgram } from './buildArrayProgram';

const x = variable('x');
const y = variable('y');
const k = variable('k');

test('Every activation and its slope are computed as the float64 reference has them, element by element.', () => {
  const z = Float64Array.from({ length: 41 }, (_, at) => (at - 20) / 2);
  for (const id of ACTIVATION_IDS) {
    const { value, slope } = ACTIVATIONS[id];
    const [values, slopes] = [new Float64Array(41), new Float64Array(41)];
    const program = buildArrayProgram(
      {
        outputs: [
          { expr: value, into: values },
          { expr: slope, into: slopes },
        ],
        arrays: { z },
        uniforms: ['alpha'],
      },
      Float64Array,
      41,
    );
    program.setUniform('alpha', 0.3);
    program.run(0, 41);
    z.forEach((at, index) => {
      const env = { z: at, alpha: 0.3 };
      expect(values[index], `${id} ${at}`).toBe(evaluateExpr(value, env));
      expect(slopes[index], `${id} ${at}`).toBe(evaluateExpr(slope, env));
    });
  }
});

test('Every operation is there, and only the elements asked for are written.', () => {
  const expr = add(
    add(sqrt(abs(x)), mul(sin(x), cos(y))),
    add(
      div(exp(min(x, y)), log(add(2, abs(max(x, k))))),
      add(ifLess(x, y, sub(x, k), 1), ifLessEqual(y, y, 3, constant(NaN))),
    ),
  );
  const arrays = { x: Float64Array.of(1, -2, 3, 4), y: Float64Array.of(2, 2, -1, 4) };
  const into = new Float64Array(4).fill(99);
  const program = buildArrayProgram({ outputs: [{ expr, into }], arrays, uniforms: ['k'] }, Float64Array, 4);
  program.setUniform('k', 0.5);
  program.run(1, 3);
  expect(into[0]).toBe(99);
  expect(into[3]).toBe(99);
  for (const at of [1, 2])
    expect(into[at]).toBe(evaluateExpr(expr, { x: arrays.x[at] ?? NaN, y: arrays.y[at] ?? NaN, k: 0.5 }));
});

test('All formulas see the variables as they were, even where outputs are variables.', () => {
  const arrays = { x: Float32Array.of(1, 2), y: Float32Array.of(10, 20) };
  const program = buildArrayProgram(
    {
      outputs: [
        { expr: y, into: arrays.x },
        { expr: add(x, mul(2, y)), into: arrays.y },
      ],
      arrays,
      uniforms: [],
    },
    Float32Array,
    2,
  );
  program.run(0, 2);
  expect([...arrays.x]).toEqual([10, 20]);
  expect([...arrays.y]).toEqual([21, 42]);
});

test('A uniform may change between runs; parts made of uniforms alone follow it.', () => {
  const into = new Float32Array(2);
  const program = buildArrayProgram(
    { outputs: [{ expr: mul(x, sub(1, k)), into }], arrays: { x: Float32Array.of(1, 2) }, uniforms: ['k'] },
    Float32Array,
    2,
  );
  program.setUniform('k', 0.5);
  program.run(0, 2);
  expect([...into]).toEqual([0.5, 1]);
  program.setUniform('k', 2);
  program.run(0, 2);
  expect([...into]).toEqual([-1, -2]);
  expect(() => program.setUniform('x', 1)).toThrow(RangeError);
});

test('In float32 every single operation is rounded to float32.', () => {
  const into = new Float32Array(1);
  const arrays = { x: Float32Array.of(0.1), y: Float32Array.of(0.7) };
  buildArrayProgram(
    { outputs: [{ expr: sub(mul(x, y), 0.07), into }], arrays, uniforms: [] },
    Float32Array,
    1,
  ).run(0, 1);
  const rounded = Math.fround(Math.fround(Math.fround(0.1) * Math.fround(0.7)) - Math.fround(0.07));
  expect(into[0]).toBe(Math.fround(rounded));
});

test('A variable that is not given is refused when compiling.', () => {
  expect(() =>
    buildArrayProgram(
      { outputs: [{ expr: y, into: new Float32Array(1) }], arrays: {}, uniforms: [] },
      Float32Array,
      1,
    ),
  ).toThrow('no variable y');
});
