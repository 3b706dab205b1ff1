/** Which of the page's dialogs is open; one at a time. Never part of an Experiment, and not kept. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export type PanelName = 'shortcuts' | 'device';

export interface PanelState {
  readonly open: PanelName | null;
  readonly show: (panel: PanelName) => void;
  readonly close: () => void;
}

export function createPanelStore(): StoreApi<PanelState> {
  return createStore<PanelState>()((set) => ({
    open: null,
    show: (panel) => set({ open: panel }),
    close: () => set({ open: null }),
  }));
}
