/** Drives the inspector with a clock and frames of its own. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPERIMENT } from '../../domain/defaultExperiment';
import type { Experiment } from '../../domain/experiment';
import { generateData } from '../../domain/generateData';
import { buildInitialParameters } from '../../domain/initialParameters';
import { createInspector, SLICE_MS, type Found, type InspectionTarget } from './createInspector';

function createBench(msPerLook = 0) {
  let nowMs = 0;
  const frames = new Set<() => void>();
  const found: Found[] = [];
  const inspector = createInspector(
    { nowMs: () => (nowMs += msPerLook), nextFrame: (task) => frames.add(task) },
    (one) => found.push(one),
  );
  return {
    inspector,
    found,
    wait: (ms: number) => (nowMs += ms),
    /** Runs frames until nobody asks for one; gives how many there were. */
    settle: () => {
      let count = 0;
      for (; frames.size > 0; count++) {
        const tasks = [...frames];
        frames.clear();
        for (const task of tasks) task();
      }
      return count;
    },
  };
}

function targetOf(experiment: Experiment = DEFAULT_EXPERIMENT): InspectionTarget {
  return {
    experiment,
    index: 0,
    dataSet: generateData(experiment.data),
    parameters: buildInitialParameters(experiment, 0),
    run: 1,
    step: 0,
    isTraining: false,
  };
}
const nudge = (target: InspectionTarget): InspectionTarget => ({
  ...target,
  parameters: target.parameters.map((value) => value + 0.01),
});

describe('createInspector', () => {
  it('looks at once at rest, leaving out every unit, and not twice at the same weights', () => {
    const { inspector, found, settle } = createBench();
    const target = targetOf();
    inspector.offer(target);
    settle();
    inspector.offer({ ...target, parameters: target.parameters.slice() });
    expect(settle()).toBe(0);
    expect(found).toHaveLength(1);
    expect(found[0]?.inspection.layers.map(({ accuracyWithout }) => accuracyWithout?.length)).toEqual([
      4,
      4,
      undefined,
    ]);
    inspector.offer(nudge(target));
    settle();
    expect(found).toHaveLength(2);
  });

  it('looks once a second while training, leaving out none', () => {
    const { inspector, found, settle, wait } = createBench();
    let target: InspectionTarget = { ...targetOf(), isTraining: true };
    for (let frame = 0; frame < 125; frame++) {
      target = nudge(target);
      inspector.offer(target);
      settle();
      wait(20);
    }
    expect(found).toHaveLength(3);
    expect(found[0]?.inspection.layers[0]?.accuracyWithout).toBeNull();
  });

  it('stops within its slice and goes on in the next frame', () => {
    const { inspector, found, settle } = createBench(SLICE_MS / 2);
    inspector.offer(targetOf());
    expect(settle()).toBeGreaterThan(1);
    expect(found[0]?.inspection.rows).toBe(200);
  });

  it('drops a look at weights that are not there any more', () => {
    const { inspector, found, settle } = createBench();
    const target = targetOf();
    inspector.offer(target);
    inspector.offer(nudge(target));
    settle();
    expect(found).toHaveLength(1);
    expect(found[0]?.target.parameters).toEqual(nudge(target).parameters);
  });

  it('leaves a network alone that would cost too much, and does without leaving out where only that does', () => {
    const layer = DEFAULT_EXPERIMENT.networks[0]!.hidden[0]!;
    const wide: Experiment = {
      ...DEFAULT_EXPERIMENT,
      data: { ...DEFAULT_EXPERIMENT.data, samples: 400 },
      networks: [
        {
          ...DEFAULT_EXPERIMENT.networks[0]!,
          hidden: Array.from({ length: 8 }, () => ({ ...layer, units: 64 })),
        },
      ],
    };
    const { inspector, found, settle } = createBench();
    inspector.offer({ ...targetOf(wide), isTraining: true });
    settle();
    expect(found).toHaveLength(0);
    inspector.offer(targetOf(wide));
    settle();
    expect(found[0]?.inspection.layers[0]?.accuracyWithout).toBeNull();
  });
});
