import { describe, expect, it, vi } from 'vitest';
import { createPointerStore } from './createPointerStore';

describe('createPointerStore', () => {
  it('tells its listeners of another unit, and of none, but not of the same unit again', () => {
    const store = createPointerStore();
    const listener = vi.fn();
    store.subscribe(listener);
    const { hover } = store.getState();
    hover(null);
    expect(listener).not.toHaveBeenCalled();
    hover({ network: 0, layer: 1, unit: 2 });
    hover({ network: 0, layer: 1, unit: 2 });
    expect(listener).toHaveBeenCalledTimes(1);
    expect(store.getState().hoveredUnit).toEqual({ network: 0, layer: 1, unit: 2 });
    hover({ network: 1, layer: 1, unit: 2 });
    hover(null);
    expect(listener).toHaveBeenCalledTimes(3);
    expect(store.getState().hoveredUnit).toBeNull();
  });
});
