import { expect, it } from 'vitest';
import { splitMathText } from './mathNodes';

const kinds = (text: string) => splitMathText(text).map((token) => `${token.kind} ${token.text}`);

it('tells names, numbers and signs apart', () => {
  expect(kinds('w ← w − 0.9 η tanh z')).toEqual([
    'name w',
    'sign ←',
    'name w',
    'sign −',
    'number 0.9',
    'name η',
    'name tanh',
    'name z',
  ]);
});

it('reads a hyphen as a minus, a capital sigma as a sum, and two spaces as a gap', () => {
  expect(kinds('-x,  Σ w')).toEqual(['sign −', 'name x', 'sign ,', 'gap ', 'sign Σ', 'name w']);
});

it('loses nothing: signs that it does not know stay as text', () => {
  expect(kinds('a ⊕ b²')).toEqual(['name a', 'text ⊕', 'name b', 'text ²']);
});
