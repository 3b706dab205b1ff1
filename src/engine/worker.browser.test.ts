import { expect, test } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../domain/defaultExperiment';
import { createWorkerClient } from '../protocol/createWorkerClient';
import type { BackendId, EngineChoice, EngineId } from '../protocol/engineInfo';
import type { WorkerStatus } from '../protocol/messages';
import type { Snapshot } from '../protocol/snapshot';

/** A real worker, asked as the page asks it. */
function startWorker(choice: EngineChoice) {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  let status: WorkerStatus | null = null;
  let snapshot: Snapshot | null = null;
  const waiting = new Set<() => void>();
  const changed = () => waiting.forEach((check) => check());
  const client = createWorkerClient(worker, {
    onStatus: (next) => {
      status = next;
      changed();
    },
    onDevice: () => undefined,
    onSaved: () => undefined,
    onSnapshot: (next) => {
      snapshot = next;
      changed();
    },
  });
  worker.addEventListener('error', (event) => {
    throw new Error(event.message);
  });
  client.send({ type: 'experiment/load', experiment: DEFAULT_EXPERIMENT, revision: 1, choice });
  function waitFor<T>(find: () => T | null): Promise<T> {
    return new Promise((resolve) => {
      const check = () => {
        const found = find();
        if (found === null) return;
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
    });
  }
  return {
    client,
    waitForStatus: (accept: (status: WorkerStatus) => boolean) =>
      waitFor(() => (status && accept(status) ? status : null)),
    look: (boundarySize: number, mapSize: number) => {
      snapshot = null;
      expect(client.requestSnapshot({ boundarySize, mapSize })).toBe(true);
      return waitFor(() => snapshot);
    },
    end: () => worker.terminate(),
  };
}

const losses: Record<string, number[]> = {};

async function trainThreeEpochs(choice: EngineChoice): Promise<WorkerStatus> {
  const worker = startWorker(choice);
  const status = await worker.waitForStatus(
    ({ engine }) => engine !== null && engine.reason !== 'firstPicture',
  );
  const found: number[] = [];
  for (let epoch = 1; epoch <= 3; epoch++) {
    worker.client.send({ type: 'run/epoch' });
    let network;
    do network = (await worker.look(0, 0)).networks[0];
    while (!network || network.metrics.epoch < epoch);
    found.push(network.metrics.loss, network.metrics.valLoss);
  }
  losses[`${status.engine?.engine} ${status.engine?.backend}`] = found;
  worker.end();
  return status;
}

test('The first picture comes from the plain engine, and automatic choice stays with it on a software adapter.', async () => {
  const worker = startWorker({ engine: null, backend: null });
  const { networks, trainer } = await worker.look(50, 20);
  expect(trainer).toBe('paused');
  expect(networks[0]?.boundary.length).toBe(2500);
  const { engine } = await worker.waitForStatus((status) => status.engine?.reason !== 'firstPicture');
  expect(engine?.engine).toBe('cpu');
  expect(['softwareAdapter', 'noAdapter']).toContain(engine?.reason);
  worker.end();
});

test('The plain reference trains three epochs in the worker.', async () => {
  const { engine } = await trainThreeEpochs({ engine: 'cpu', backend: 'cpu' });
  expect(engine).toMatchObject({ engine: 'cpu', backend: 'cpu', reason: 'forced' });
});

const ENGINES: readonly (readonly [EngineId, BackendId])[] = [
  ['cpu', 'wasm'],
  ['fused', 'webgpu'],
  ['tfjs', 'cpu'],
  ['tfjs', 'wasm'],
  ['tfjs', 'webgl'],
  ['tfjs', 'webgpu'],
];
for (const [engineId, backend] of ENGINES)
  test(`${engineId} on ${backend} has the same losses as the plain reference for three epochs.`, async () => {
    const { engine } = await trainThreeEpochs({ engine: engineId, backend });
    expect(engine).toMatchObject({ engine: engineId, backend, reason: 'forced' });
    const plain = losses['cpu cpu'] ?? [];
    expect(plain).toHaveLength(6);
    losses[`${engineId} ${backend}`]?.forEach((loss, at) => expect(loss).toBeCloseTo(plain[at] ?? NaN, 4));
  });
