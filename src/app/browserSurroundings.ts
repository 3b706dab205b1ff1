/** The browser as `createApp` wants it: clock, frames, address bar, storage, random seeds and the worker. */
import type { AppSurroundings } from './createApp';
import type { WorkerPort } from './superviseWorker';

/** New seeds are from 1 to this: short enough to be read out and typed. */
const MAX_NEW_SEED = 999_999;

function startWorker(): WorkerPort {
  const worker = new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module' });
  return {
    postMessage: (message) => worker.postMessage(message),
    addEventListener: (type, listener) => worker.addEventListener(type, listener),
    removeEventListener: (type, listener) => worker.removeEventListener(type, listener),
    onFailure: (listener) => {
      // A worker that cannot be loaded gives a plain Event without a message.
      worker.addEventListener('error', (event) => listener(event instanceof ErrorEvent ? event.message : ''));
      worker.addEventListener('messageerror', () => listener('messageerror'));
    },
    terminate: () => worker.terminate(),
  };
}

/** Where storage is forbidden even looking at it throws. */
function findStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function randomSeed(): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return 1 + (drawn % MAX_NEW_SEED);
}

export function browserSurroundings(): AppSurroundings {
  return {
    startWorker,
    scheduler: {
      requestFrame: (callback) => void requestAnimationFrame(callback),
      now: () => performance.now(),
      report: (error) => reportError(error),
    },
    timers: {
      now: () => performance.now(),
      set: (callback, delayMs) => window.setTimeout(callback, delayMs),
      clear: (id) => window.clearTimeout(id),
    },
    address: {
      read: () => window.location.hash.slice(1),
      write: (hash) => {
        const { pathname, search } = window.location;
        window.history.replaceState(window.history.state, '', `${pathname}${search}#${hash}`);
      },
    },
    settings: {
      storage: findStorage(),
      search: window.location.search,
      browserLanguage: navigator.language,
    },
    isVisible: () => document.visibilityState === 'visible',
    randomSeed,
  };
}
