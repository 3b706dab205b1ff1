/** Generated kernels on their own: wide layers and several outputs against a plain float64 step, tiles, padding, frozen layers, size of the code. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIVATIONS } from '../../domain/formula/activations';
import { evaluateExpr } from '../../domain/formula/evaluateExpr';
import { LOSSES } from '../../domain/formula/losses';
import { OPTIMIZERS } from '../../domain/formula/optimizers';
import { REGULARIZATIONS } from '../../domain/formula/regularizations';
import { CLIPPING_IDS } from '../../domain/ids';
import type { ActivationId, ClippingId, OptimizerId } from '../../domain/ids';
import { createRandom } from '../../domain/random';
import { buildKernel, LOOK_SAMPLES } from './buildKernel';
import type { KernelExports } from './buildKernel';
import { MEMORY_IMPORT } from './encodeModule';
import { CELL, layoutKernel } from './kernelLayout';
import { LANES, MAX_GROUPS, planTiles } from './kernelSpec';
import type { KernelSpec } from './kernelSpec';

interface Shape {
  /** Inputs, then units of each layer. */
  readonly widths: readonly number[];
  readonly activation?: ActivationId;
  readonly optimizer?: OptimizerId;
  readonly hasPenalty?: boolean;
  /** Layers that are not trained, by index. */
  readonly frozen?: readonly number[];
  readonly hasBias?: boolean;
  readonly clipping?: ClippingId;
}

const RATE = 0.05;
const PENALTY_RATE = 0.01;
/** Of clipping: about a tenth of the norm that the gradients of the shapes below have. */
const LIMIT = 0.02;

function specOf(shape: Shape, tiles: Pick<KernelSpec, 'groups' | 'isTiled'>): KernelSpec {
  const {
    widths,
    activation = 'tanh',
    optimizer = 'sgd',
    hasPenalty = false,
    frozen = [],
    hasBias = true,
    clipping = 'none',
  } = shape;
  const { value, slope } = LOSSES.binaryCrossentropy;
  return {
    layers: widths.slice(1).map((units, index) => ({
      inputs: widths[index] ?? 0,
      units,
      bias: hasBias,
      isFrozen: frozen.includes(index),
      activation: ACTIVATIONS[index === widths.length - 2 ? 'sigmoid' : activation],
    })),
    loss: { isOfLogits: true, value, slope },
    optimizer: OPTIMIZERS[optimizer],
    penaltySlope: hasPenalty ? REGULARIZATIONS.l2.slope : null,
    clipping,
    ...tiles,
  };
}

interface Batch {
  /** [sample][feature], [sample][output]. */
  readonly features: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
}

function drawBatch(shape: Shape, count: number): Batch {
  const random = createRandom(7, count, ...shape.widths);
  const draw = (width: number) => Array.from({ length: width }, () => Math.fround(2 * random.uniform() - 1));
  return {
    features: Array.from({ length: count }, () => draw(shape.widths[0] ?? 0)),
    targets: Array.from({ length: count }, () => draw(shape.widths.at(-1) ?? 0).map((y) => (y > 0 ? 1 : 0))),
  };
}

/** Each layer's rows of weights, the bias last. */
type Weights = number[][][];

function drawWeights({ layers }: KernelSpec): Weights {
  const random = createRandom(11, layers.length);
  return layers.map(({ inputs, units, bias }) =>
    Array.from({ length: inputs + (bias ? 1 : 0) }, () =>
      Array.from({ length: units }, () => Math.fround((2 * random.uniform() - 1) * Math.sqrt(3 / inputs))),
    ),
  );
}

