import { expect, it } from 'vitest';
import { add, constant, exp, ifLess, mul, variable } from './expr';
import { freeVariables } from './freeVariables';

it('Every variable is named once, in the order of the text, in all four parts of a select too.', () => {
  const expr = ifLess(
    variable('c'),
    variable('a'),
    exp(variable('d')),
    add(mul(variable('a'), 2), variable('b')),
  );
  expect([...freeVariables(expr)]).toEqual(['c', 'a', 'd', 'b']);
  expect(freeVariables(constant(1)).size).toBe(0);
});
