/** The page's end of the talk with the worker: typed sending, and at most one snapshot request under way. Starts and replaces no worker. */
import { decodeSnapshot } from './decodeSnapshot';
import type { FromDevice } from './deviceMessages';
import type { FromWorker, SnapshotRequest, ToWorker, WorkerStatus } from './messages';
import type { Snapshot } from './snapshot';
import type { SavedRun } from './trainerState';

/** The part of a Worker or a MessagePort that the client needs. */
export interface ClientPort {
  postMessage(message: ToWorker): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  /** A MessagePort must be started when listened to in this way; a Worker has no `start`. */
  start?(): void;
}

export interface WorkerClientCallbacks {
  readonly onStatus: (status: WorkerStatus) => void;
  /** The snapshot's arrays are the receiver's own. */
  readonly onSnapshot: (snapshot: Snapshot) => void;
  /** The latest of them is what a worker needs that takes this one's place. */
  readonly onSaved: (saved: SavedRun) => void;
  readonly onDevice: (answer: FromDevice) => void;
}

export type WorkerClientMessage = Exclude<ToWorker, { readonly type: 'snapshot/request' }>;

export interface WorkerClient {
  send(message: WorkerClientMessage): void;
  /** Asks for a snapshot unless one is awaited; tells whether it asked. */
  requestSnapshot(request: SnapshotRequest): boolean;
  /** Stops listening; the port itself stays open. */
  close(): void;
}

/** Joins a port to callbacks. A snapshot that cannot be read throws in the message handler and frees the way for the next request. */
export function createWorkerClient(port: ClientPort, callbacks: WorkerClientCallbacks): WorkerClient {
  let isAwaitingSnapshot = false;

  const receive = (event: MessageEvent): void => {
    // Only the worker, built from the same sources, speaks on this port.
    const message = event.data as FromWorker;
    switch (message.type) {
      case 'status/changed':
        callbacks.onStatus(message.status);
        return;
      case 'snapshot/ready':
        isAwaitingSnapshot = false;
        callbacks.onSnapshot(decodeSnapshot(message.buffer));
        return;
      case 'state/saved':
        callbacks.onSaved(message.saved);
        return;
      case 'device/inspected':
      case 'device/selfTested':
      case 'device/raced':
        callbacks.onDevice(message);
        return;
      default: {
        const unknown: never = message;
        throw new RangeError(`unknown message ${JSON.stringify(unknown)}`);
      }
    }
  };
  port.addEventListener('message', receive);
  port.start?.();

  return {
    send: (message) => port.postMessage(message),
    requestSnapshot: (request) => {
      if (isAwaitingSnapshot) return false;
      isAwaitingSnapshot = true;
      port.postMessage({ type: 'snapshot/request', request });
      return true;
    },
    close: () => port.removeEventListener('message', receive),
  };
}
