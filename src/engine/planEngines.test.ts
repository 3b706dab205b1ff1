import { expect, test } from 'vitest';
import type { EngineChoice } from '../protocol/engineInfo';
import { planEngines } from './planEngines';
import { describeAdapter } from './requestDevice';

const HARDWARE = { name: 'amd rdna-3', isSoftware: false };
const SOFTWARE = { name: 'google swiftshader', isSoftware: true };
const AUTOMATIC: EngineChoice = { engine: null, backend: null };

/** What starts everywhere stands last. */
const CPU = ['cpu wasm unavailable', 'cpu cpu unavailable'];

const plan = (choice: EngineChoice, adapter: typeof HARDWARE | null) =>
  planEngines(choice, adapter).map(({ engine, backend, reason }) => `${engine} ${backend} ${reason}`);

test('Automatic choice is tfjs on a hardware adapter, the plain engine elsewhere, with the reason.', () => {
  expect(plan(AUTOMATIC, HARDWARE)).toEqual(['tfjs webgpu hardwareAdapter', ...CPU]);
  expect(plan(AUTOMATIC, SOFTWARE)).toEqual(['cpu wasm softwareAdapter', 'cpu cpu softwareAdapter']);
  expect(plan(AUTOMATIC, null)).toEqual(['cpu wasm noAdapter', 'cpu cpu noAdapter']);
  expect(planEngines(AUTOMATIC, HARDWARE)[0]?.adapter).toBe('amd rdna-3');
});

test('A forced engine takes its best backend first; a forced backend comes before the others, which are second best.', () => {
  expect(plan({ engine: 'tfjs', backend: null }, SOFTWARE)).toEqual([
    'tfjs webgpu forced',
    'tfjs webgl forced',
    'tfjs wasm forced',
    'tfjs cpu forced',
    ...CPU,
  ]);
  expect(plan({ engine: 'tfjs', backend: 'wasm' }, HARDWARE)).toEqual([
    'tfjs wasm forced',
    'tfjs webgpu unavailable',
    'tfjs webgl unavailable',
    'tfjs cpu unavailable',
    ...CPU,
  ]);
  expect(plan({ engine: null, backend: 'webgl' }, HARDWARE)[0]).toBe('tfjs webgl forced');
  expect(plan({ engine: null, backend: 'cpu' }, HARDWARE)).toEqual([
    'cpu cpu forced',
    'cpu wasm unavailable',
  ]);
  expect(plan({ engine: 'cpu', backend: null }, HARDWARE)).toEqual(['cpu wasm forced', 'cpu cpu forced']);
  expect(plan({ engine: 'cpu', backend: 'webgpu' }, HARDWARE)).toEqual(CPU);
});

test('What cannot be had is not planned, and what comes instead says so.', () => {
  expect(plan({ engine: 'tfjs', backend: 'webgpu' }, null)).toEqual([
    'tfjs webgl unavailable',
    'tfjs wasm unavailable',
    'tfjs cpu unavailable',
    ...CPU,
  ]);
  expect(plan({ engine: 'fused', backend: null }, HARDWARE)).toEqual(['fused webgpu forced', ...CPU]);
  expect(plan({ engine: 'fused', backend: null }, null)).toEqual(CPU);
});

test('Software adapters are known by their names or by what they say of themselves.', () => {
  const info = { vendor: '', architecture: '', device: '', description: '', isFallbackAdapter: false };
  expect(describeAdapter({ ...info, vendor: 'google', architecture: 'swiftshader' })).toEqual(SOFTWARE);
  expect(describeAdapter({ ...info, description: 'llvmpipe (LLVM 17.0.6, 256 bits)' }).isSoftware).toBe(true);
  expect(describeAdapter({ ...info, description: 'Microsoft Basic Render Driver' }).isSoftware).toBe(true);
  expect(describeAdapter({ ...info, vendor: 'x', isFallbackAdapter: true }).isSoftware).toBe(true);
  expect(describeAdapter({ ...info, vendor: 'nvidia', architecture: 'lovelace' })).toEqual({
    name: 'nvidia lovelace',
    isSoftware: false,
  });
  expect(describeAdapter(info).name).toBe('WebGPU');
});
