import { expect, test } from 'vitest';
import { createWorkerClient } from './createWorkerClient';
import { encodeSnapshot } from './encodeSnapshot';
import type { FromWorker, ToWorker } from './messages';

function createPort() {
  const sent: ToWorker[] = [];
  const listeners = new Set<(event: MessageEvent) => void>();
  return {
    sent,
    postMessage: (message: ToWorker) => void sent.push(message),
    addEventListener: (_type: 'message', listener: (event: MessageEvent) => void) =>
      void listeners.add(listener),
    removeEventListener: (_type: 'message', listener: (event: MessageEvent) => void) =>
      void listeners.delete(listener),
    deliver: (message: FromWorker) =>
      listeners.forEach((listener) => listener(new MessageEvent('message', { data: message }))),
  };
}

const request = { boundarySize: 50, mapSize: 20 };
const buffer = () =>
  encodeSnapshot({ revision: 1, run: 1, trainer: 'paused', stepsPerSecond: 0, networks: [] });
const nothing = {
  onStatus: () => undefined,
  onSnapshot: () => undefined,
  onDevice: () => undefined,
  onSaved: () => undefined,
};

test('One snapshot at most is awaited; the next may be asked for when it has come.', () => {
  const port = createPort();
  const revisions: number[] = [];
  const client = createWorkerClient(port, {
    ...nothing,
    onSnapshot: ({ revision }) => revisions.push(revision),
  });
  expect(client.requestSnapshot(request)).toBe(true);
  expect(client.requestSnapshot(request)).toBe(false);
  expect(port.sent).toEqual([{ type: 'snapshot/request', request }]);
  port.deliver({ type: 'snapshot/ready', buffer: buffer() });
  expect(revisions).toEqual([1]);
  expect(client.requestSnapshot(request)).toBe(true);
});

test('A snapshot that cannot be read is an error, but does not block the next.', () => {
  const port = createPort();
  const client = createWorkerClient(port, nothing);
  client.requestSnapshot(request);
  expect(() => port.deliver({ type: 'snapshot/ready', buffer: new ArrayBuffer(8) })).toThrow(RangeError);
  expect(client.requestSnapshot(request)).toBe(true);
});

test('Messages are sent as they are, statuses passed on, and nothing after closing.', () => {
  const port = createPort();
  const states: string[] = [];
  const client = createWorkerClient(port, { ...nothing, onStatus: ({ trainer }) => states.push(trainer) });
  client.send({ type: 'run/play' });
  expect(port.sent).toEqual([{ type: 'run/play' }]);
  const status = { trainer: 'training', engine: null, cause: null } as const;
  port.deliver({ type: 'status/changed', status });
  client.close();
  port.deliver({ type: 'status/changed', status: { ...status, trainer: 'paused' } });
  expect(states).toEqual(['training']);
});
