/** Holds the worker's slow facts and the notices that stand on the page; decides nothing about them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { WorkerStatus } from '../protocol/messages';
import type { Notice, StatusState } from './storeTypes';

export interface StatusStore {
  readonly store: StoreApi<StatusState>;
  readonly setWorker: (status: WorkerStatus) => void;
  /** The newest notice of a kind takes the place of an older one. */
  readonly announce: (content: Notice['content']) => void;
  /** Takes a kind of notice away when its reason is gone. */
  readonly withdraw: (code: Notice['content']['code']) => void;
}

export function createStatusStore(): StatusStore {
  let lastId = 0;
  const store = createStore<StatusState>()((set, get) => ({
    worker: { trainer: 'starting', engine: null, cause: null },
    notices: [],
    dismiss: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
  }));
  const without = (code: Notice['content']['code']): readonly Notice[] =>
    store.getState().notices.filter((notice) => notice.content.code !== code);
  return {
    store,
    setWorker: (worker) => store.setState({ worker }),
    announce: (content) => {
      lastId += 1;
      store.setState({ notices: [...without(content.code), { id: lastId, content }] });
    },
    withdraw: (code) => store.setState({ notices: without(code) }),
  };
}