/** Takes `steps` steps on one batch with the generated code; returns weights, all bytes of the network's block, and predictions. */
function trainKernel(spec: KernelSpec, batch: Batch, weights: Weights, steps: number, limit = LIMIT) {
  const layout = layoutKernel(spec);
  const samples = spec.groups * LANES;
  const tiles = Math.ceil(batch.features.length / samples);
  const network = layoutKernel({ ...spec, groups: MAX_GROUPS, isTiled: true }).sharedBytes;
  const tile = network + layout.networkBytes;
  const look = tile + tiles * layout.tileBytes;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((look + 1e6) / 65536) });
  const floats = new Float32Array(memory.buffer);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(buildKernel(spec)), {
    [MEMORY_IMPORT.module]: { [MEMORY_IMPORT.name]: memory },
  });
  // `buildKernel` exports exactly these.
  const kernel = exports as unknown as KernelExports;
  floats[(network + CELL.learningRate) / 4] = RATE;
  floats[(network + CELL.penaltyRate) / 4] = PENALTY_RATE;
  floats[(network + CELL.clippingMax) / 4] = limit;
  floats[(network + CELL.clippingMin) / 4] = -limit;
  Object.values(spec.optimizer.scalars).forEach((value, index) => {
    floats[(network + CELL.scalars) / 4 + index] = value;
  });
  spec.layers.forEach((_, index) => {
    floats[(network + CELL.alphas) / 4 + index] = 0.1;
  });
  const parameters = (network + layout.parameters) / 4;
  Object.values(spec.optimizer.slots).forEach((value, index) => {
    const start = parameters + ((index + 1) * layout.parameterBytes) / 4;
    floats.fill(value, start, start + layout.parameterBytes / 4);
  });
  layout.layers.forEach(({ start, rowLength }, layer) =>
    weights[layer]?.forEach((row, index) => floats.set(row, parameters + start + index * rowLength)),
  );
  const lay = (address: number, width: number, rows: (sample: number) => readonly number[]) =>
    batch.features.forEach((_, sample) => {
      const inTile = Math.floor(sample / width);
      const values = rows(sample);
      values.forEach((value, row) => {
        floats[address / 4 + (inTile * values.length + row) * width + (sample % width)] = value;
      });
    });
  const rowsOf = (sample: number) => [...(batch.features[sample] ?? []), ...(batch.targets[sample] ?? [])];
  lay(tile, samples, (sample) => [...rowsOf(sample), 1 / batch.features.length]);
  lay(look, LOOK_SAMPLES, rowsOf);
  // A step at a time: each is on the same tiles.
  for (let step = 0; step < steps; step++) kernel.train(network, tile, 1, tiles);
  const lookTiles = Math.ceil(batch.features.length / LOOK_SAMPLES);
  kernel.look(network, look, look + 4e5, look + 7e5, lookTiles);
  const outputs = spec.layers.at(-1)?.units ?? 0;
  return {
    weights: layout.layers.map(({ start, rowLength, units }, layer) =>
      (weights[layer] ?? []).map((_, row) => [
        ...floats.subarray(
          parameters + start + row * rowLength,
          parameters + start + row * rowLength + units,
        ),
      ]),
    ),
    block: new Uint8Array(memory.buffer, network, layout.networkBytes).slice(),
    predictions: batch.features.map((_, sample) =>
      Array.from({ length: outputs }, (__, output) => {
        const at = (Math.floor(sample / LOOK_SAMPLES) * outputs + output) * LOOK_SAMPLES;
        return floats[(look + 4e5) / 4 + at + (sample % LOOK_SAMPLES)] ?? NaN;
      }),
    ),
  };
}

