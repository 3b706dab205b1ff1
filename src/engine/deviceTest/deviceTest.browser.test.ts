import { expect, it } from 'vitest';
import { createGpuRequester } from '../requestDevice';
import { createGpuMultiplier } from './createGpuMultiplier';
import { inspectDevice } from './inspectDevice';
import { multiplyExactly } from './multiplyOnCpu';
import { compareNumbers, runSelfTest } from './runSelfTest';

const requester = createGpuRequester(navigator.gpu);

it('The self-test computes the product and the gradient on the device.', async () => {
  const outcome = await runSelfTest(requester, [1, 2, 3, 4], [1, 1, 0, 1]);
  if (outcome.kind !== 'done') throw new Error(outcome.detail);
  expect(outcome.product.gpu).toEqual([1, 3, 3, 7]);
  expect(outcome.product.isEqual).toBe(true);
  expect(outcome.gradient.gpu).toHaveLength(6);
  expect(outcome.gradient.isEqual).toBe(true);
  expect(outcome.gradient.gpu).not.toEqual(outcome.gradient.cpu);
});

it('Products of every width are right, in bands of rows too.', async () => {
  const { device } = await requester.requestDevice();
  const createProduct = await createGpuMultiplier(device);
  for (const size of [2, 3, 4, 30, 33, 64, 100]) {
    const left = Float32Array.from({ length: size * size }, (_, at) => Math.sin(at * 0.7));
    const right = Float32Array.from({ length: size * size }, (_, at) => Math.cos(at * 0.3));
    const gpu = createProduct(size);
    const exact = [...multiplyExactly(left, right, size)];
    const whole = await gpu.multiply(left, right);
    expect([size, compareNumbers([...(whole ?? [])], exact, 1e-5).isEqual]).toEqual([size, true]);
    let bands = 0;
    const inBands = await gpu.multiply(left, right, 32, () => Promise.resolve(++bands > 0));
    expect([...(inBands ?? [])]).toEqual([...(whole ?? [])]);
    expect(bands).toBe(Math.ceil(Math.ceil(size / 4) / 8) - 1);
    gpu.dispose();
  }
});

it('A product in bands ends where it is told to.', async () => {
  const { device } = await requester.requestDevice();
  const gpu = (await createGpuMultiplier(device))(100);
  const numbers = new Float32Array(10_000);
  expect(await gpu.multiply(numbers, numbers, 32, () => Promise.resolve(false))).toBeNull();
  gpu.dispose();
});

it('The device says of itself what the panel shows.', async () => {
  const facts = await inspectDevice(navigator.gpu, isSecureContext);
  expect(facts.missing).toBeNull();
  expect(facts.adapter?.vendor).not.toBe('');
  expect(facts.limits?.maxBufferSize).toBeGreaterThanOrEqual(2 ** 28);
});
