import { createRoot, type Root } from 'react-dom/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { DEFAULT_EXPERIMENT } from '../domain/defaultExperiment';
import type { Experiment } from '../domain/experiment';
import { buildInitialParameters } from '../domain/initialParameters';
import { layoutParams } from '../domain/paramLayout';
import { buildTestSnapshot } from '../store/buildTestSnapshot';
import { AppContext } from './AppContext';
import './base.css';
import { createTestServices } from './createTestServices';
import './network.css';
import { NetworkPanel } from './NetworkPanel';

const MAP_SIZE = 4;
let root: Root | null = null;
let container: HTMLElement | null = null;

/** Rendered. */
const settled = () => vi.waitFor(() => expect(document.querySelector('.network-stop')).not.toBeNull());

async function show(experiment: Experiment = DEFAULT_EXPERIMENT, epoch = 0) {
  const setWeight = vi.fn();
  const { services, hub } = createTestServices(experiment, { setWeight });
  const snapshot = buildTestSnapshot({ epoch, trainer: 'paused' });
  const [network] = snapshot.networks;
  const hidden = experiment.networks[0]?.hidden ?? [];
  const units = hidden.reduce((sum, layer) => sum + layer.units, 0);
  if (!network) throw new Error('a test snapshot has a network');
  const parameters = buildInitialParameters(experiment, 0);
  const receive = () =>
    hub.receive({
      ...snapshot,
      networks: [
        {
          ...network,
          parameters,
          maps: Float32Array.from({ length: units * MAP_SIZE ** 2 }, (_, at) => at / 100),
          mapSize: MAP_SIZE,
          boundary: new Float32Array(4).fill(0.5),
          boundarySize: 2,
        },
      ],
    });
  receive();
  container = document.createElement('div');
  container.style.cssText = 'width: 760px; height: 460px; display: flex; flex-direction: column;';
  document.body.append(container);
  root = createRoot(container);
  root.render(
    <AppContext value={services}>
      <NetworkPanel network={0} />
    </AppContext>,
  );
  await settled();
  return { services, setWeight, parameters };
}

afterEach(() => {
  root?.unmount();
  container?.remove();
});

const stop = (): HTMLElement => {
  const element = document.querySelector<HTMLElement>('.network-stop');
  if (!element) throw new Error('the network has no stop for the Tab key');
  return element;
};
const press = (...keys: readonly string[]) => userEvent.keyboard(keys.map((key) => `{${key}}`).join(''));

describe('NetworkPanel', () => {
  it('has one stop for the Tab key, which the arrow keys move, and tells the page which neuron it is on', async () => {
    const { services } = await show();
    stop().focus();
    await press('ArrowRight', 'ArrowRight', 'ArrowDown');
    expect(document.querySelectorAll('.network-overlay [tabindex]')).toHaveLength(1);
    expect(document.activeElement).toBe(stop());
    expect(stop().getAttribute('aria-label')).toBe('Layer 2, unit 2');
    await vi.waitFor(() =>
      expect(services.pointer.getState().hoveredUnit).toEqual({ network: 0, layer: 1, unit: 1 }),
    );
    await press('ArrowRight');
    // The output is the boundary itself.
    await vi.waitFor(() => expect(services.pointer.getState().hoveredUnit).toBeNull());
    stop().blur();
  });

  it('stands over the tile of its unit', async () => {
    await show();
    stop().focus();
    await press('ArrowRight', 'ArrowDown');
    const canvas = document.querySelector('.network-canvas canvas')?.getBoundingClientRect();
    const box = stop().getBoundingClientRect();
    if (!canvas) throw new Error('no canvas');
    // Column 1 of four.
    expect((box.left + box.right) / 2 - canvas.left).toBeCloseTo((1.5 * canvas.width) / 4, 0);
    expect(box.width).toBeGreaterThan(40);
  });

  it('makes a number typed before the first step part of the Experiment, in one undoable change', async () => {
    const { services, setWeight } = await show();
    stop().focus();
    await press('ArrowRight', 'Enter', 'Enter');
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('spinbutton'));
    await userEvent.keyboard('0.625{Enter}');
    const { layers } = layoutParams(DEFAULT_EXPERIMENT, 0);
    const state = services.experiment.getState();
    expect(state.experiment.networks[0]?.edits).toEqual([{ parameter: layers[0]?.biasOffset, value: 0.625 }]);
    expect(state.past).toHaveLength(1);
    expect(setWeight).not.toHaveBeenCalled();
  });

  it('sends a number typed on the way to the run, and leaves the Experiment as it is', async () => {
    const { services, setWeight, parameters } = await show(DEFAULT_EXPERIMENT, 3);
    stop().focus();
    await press('ArrowRight', 'Enter', 'ArrowDown', 'ArrowDown', 'Enter');
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('spinbutton'));
    // From input 2 to unit 1: row 1, column 0 of a kernel four units wide.
    expect(document.querySelector('[data-parameter]')?.getAttribute('data-parameter')).toBe('4');
    expect(Math.fround(Number(document.querySelector('[data-parameter]')?.getAttribute('data-value')))).toBe(
      parameters[4],
    );
    await userEvent.keyboard('-2{Enter}');
    expect(setWeight).toHaveBeenCalledExactlyOnceWith(0, 4, -2);
    expect(services.experiment.getState().experiment).toBe(DEFAULT_EXPERIMENT);
  });

  it('needs no more elements for the largest network than for the smallest, and reaches its last connection', async () => {
    const [first] = DEFAULT_EXPERIMENT.networks;
    const [model] = first?.hidden ?? [];
    if (!first || !model) throw new Error('the first visit has layers');
    const hidden = Array.from({ length: 8 }, () => ({ ...model, units: 64 }));
    await show({ ...DEFAULT_EXPERIMENT, networks: [{ ...first, hidden }] });
    expect(document.querySelectorAll('.network-canvas *').length).toBeLessThan(8);
    stop().focus();
    await press('End', ...new Array<string>(8).fill('ArrowRight'), 'End', 'Enter', 'End');
    expect(stop().getAttribute('aria-label')).toBe(
      'Connection from Layer 8, unit 64 to Output layer, unit 1',
    );
    expect(document.querySelector('.readout [data-parameter]')).not.toBeNull();
  });
});
