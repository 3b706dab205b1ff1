import { describe, expect, it } from 'vitest';
import type { Race } from '../../protocol/deviceMessages';
import type { GpuProduct } from './createGpuMultiplier';
import { inspectDevice } from './inspectDevice';
import { gradientOnCpu, LAYER_CASE, lossOnCpu } from './layerGradient';
import { multiplyExactly, multiplyRows } from './multiplyOnCpu';
import { RACE_LIMIT_MS, runRace } from './runRace';
import { compareNumbers, runSelfTest } from './runSelfTest';

describe('products on the CPU', () => {
  it('are the ones that one computes by hand', () => {
    expect([...multiplyExactly([1, 2, 3, 4], [1, 1, 0, 1], 2)]).toEqual([1, 3, 3, 7]);
    const product = new Float32Array(4);
    multiplyRows(Float32Array.of(1, 2, 3, 4), Float32Array.of(1, 1, 0, 1), product, 2, 0, 2);
    expect([...product]).toEqual([1, 3, 3, 7]);
  });

  it('are the same in rows as in whole, and forget what was there before', () => {
    const size = 8;
    const left = Float32Array.from({ length: 64 }, (_, at) => Math.sin(at));
    const right = Float32Array.from({ length: 64 }, (_, at) => Math.cos(3 * at));
    const product = new Float32Array(64).fill(9);
    for (let row = 0; row < size; row++) multiplyRows(left, right, product, size, row, row + 1);
    const exact = multiplyExactly(left, right, size);
    exact.forEach((value, at) => expect(product[at]).toBeCloseTo(value, 5));
  });
});

it('The gradient of the layer is the slope of its loss, by central differences.', () => {
  const gradient = gradientOnCpu(LAYER_CASE);
  expect(gradient).toHaveLength(6);
  gradient.forEach((slope, at) => {
    const lossAt = (shift: number) =>
      lossOnCpu({
        ...LAYER_CASE,
        parameters: LAYER_CASE.parameters.map((value, other) => (other === at ? value + shift : value)),
      });
    expect(slope).toBeCloseTo((lossAt(1e-5) - lossAt(-1e-5)) / 2e-5, 8);
    expect(Math.abs(slope)).toBeGreaterThan(1e-3);
  });
});

describe('the comparison', () => {
  it('is relative to the largest number, and never forgives what is missing or no number', () => {
    expect(compareNumbers([1000.001], [1000], 2e-6)).toMatchObject({ isEqual: true });
    expect(compareNumbers([1000.01], [1000], 2e-6)).toMatchObject({ isEqual: false });
    expect(compareNumbers([], [0], 1)).toMatchObject({ isEqual: false });
    expect(compareNumbers([NaN], [1], 1)).toMatchObject({ isEqual: false });
  });
});

describe('without a device', () => {
  it('says why', async () => {
    expect(await inspectDevice(undefined, true)).toMatchObject({ missing: 'noWebgpu', adapter: null });
    expect(await inspectDevice(undefined, false)).toMatchObject({ missing: 'insecure' });
    // Only what is asked of it: a browser that gives no adapter.
    const without = { requestAdapter: () => Promise.resolve(null) } as unknown as GPU;
    expect(await inspectDevice(without, true)).toMatchObject({ missing: 'noAdapter' });
    const broken = { requestAdapter: () => Promise.reject(new Error('lost')) } as unknown as GPU;
    expect(await inspectDevice(broken, true)).toMatchObject({ missing: 'noDevice', detail: 'lost' });
  });

  it('fails the self-test with the words of the browser', async () => {
    const requester = {
      requestFacts: () => Promise.resolve(null),
      requestDevice: () => Promise.reject(new Error('no WebGPU adapter')),
    };
    expect(await runSelfTest(requester, [1, 2, 3, 4], [1, 1, 0, 1])).toEqual({
      kind: 'failed',
      detail: 'no WebGPU adapter',
    });
  });
});

describe('the race', () => {
  /** A clock that goes on by `tickMs` with each look, and a GPU that takes `gpuMs` of it. */
  function start(options: {
    tickMs?: number;
    gpuMs?: (size: number) => number;
    cancelAfter?: number;
    wrong?: boolean;
  }) {
    const { tickMs = 0.5, gpuMs = () => 1, cancelAfter = Infinity, wrong = false } = options;
    let nowMs = 0;
    let turns = 0;
    const races: Race[] = [];
    const createProduct = (size: number): GpuProduct => ({
      multiply: (left, right) => {
        nowMs += gpuMs(size);
        const product = new Float32Array(size * size);
        multiplyRows(left, right, product, size, 0, size);
        if (wrong) product[0] = (product[0] ?? 0) + 1;
        return Promise.resolve(product);
      },
      dispose: () => undefined,
    });
    const done = runRace(
      {
        nowMs: () => (nowMs += tickMs),
        turn: () => Promise.resolve(++turns <= cancelAfter),
        onRace: (race) => races.push(race),
        createProduct,
      },
      [2, 4, 8, 16, 32, 64, 128],
    );
    return { races, done, now: () => nowMs };
  }

  it('measures both sides of every size that is affordable, and tells after each', async () => {
    const { races, done } = start({ gpuMs: (size) => 1 + size ** 3 * 1e-6 });
    await done;
    const last = races.at(-1);
    expect(last?.state).toBe('done');
    expect(races.filter(({ state }) => state === 'running').length).toBeGreaterThanOrEqual(7);
    expect(last?.rows[0]).toMatchObject({ size: 2 });
    for (const { gpuMs, size } of last?.rows ?? [])
      if (gpuMs !== null) expect(gpuMs).toBeGreaterThanOrEqual(1 + size ** 3 * 1e-6);
  });

  it('leaves a side out once its next product would take too long, and stays within its time', async () => {
    const { races, done, now } = start({ gpuMs: (size) => size ** 3 * 0.01 });
    await done;
    const rows = races.at(-1)?.rows ?? [];
    expect(rows.find(({ size }) => size === 64)?.gpuMs).toBeGreaterThan(2600);
    expect(rows.find(({ size }) => size === 128)?.gpuMs ?? null).toBeNull();
    expect(now()).toBeLessThan(RACE_LIMIT_MS * 1.5);
  });

  it('ends when it is cancelled, with what was measured', async () => {
    const { races, done } = start({ cancelAfter: 60 });
    await done;
    expect(races.at(-1)?.state).toBe('cancelled');
    expect(races.at(-1)?.rows.length).toBeLessThan(10);
  });

  it('ends as wrong when a product of the GPU is not the CPU’s', async () => {
    const { races, done } = start({ wrong: true });
    await done;
    expect(races.at(-1)).toMatchObject({ state: 'wrong', rows: [] });
  });
});
