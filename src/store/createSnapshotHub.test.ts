import { describe, expect, it } from 'vitest';
import type { TuneChange } from '../domain/commands';
import { buildTestSnapshot } from './buildTestSnapshot';
import { createFrameLoop } from './createFrameLoop';
import { createSlowFacts } from './createSlowFacts';
import { createSnapshotHub, HISTORY_CAPACITY } from './createSnapshotHub';
import { createFakeClock } from './fakeClock';

function start() {
  const clock = createFakeClock();
  const hub = createSnapshotHub(createFrameLoop(clock.scheduler));
  const epochs = () => hub.history(0).map(({ epoch }) => epoch);
  return { clock, hub, epochs };
}

const rate = (from: number, to: number): TuneChange => ({ field: 'learningRate', layer: null, from, to });

describe('the snapshot hub', () => {
  it('keeps the newest snapshot and tells its listeners once a frame', () => {
    const { clock, hub } = start();
    let calls = 0;
    const stop = hub.subscribe(() => (calls += 1));
    const newest = buildTestSnapshot({ epoch: 2 });
    hub.receive(buildTestSnapshot({ epoch: 1 }));
    hub.receive(newest);
    expect(hub.latest()).toBe(newest);
    expect(calls).toBe(0);
    clock.frame();
    expect(calls).toBe(1);
    stop();
    hub.receive(buildTestSnapshot({ epoch: 3 }));
    clock.frame();
    expect(calls).toBe(1);
  });

  it('joins the rows of a run and begins anew with another run', () => {
    const { hub, epochs } = start();
    hub.receive(buildTestSnapshot({ epoch: 2, rows: [0, 1, 2] }));
    hub.receive(buildTestSnapshot({ epoch: 4, rows: [3, 4] }));
    expect(epochs()).toEqual([0, 1, 2, 3, 4]);
    hub.mark(0, [rate(0.03, 0.3)], 'drag');
    hub.receive(buildTestSnapshot({ run: 2, rows: [0] }));
    expect(epochs()).toEqual([0]);
    expect(hub.marks(0)).toEqual([]);
    hub.clear();
    expect(epochs()).toEqual([]);
    expect(hub.latest()).toBeNull();
  });

  it('gives a run that is taken up again its curve and marks back, and passes over epochs that it knows', () => {
    const { hub, epochs } = start();
    hub.receive(buildTestSnapshot({ epoch: 3, rows: [0, 1, 2, 3] }));
    hub.mark(0, [rate(0.03, 0.3)], 'drag');
    hub.receive(buildTestSnapshot({ run: 2, rows: [0] }));
    hub.receive(buildTestSnapshot({ run: 1, epoch: 2, rows: [] }));
    expect(epochs()).toEqual([0, 1, 2, 3]);
    expect(hub.marks(0)).toHaveLength(1);
    hub.receive(buildTestSnapshot({ run: 1, epoch: 4, rows: [3, 4] }));
    expect(epochs()).toEqual([0, 1, 2, 3, 4]);
  });

  it('holds a bounded number of rows, the newest among them', () => {
    const { hub, epochs } = start();
    hub.receive(
      buildTestSnapshot({ rows: Array.from({ length: 3 * HISTORY_CAPACITY }, (_, epoch) => epoch) }),
    );
    expect(epochs().length).toBeLessThanOrEqual(HISTORY_CAPACITY);
    expect(epochs().at(-1)).toBe(3 * HISTORY_CAPACITY - 1);
  });

  it('marks a change at the present epoch; the ticks of one drag make one mark from first to last value', () => {
    const { hub } = start();
    hub.receive(buildTestSnapshot({ epoch: 120 }));
    hub.mark(0, [rate(0.03, 0.1)], 'first drag');
    hub.receive(buildTestSnapshot({ epoch: 125 }));
    hub.mark(0, [rate(0.1, 0.3)], 'first drag');
    hub.mark(0, [rate(0.3, 1)], 'second drag');
    expect(hub.marks(0)).toEqual([
      { epoch: 120, change: rate(0.03, 0.3) },
      { epoch: 125, change: rate(0.3, 1) },
    ]);
  });

  it('takes a mark away when its drag comes back to the first value', () => {
    const { hub } = start();
    hub.receive(buildTestSnapshot({ epoch: 120 }));
    hub.mark(0, [rate(0.03, 0.1)], 'drag');
    hub.mark(0, [rate(0.1, 0.03)], 'drag');
    expect(hub.marks(0)).toEqual([]);
  });

  it('marks nothing before the first step', () => {
    const { hub } = start();
    hub.mark(0, [rate(0.03, 0.1)], 'drag');
    hub.receive(buildTestSnapshot({ epoch: 0 }));
    hub.mark(0, [rate(0.03, 0.1)], 'drag');
    expect(hub.marks(0)).toEqual([]);
  });
});

describe('the slow facts', () => {
  it('change at most ten times a second, and end with the last snapshot', () => {
    const { clock, hub } = start();
    const facts = createSlowFacts(hub, clock.timers);
    const seen: number[] = [];
    facts.subscribe(({ perNetwork }) => seen.push(perNetwork[0]?.epoch ?? -1));
    for (let epoch = 1; epoch <= 60; epoch += 1) {
      hub.receive(buildTestSnapshot({ epoch, trainer: epoch === 60 ? 'paused' : 'training' }));
      clock.frame();
      clock.advance(16);
    }
    expect(seen.length).toBeLessThanOrEqual(11);
    expect(seen[0]).toBe(1);
    clock.advance(100);
    expect(seen.at(-1)).toBe(60);
    expect(facts.getState()).toMatchObject({ trainer: 'paused', stepsPerSecond: 200, run: 1 });
    const count = seen.length;
    clock.advance(1000);
    expect(seen).toHaveLength(count);
  });
});
