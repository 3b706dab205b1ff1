import { StrictMode, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChartSize } from '../charts/chartTypes';
import { buildTestSnapshot } from '../store/buildTestSnapshot';
import { AppContext } from './AppContext';
import { ChartHost } from './ChartHost';
import type { ChartTheme } from './chartTheme';
import { createTestServices } from './createTestServices';

/** Two frames: what was asked for in the first has been drawn in the second at the latest. */
async function frames(): Promise<void> {
  for (let count = 0; count < 3; count += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
}

let root: Root;
let container: HTMLElement;
const { services, hub } = createTestServices();
const drawn: { size: ChartSize; theme: ChartTheme }[] = [];
const draw = (_target: Element, size: ChartSize, theme: ChartTheme): void => void drawn.push({ size, theme });
let renders = 0;

function Counted({ children }: { readonly children: ReactNode }): ReactNode {
  renders += 1;
  return children;
}

function show(chart: ReactNode): void {
  root.render(
    <StrictMode>
      <AppContext value={services}>
        <Counted>{chart}</Counted>
      </AppContext>
    </StrictMode>,
  );
}

beforeEach(() => {
  container = document.createElement('div');
  container.style.width = '300px';
  document.body.append(container);
  root = createRoot(container);
  drawn.length = 0;
  document.documentElement.dataset['theme'] = 'light';
  document.documentElement.style.setProperty('--ink', 'hsl(120 100% 25%)');
});
afterEach(() => {
  root.unmount();
  container.remove();
});

describe('ChartHost', () => {
  it('draws at its measured size with the colours of the theme, and names itself to tests and to readers', async () => {
    show(<ChartHost kind="canvas" name="boundary" network={0} label="finding" aspect={1.5} draw={draw} />);
    await vi.waitFor(() => expect(drawn.length).toBeGreaterThan(0));
    expect(drawn.at(-1)?.size).toMatchObject({ widthPx: 300, heightPx: 200 });
    expect(drawn.at(-1)?.theme.colors.ink).toBe('rgb(0, 128, 0)');
    expect(drawn.at(-1)?.theme.locale).toBe('en');
    const host = container.querySelector('[data-chart="boundary"][data-network="0"]');
    expect(host?.getAttribute('role')).toBe('img');
    expect(host?.getAttribute('aria-label')).toBe('finding');
    expect(host?.querySelector('canvas')).not.toBeNull();
  });

  it('draws each snapshot once without rendering React, and not at all where it is not live', async () => {
    const still = vi.fn();
    show(
      <>
        <ChartHost kind="svg" name="loss" label="finding" heightPx={100} draw={draw} />
        <ChartHost kind="svg" name="thumbnail" label="still" heightPx={100} draw={still} live={false} />
      </>,
    );
    await vi.waitFor(() => expect(drawn.length).toBeGreaterThan(0));
    await frames();
    const before = { drawn: drawn.length, renders, still: still.mock.calls.length };
    expect(before.still).toBeGreaterThan(0);
    for (let epoch = 1; epoch <= 3; epoch += 1) {
      hub.receive(buildTestSnapshot({ epoch }));
      hub.receive(buildTestSnapshot({ epoch }));
      await frames();
    }
    expect(drawn.length).toBe(before.drawn + 3);
    expect(renders).toBe(before.renders);
    expect(still).toHaveBeenCalledTimes(before.still);
  });

  it('waits until it is on screen', async () => {
    const above = document.createElement('div');
    above.style.height = '5000px';
    container.before(above);
    show(<ChartHost kind="canvas" name="weights" label="finding" heightPx={100} draw={draw} />);
    await vi.waitFor(() => expect(container.querySelector('canvas')).not.toBeNull());
    hub.receive(buildTestSnapshot({ epoch: 1 }));
    await frames();
    expect(drawn).toHaveLength(0);
    container.scrollIntoView();
    await vi.waitFor(() => expect(drawn).toHaveLength(1));
    above.remove();
  });

  it('draws again when size, theme or dirtyKey change, always with the newest function', async () => {
    const chart = (dirtyKey: number, newest: typeof draw): ReactNode => (
      <ChartHost
        kind="canvas"
        name="network"
        label="finding"
        heightPx={100}
        dirtyKey={dirtyKey}
        draw={newest}
      />
    );
    show(chart(1, draw));
    await vi.waitFor(() => expect(drawn.length).toBeGreaterThan(0));
    container.style.width = '200px';
    await vi.waitFor(() => expect(drawn.at(-1)?.size.widthPx).toBe(200));
    document.documentElement.style.setProperty('--ink', '#ff0000');
    document.documentElement.dataset['theme'] = 'dark';
    await vi.waitFor(() => expect(drawn.at(-1)?.theme.colors.ink).toBe('rgb(255, 0, 0)'));
    await frames();
    const count = drawn.length;
    const other = vi.fn();
    show(chart(1, other));
    await frames();
    expect(other).not.toHaveBeenCalled();
    show(chart(2, other));
    await vi.waitFor(() => expect(other).toHaveBeenCalledTimes(1));
    expect(drawn).toHaveLength(count);
  });
});