/** Gradient descent in plain float64, sample by sample; also the predictions after it. */
function trainPlainly(spec: KernelSpec, batch: Batch, start: Weights, steps: number) {
  const weights = start.map((layer) => layer.map((row) => [...row]));
  const forward = (features: readonly number[]) => {
    const inputs: number[][] = [];
    const logits: number[][] = [];
    let x = [...features];
    spec.layers.forEach(({ activation, units, bias }, index) => {
      const rows = weights[index] ?? [];
      const source = bias ? [...x, 1] : x;
      const z = Array.from({ length: units }, (_, unit) =>
        source.reduce((sum, value, row) => sum + value * (rows[row]?.[unit] ?? NaN), 0),
      );
      inputs.push(source);
      logits.push(z);
      x = z.map((value) => evaluateExpr(activation.value, { z: value, alpha: 0.1 }));
    });
    return { inputs, logits, outputs: x };
  };
  for (let step = 0; step < steps; step++) {
    const gradients = weights.map((layer) => layer.map((row) => row.map(() => 0)));
    batch.features.forEach((features, sample) => {
      const { inputs, logits } = forward(features);
      const targets = batch.targets[sample] ?? [];
      let delta = (logits.at(-1) ?? []).map(
        (p, output) =>
          evaluateExpr(spec.loss.slope, { p, y: targets[output] ?? NaN }) /
          targets.length /
          batch.features.length,
      );
      for (let index = spec.layers.length - 1; index >= 0; index--) {
        const rows = weights[index] ?? [];
        gradients[index]?.forEach((row, input) =>
          row.forEach((_, unit) => {
            row[unit] = (row[unit] ?? 0) + (inputs[index]?.[input] ?? NaN) * (delta[unit] ?? NaN);
          }),
        );
        const below = spec.layers[index - 1];
        if (!below) break;
        delta = (logits[index - 1] ?? []).map(
          (z, input) =>
            (rows[input] ?? []).reduce((sum, weight, unit) => sum + weight * (delta[unit] ?? NaN), 0) *
            evaluateExpr(below.activation.slope, { z, alpha: 0.1 }),
        );
      }
    });
    // The penalty belongs to what is clipped; layers that are not trained count for no norm.
    const slopes = weights.map((layer, index) =>
      layer.map((row, input) =>
        row.map((weight, unit) => {
          if (spec.layers[index]?.isFrozen) return 0;
          const isKernel = input < (spec.layers[index]?.inputs ?? 0);
          const penalty = spec.penaltySlope && isKernel ? 2 * PENALTY_RATE * weight : 0;
          return (gradients[index]?.[input]?.[unit] ?? NaN) + penalty;
        }),
      ),
    );
    const size = Math.hypot(...slopes.flat(2));
    const scale = spec.clipping === 'norm' ? Math.min(1, LIMIT / size) : 1;
    const most = spec.clipping === 'value' ? LIMIT : Infinity;
    weights.forEach((layer, index) =>
      layer.forEach((row, input) =>
        row.forEach((weight, unit) => {
          const slope = slopes[index]?.[input]?.[unit] ?? NaN;
          row[unit] = weight - RATE * Math.min(most, Math.max(-most, scale * slope));
        }),
      ),
    );
  }
  return { weights, predictions: batch.features.map((features) => forward(features).outputs) };
}

function expectSame(a: readonly unknown[], b: readonly unknown[]): void {
  const [left, right] = [a, b].map((values) => values.flat(2) as number[]);
  expect(left?.length).toBe(right?.length);
  const worst = Math.max(...(left ?? []).map((value, index) => Math.abs(value - (right?.[index] ?? NaN))));
  expect(worst).toBeLessThan(2e-6);
}

const SHAPES: readonly Shape[] = [
  { widths: [40, 70, 10], hasPenalty: true },
  { widths: [3, 33, 34, 35, 2] },
  { widths: [19, 3, 2, 21, 3], activation: 'leakyRelu', hasPenalty: true },
  { widths: [2, 64, 64, 1], activation: 'gelu' },
  { widths: [5, 1, 1], activation: 'softplus', hasPenalty: true },
  { widths: [130, 6], hasPenalty: true },
  { widths: [7, 9, 5, 1], hasBias: false, activation: 'elu' },
  { widths: [4, 12, 12, 12, 1], frozen: [0, 2] },
  { widths: [4, 12, 12, 1], frozen: [2] },
];

