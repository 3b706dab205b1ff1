/** Keeps one worker alive: starts it, joins it to the page, starts another when it dies (once by itself, later when the person goes on). */
import {
  createWorkerClient,
  type ClientPort,
  type WorkerClient,
  type WorkerClientCallbacks,
  type WorkerClientMessage,
} from '../protocol/createWorkerClient';
import type { SnapshotRequest } from '../protocol/messages';

/** The part of a Worker that is needed here. */
export interface WorkerPort extends ClientPort {
  /** Called with the browser's words ('' where it gives none) when the worker has thrown or could not be loaded. */
  onFailure(listener: (detail: string) => void): void;
  terminate(): void;
}

export interface WorkerSupervisorOptions extends WorkerClientCallbacks {
  readonly startWorker: () => WorkerPort;
  /** What a fresh worker is told first. */
  readonly greet: (send: (message: WorkerClientMessage) => void) => void;
  /** `restarts` tells whether another worker is started at once. */
  readonly onDeath: (detail: string, restarts: boolean) => void;
  /** Milliseconds from any fixed moment. */
  readonly nowMs: () => number;
}

export interface WorkerSupervisor {
  readonly start: () => void;
  /** With no worker alive one is started first: that a person acts is reason enough to try again. */
  readonly send: (message: WorkerClientMessage) => void;
  /** False where a snapshot is awaited already or no worker is alive. */
  readonly requestSnapshot: (request: SnapshotRequest) => boolean;
  readonly stop: () => void;
}

/** How often in a row a worker that died is replaced without being asked. */
const MAX_RESTARTS = 1;
/** A worker that has lived this long did not die of what its predecessor died of at once. */
const PROVEN_MS = 10_000;

export function superviseWorker(options: WorkerSupervisorOptions): WorkerSupervisor {
  let alive: { readonly port: WorkerPort; readonly client: WorkerClient } | null = null;
  let restarts = 0;

  const stop = (): void => {
    alive?.client.close();
    alive?.port.terminate();
    alive = null;
  };

  const start = (): void => {
    stop();
    const port = options.startWorker();
    const client = createWorkerClient(port, options);
    alive = { port, client };
    const bornMs = options.nowMs();
    port.onFailure((detail) => {
      if (alive?.port !== port) return;
      stop();
      if (options.nowMs() - bornMs >= PROVEN_MS) restarts = 0;
      const restartsNow = restarts < MAX_RESTARTS;
      restarts += 1;
      options.onDeath(detail, restartsNow);
      if (restartsNow) start();
    });
    options.greet((message) => client.send(message));
  };

  return {
    start,
    send: (message) => {
      if (!alive) start();
      alive?.client.send(message);
    },
    requestSnapshot: (request) => alive?.client.requestSnapshot(request) ?? false,
    stop,
  };
}
