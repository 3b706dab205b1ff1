import { expect, it } from 'vitest';
import { renderTransposedSum } from './renderTransposedSum';

type Lanes = readonly number[];

/** Runs the statements on as many lanes as asked for: names, literals, selects by a bit of the lane, exchanges and sums are all they consist of. */
function simulate(text: string, names: ReadonlyMap<string, Lanes>, lanes: number): Lanes {
  let rest = text;
  const all = (value: (lane: number) => number): Lanes =>
    Array.from({ length: lanes }, (_, lane) => value(lane));
  const take = (pattern: RegExp): string | null => {
    const [found] = pattern.exec(rest) ?? [];
    if (found === undefined) return null;
    rest = rest.slice(found.length);
    return found;
  };
  const readTerm = (): Lanes => {
    if (take(/^select\(/) !== null) {
      const low = readSum();
      take(/^, /);
      const high = readSum();
      const bit = Number(take(/^, \(lane & \d+u\) != 0u\)/)?.match(/\d+/)?.[0]);
      return all((lane) => ((lane & bit) === 0 ? low : high)[lane] ?? NaN);
    }
    const swap = take(/^(quadSwapX|quadSwapY|subgroupShuffleXor)\(/);
    if (swap !== null) {
      const value = readSum();
      const distance = Number(take(/^(, \d+u)?\)/)?.match(/\d+/)?.[0] ?? (swap === 'quadSwapX(' ? 1 : 2));
      return all((lane) => value[lane ^ distance] ?? NaN);
    }
    const word = take(/^[\w.[\]]+/) ?? '';
    return names.get(word) ?? all(() => parseFloat(word));
  };
  const readSum = (): Lanes => {
    let sum = readTerm();
    while (take(/^ \+ /) !== null) {
      const [left, right] = [sum, readTerm()];
      sum = all((lane) => (left[lane] ?? NaN) + (right[lane] ?? NaN));
    }
    return sum;
  };
  return readSum();
}

it.each([
  [4, 4],
  [4, 3],
  [4, 1],
  [8, 7],
  [16, 16],
  [32, 32],
  [32, 5],
  [64, 41],
])('of %i lanes, lane j has the sum of value j of %i over all lanes', (lanes, count) => {
  const names = new Map<string, Lanes>();
  const values = Array.from({ length: count }, (_, value) => `g[${value}]`);
  values.forEach((name, value) =>
    names.set(
      name,
      Array.from({ length: lanes }, (_, lane) => 1000 * value + ((lane * 7) % 13)),
    ),
  );
  const lines: string[] = [];
  const result = renderTransposedSum(values, lanes, 's', lines);
  for (const line of lines) {
    const [, name = '', text = ''] = /^let (\w+) = (.*);$/.exec(line) ?? [];
    expect(name).not.toBe('');
    names.set(name, simulate(text, names, lanes));
  }
  expect(lines.length).toBeLessThanOrEqual(lanes - 1);
  const sums = values.map((name) => (names.get(name) ?? []).reduce((sum, each) => sum + each, 0));
  expect(simulate(result, names, lanes).slice(0, count)).toEqual(sums);
});
