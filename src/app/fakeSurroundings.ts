/** A browser and a worker for tests of `createApp`: everything happens when the test says so. The page never uses it. */
import { encodeSnapshot } from '../protocol/encodeSnapshot';
import type { FromWorker, ToWorker, WorkerStatus } from '../protocol/messages';
import type { Snapshot } from '../protocol/snapshot';
import type { SavedRun } from '../protocol/trainerState';
import { createFakeClock } from '../store/fakeClock';
import type { AppSurroundings } from './createApp';
import type { WorkerPort } from './superviseWorker';

export interface FakeWorker {
  readonly port: WorkerPort;
  /** What the page has sent, oldest first. */
  readonly received: ToWorker[];
  readonly status: (status: Partial<WorkerStatus>) => void;
  readonly answer: (snapshot: Snapshot) => void;
  readonly save: (saved: SavedRun) => void;
  readonly die: (detail: string) => void;
  readonly isTerminated: () => boolean;
}

function createFakeWorker(): FakeWorker {
  const received: ToWorker[] = [];
  const listeners = new Set<(event: MessageEvent) => void>();
  let onFailure: (detail: string) => void = () => undefined;
  let isTerminated = false;
  const emit = (data: FromWorker): void => {
    for (const listener of [...listeners]) listener(new MessageEvent('message', { data }));
  };
  return {
    received,
    port: {
      postMessage: (message) => received.push(message),
      addEventListener: (_type, listener) => listeners.add(listener),
      removeEventListener: (_type, listener) => listeners.delete(listener),
      onFailure: (listener) => {
        onFailure = listener;
      },
      terminate: () => {
        isTerminated = true;
      },
    },
    status: (status) =>
      emit({ type: 'status/changed', status: { trainer: 'paused', engine: null, cause: null, ...status } }),
    answer: (snapshot) => emit({ type: 'snapshot/ready', buffer: encodeSnapshot(snapshot) }),
    save: (saved) => emit({ type: 'state/saved', saved }),
    die: (detail) => onFailure(detail),
    isTerminated: () => isTerminated,
  };
}

/** `hash` and `search` as the page is opened with them. */
export function createFakeSurroundings({ hash = '', search = '' } = {}) {
  const clock = createFakeClock();
  const workers: FakeWorker[] = [];
  const addresses: string[] = [];
  let present = hash;
  let isVisible = true;
  const surroundings: AppSurroundings = {
    startWorker: () => {
      const worker = createFakeWorker();
      workers.push(worker);
      return worker.port;
    },
    scheduler: clock.scheduler,
    timers: clock.timers,
    address: {
      read: () => present,
      write: (next) => {
        present = next;
        addresses.push(next);
      },
    },
    settings: { storage: null, search, browserLanguage: 'en' },
    isVisible: () => isVisible,
    randomSeed: () => 4711,
  };
  return {
    surroundings,
    clock,
    workers,
    /** What was written to the address bar, oldest first. */
    addresses,
    /** What a person does who pastes another address. */
    paste: (next: string): void => {
      present = next;
    },
    setVisible: (visible: boolean): void => {
      isVisible = visible;
    },
  };
}
