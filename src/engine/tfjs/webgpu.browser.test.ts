import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { buildTrainingData } from '../buildTrainingData';
import { createCpuTrainer } from '../cpu/createCpuTrainer';
import { createGpuRequester } from '../requestDevice';
import { arbitraryExperiment } from '../testing/arbitraryExperiment';
import type { TrainerFactory } from '../trainerSetup';
import { startTfjs } from './startTfjs';

const EXPERIMENTS = fc.sample(arbitraryExperiment, { numRuns: 6, seed: 3 });

/** What the device was really asked to do. */
const counts = { dispatches: 0, liveBuffers: 0 };
let createTrainer: TrainerFactory;
let device: GPUDevice;

beforeAll(async () => {
  const gpu = createGpuRequester(navigator.gpu);
  ({ device } = await gpu.requestDevice());
  countCalls(device);
  createTrainer = await startTfjs('webgpu', gpu);
  expect(tf.getBackend()).toBe('webgpu');
});

function countCalls(counted: GPUDevice): void {
  const createBuffer = counted.createBuffer.bind(counted);
  counted.createBuffer = (descriptor) => {
    const buffer = createBuffer(descriptor);
    const destroy = buffer.destroy.bind(buffer);
    let isLive = true;
    counts.liveBuffers += 1;
    buffer.destroy = () => {
      if (isLive) counts.liveBuffers -= 1;
      isLive = false;
      return destroy();
    };
    return buffer;
  };
  const dispatch = GPUComputePassEncoder.prototype.dispatchWorkgroups;
  GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...sizes) {
    counts.dispatches += 1;
    return dispatch.apply(this, sizes);
  };
}

const norm = (values: Iterable<number>): number => Math.hypot(...values);
const difference = (a: Float32Array, b: Float32Array): Float32Array =>
  a.map((value, at) => value - (b[at] ?? NaN));

test('On webgpu, tfjs trains as the plain engine does, by dispatches on our device.', async () => {
  for (const experiment of EXPERIMENTS) {
    const setup = { experiment, index: 0, data: buildTrainingData(experiment) };
    const [ours, plain] = [createTrainer(setup), createCpuTrainer(setup)];
    const before = counts.dispatches;
    for (const trainer of [ours, plain]) await trainer.train(3);
    expect(counts.dispatches - before).toBeGreaterThan(3 * 10);
    const request = { metrics: true, parameters: true, boundarySize: 10, mapSize: 5 };
    const [seen, expected] = [await ours.read(request), await plain.read(request)];
    for (const key of ['parameters', 'boundary', 'maps'] as const)
      expect(norm(difference(seen[key], expected[key]))).toBeLessThanOrEqual(
        1e-4 * (1 + norm(expected[key])),
      );
    expect(seen.metrics?.loss).toBeCloseTo(expected.metrics?.loss ?? NaN, 3);
    expect(seen.metrics?.valLoss).toBeCloseTo(expected.metrics?.valLoss ?? NaN, 3);
    const [saved, savedPlain] = [await ours.save(), await plain.save()];
    expect(saved.cursor).toEqual(savedPlain.cursor);
    expect(saved.optimizer).toBe(savedPlain.optimizer);
    ours.dispose();
  }
});

test('A hundred rebuilds leave the numbers of tensors and of live GPU buffers unchanged.', async () => {
  const [experiment] = EXPERIMENTS;
  if (!experiment) throw new Error('no experiment');
  const setup = { experiment, index: 0, data: buildTrainingData(experiment) };
  const rebuild = async () => {
    const trainer = createTrainer(setup);
    await trainer.train(1);
    await trainer.read({ metrics: false, parameters: true, boundarySize: 10, mapSize: 5 });
    trainer.dispose();
    await device.queue.onSubmittedWorkDone();
  };
  const tensors = tf.memory().numTensors;
  for (let warmUp = 0; warmUp < 3; warmUp++) await rebuild();
  const { liveBuffers } = counts;
  for (let round = 0; round < 100; round++) await rebuild();
  expect(tf.memory().numTensors).toBe(tensors);
  expect(liveBuffers).toBeGreaterThan(0);
  expect(counts.liveBuffers).toBe(liveBuffers);
}, 600_000);
