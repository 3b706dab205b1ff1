/** Which neuron is pointed at (by pointer, finger or keyboard), so that other panels can show its output; never part of an Experiment. */
import { createStore, type StoreApi } from 'zustand/vanilla';

/** A neuron of a hidden layer; the output of the last layer is the boundary itself and is never here. */
export interface HoveredUnit {
  /** Index of the network. */
  readonly network: number;
  /** Index of the hidden layer, from 0. */
  readonly layer: number;
  /** Index of the unit in its layer, from 0. */
  readonly unit: number;
}

export interface PointerState {
  readonly hoveredUnit: HoveredUnit | null;
  /** Keeps the present object where the unit is the same, so that nobody renders for nothing. */
  readonly hover: (unit: HoveredUnit | null) => void;
}

export function createPointerStore(): StoreApi<PointerState> {
  return createStore<PointerState>()((set, get) => ({
    hoveredUnit: null,
    hover: (unit) => {
      const present = get().hoveredUnit;
      const isSame =
        present?.network === unit?.network && present?.layer === unit?.layer && present?.unit === unit?.unit;
      if (!isSame) set({ hoveredUnit: unit });
    },
  }));
}
