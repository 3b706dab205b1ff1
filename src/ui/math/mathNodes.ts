/** Formulas as plain structures: what a string cannot say (fractions, powers, roots, cases) is a node, the rest is text. Draws nothing. */

export type MathNode =
  /** Names, numbers and signs in a row, told apart by `splitMathText`. */
  | string
  | readonly MathNode[]
  | { readonly kind: 'fraction'; readonly over: MathNode; readonly under: MathNode }
  | { readonly kind: 'power'; readonly base: MathNode; readonly exponent: MathNode }
  | { readonly kind: 'index'; readonly base: MathNode; readonly index: MathNode }
  | { readonly kind: 'root'; readonly of: MathNode }
  | { readonly kind: 'hat'; readonly of: MathNode }
  /** A value for each condition, one a line. */
  | { readonly kind: 'cases'; readonly rows: readonly (readonly [value: MathNode, condition: MathNode])[] };

export const fraction = (over: MathNode, under: MathNode): MathNode => ({ kind: 'fraction', over, under });
export const power = (base: MathNode, exponent: MathNode): MathNode => ({ kind: 'power', base, exponent });
export const index = (base: MathNode, sub: MathNode): MathNode => ({ kind: 'index', base, index: sub });
export const root = (of: MathNode): MathNode => ({ kind: 'root', of });
export const hat = (of: MathNode): MathNode => ({ kind: 'hat', of });
export const cases = (...rows: readonly (readonly [MathNode, MathNode])[]): MathNode => ({
  kind: 'cases',
  rows,
});

export interface MathToken {
  /** A name, a number, an operator or bracket, a wider gap between two formulas, or words that are none of these. */
  readonly kind: 'name' | 'number' | 'sign' | 'gap' | 'text';
  readonly text: string;
}

const TOKEN =
  /(?<gap>\s{2,})|(?<number>\d+(?:\.\d+)?)|(?<name>[a-zA-Z]{2,}|[\p{L}∂])|(?<sign>[-+−±·×÷/=<>≤≥←~,;:()[\]|‖⌊⌋⌈⌉!Σ√])|(?<text>[^\s]+)/gu;
const GREEK_SUM = 'Σ';

/** `w ← w − 0.9 g` in tokens; spaces between them go, two or more make a gap. */
export function splitMathText(text: string): MathToken[] {
  return [...text.matchAll(TOKEN)].map(({ 0: found, groups = {} }) => {
    if (groups['gap'] !== undefined) return { kind: 'gap', text: '' };
    if (groups['number'] !== undefined) return { kind: 'number', text: found };
    if (groups['sign'] !== undefined || found === GREEK_SUM)
      return { kind: 'sign', text: found === '-' ? '−' : found };
    return { kind: groups['name'] === undefined ? 'text' : 'name', text: found };
  });
}
