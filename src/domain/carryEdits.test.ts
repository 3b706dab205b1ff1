import { describe, expect, it } from 'vitest';
import { carryEdits } from './carryEdits';
import { DEFAULT_EXPERIMENT } from './defaultExperiment';
import type { Experiment, LayerSpec, NetworkSpec, WeightEdit } from './experiment';
import type { InputId } from './ids';

const [first] = DEFAULT_EXPERIMENT.networks;
const [model] = first?.hidden ?? [];
if (!first || !model) throw new Error('the default experiment has a hidden layer');
const layer = (units: number, bias = true): LayerSpec => ({ ...model, units, bias });

function experimentOf(
  hidden: readonly LayerSpec[],
  edits: readonly WeightEdit[] = [],
  inputs: readonly InputId[] = ['x1', 'x2'],
): Experiment {
  const network: NetworkSpec = { ...first!, hidden, edits }; // Checked above.
  return { ...DEFAULT_EXPERIMENT, inputs, networks: [network] };
}

// 2-3-2-1: kernel 0..5, bias 6..8; kernel 9..14, bias 15..16; kernel 17..18, bias 19.
const edit = (parameter: number) => ({ parameter, value: parameter / 10 });
const before = experimentOf([layer(3), layer(2)], [edit(4), edit(7), edit(12), edit(16), edit(18)]);

describe('carryEdits', () => {
  it('gives the same edits where nothing changed', () => {
    expect(carryEdits(before, before, 0, [0, 1, 2])).toEqual(before.networks[0]?.edits);
  });

  it('renumbers them when a layer gets another unit: rows get longer, later layers move', () => {
    const after = experimentOf([layer(4), layer(2)]);
    // Kernel 0..7, bias 8..11; kernel 12..19, bias 20..21; kernel 22..23, bias 24. Weight 4 was from input 1 to unit 1, weight 12 from unit 1 to unit 1.
    expect(carryEdits(before, after, 0, [0, 1, 2])).toEqual([
      { parameter: 5, value: 0.4 },
      { parameter: 9, value: 0.7 },
      { parameter: 15, value: 1.2 },
      { parameter: 21, value: 1.6 },
      { parameter: 23, value: 1.8 },
    ]);
  });

  it('lets those of a unit go that is no longer there, and of a bias that is off', () => {
    const after = experimentOf([layer(1), layer(2, false)]);
    // Kernel 0..1, bias 2; kernel 3..4; kernel 5..6, bias 7. Only the output's weight from unit 1 is left.
    expect(carryEdits(before, after, 0, [0, 1, 2])).toEqual([{ parameter: 6, value: 1.8 }]);
  });

  it('keeps biases of layers that change places, and lets kernels go that follow another layer now', () => {
    const after = experimentOf([layer(2), layer(3)]);
    // Kernel 0..3, bias 4..5; kernel 6..11, bias 12..14; kernel 15..17, bias 18.
    expect(carryEdits(before, after, 0, [1, 0, 2])).toEqual([
      { parameter: 13, value: 0.7 },
      { parameter: 5, value: 1.6 },
    ]);
  });

  it('keeps what lies behind a removed layer only where it still follows the same layer', () => {
    const after = experimentOf([layer(3)]);
    // Kernel 0..5, bias 6..8; output kernel 9..11, bias 12.
    expect(carryEdits(before, after, 0, [0, 2])).toEqual([
      { parameter: 4, value: 0.4 },
      { parameter: 7, value: 0.7 },
    ]);
  });

  it('knows inputs by their names', () => {
    const after = experimentOf([layer(3), layer(2)], [], ['x2', 'sinX1']);
    const [kept, bias] = carryEdits(before, after, 0, [0, 1, 2]);
    // Weight 4 leaves x2, which is input 0 now.
    expect(kept).toEqual({ parameter: 1, value: 0.4 });
    expect(bias).toEqual({ parameter: 7, value: 0.7 });
  });
});