describe('generated kernels', { timeout: 60_000 }, () => {
  it.each(SHAPES.map((shape) => [shape.widths.join('-'), shape] as const))(
    'train %s as plain arithmetic does, and predict the same',
    (_, shape) => {
      for (const clipping of CLIPPING_IDS)
        for (const count of [1, 6, 12, 20, 32, 45]) {
          const spec = specOf({ ...shape, clipping }, planTiles(count));
          const batch = drawBatch(shape, count);
          const start = drawWeights(spec);
          const ours = trainKernel(spec, batch, start, 3);
          const plain = trainPlainly(spec, batch, start, 3);
          expectSame(ours.weights, plain.weights);
          expectSame(ours.predictions, plain.predictions);
        }
    },
  );

  it('clip only what is beyond the limit: a step within it has the bytes of one without clipping', () => {
    const shape: Shape = { widths: [4, 12, 3, 1], optimizer: 'adam', hasPenalty: true, frozen: [1] };
    for (const count of [9, 45]) {
      const batch = drawBatch(shape, count);
      const [none, value, norm] = CLIPPING_IDS.map((clipping) => {
        const spec = specOf({ ...shape, clipping }, planTiles(count));
        return trainKernel(spec, batch, drawWeights(spec), 5, 100).weights;
      });
      expect(value).toEqual(none);
      expect(norm).toEqual(none);
    }
  });

  it('scale a gradient down to the limit even where it is too large to be squared in float32', () => {
    for (const groups of [1, 2]) {
      const shape: Shape = { widths: [1, 1], clipping: 'norm', hasBias: false };
      const spec = specOf(shape, { groups, isTiled: groups > 1 });
      const batch: Batch = { features: [[1e30]], targets: [[1]] };
      const { weights } = trainKernel(spec, batch, [[[0]]], 1, 0.5);
      expect(weights[0]?.[0]?.[0]).toBeCloseTo(RATE * 0.5, 7);
    }
  });

  it('leave it to the optimiser what a gradient that is not a number does', () => {
    for (const clipping of ['value', 'norm'] as const) {
      const spec = specOf({ widths: [2, 1], clipping, hasBias: false }, planTiles(1));
      const batch: Batch = { features: [[NaN, 1]], targets: [[1]] };
      const { weights } = trainKernel(spec, batch, [[[0], [0]]], 1);
      expect(weights[0]?.[0]).toEqual([NaN]);
    }
  });

  it('have the same bytes however a batch is cut into tiles, in loops or written out', () => {
    const optimizer = fc.constantFrom<OptimizerId>('sgd', 'adam', 'rmsprop', 'adagrad');
    const clippings = fc.constantFrom(...CLIPPING_IDS);
    const widths = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(
        widths,
        optimizer,
        clippings,
        fc.integer({ min: 1, max: 32 }),
        (drawn, id, clipping, count) => {
          const shape: Shape = { widths: drawn, optimizer: id, hasPenalty: true, clipping };
          const batch = drawBatch(shape, count);
          const wanted = planTiles(count);
          const blocks = [
            wanted,
            { groups: MAX_GROUPS, isTiled: false },
            ...[1, 2, 3, 5].map((groups) => ({ groups, isTiled: true })),
          ].map((tiles) => {
            const spec = specOf(shape, tiles);
            return trainKernel(spec, batch, drawWeights(spec), 5).block;
          });
          for (const block of blocks) expect(block).toEqual(blocks[0]);
        },
      ),
      { numRuns: 60, seed: Number(process.env.FC_SEED ?? 20240601) },
    );
  });

  it('flush velocities and scalars that decay, and leave nothing denormal behind', () => {
    const shape: Shape = { widths: [2, 4, 1], activation: 'relu' };
    const { momentum, adam } = OPTIMIZERS;
    const batch: Batch = { features: [[0, 0]], targets: [[1]] };
    // Inputs of zero: kernels have no gradient, and 0.9 a step makes 2^-90 denormal within 240 steps. Adam's powers of 0.9 take 830.
    for (const [optimizer, steps] of [
      [{ ...momentum, slots: { velocity: 2 ** -90 } }, 300],
      [adam, 850],
    ] as const) {
      const spec = { ...specOf(shape, planTiles(4)), optimizer };
      const { block } = trainKernel(spec, batch, drawWeights(spec), steps);
      const values = [...new Float32Array(block.buffer)];
      expect(values.every((value) => value === 0 || Math.abs(value) >= 2 ** -126)).toBe(true);
      expect(values.every(Number.isFinite)).toBe(true);
    }
  });

  it('stay below 256 kB of code for the largest and the most awkward shapes', () => {
    for (const units of [64, 63, 15, 3])
      for (const count of [12, 20, 33])
        for (const activation of ['gelu', 'leakyRelu'] as const) {
          const widths = [7, ...Array.from({ length: 8 }, () => units), 1];
          const shape: Shape = { widths, activation, optimizer: 'adam', hasPenalty: true };
          for (const clipping of CLIPPING_IDS) {
            const code = buildKernel(specOf({ ...shape, clipping }, planTiles(count)));
            expect(code.length).toBeLessThan(256 * 1024);
          }
        }
  });
});

describe('planTiles', () => {
  it('cuts a batch into as few and as equal tiles as hold it', () => {
    for (let batchSize = 1; batchSize <= 400; batchSize++) {
      const { groups, isTiled } = planTiles(batchSize);
      const tiles = Math.ceil(batchSize / (groups * LANES));
      expect(groups).toBeLessThanOrEqual(MAX_GROUPS);
      expect(isTiled).toBe(tiles > 1);
      expect(tiles).toBe(Math.ceil(batchSize / (MAX_GROUPS * LANES)));
      expect(tiles * groups * LANES - batchSize).toBeLessThan(LANES * tiles + LANES);
    }
    expect(planTiles(10)).toEqual({ groups: 3, isTiled: false });
    expect(planTiles(36)).toEqual({ groups: 5, isTiled: true });
  });
});
