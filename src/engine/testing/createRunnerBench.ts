/** A runner to test without a worker: with a clock, a scheduler and engines of its own. Tests nothing itself. */
import { DEFAULT_EXPERIMENT } from '../../domain/defaultExperiment';
import type { Experiment, NetworkSpec } from '../../domain/experiment';
import type { EpochMetrics } from '../../domain/metrics';
import { planCommands } from '../../domain/planCommands';
import { decodeSnapshot } from '../../protocol/decodeSnapshot';
import type { EngineInfo } from '../../protocol/engineInfo';
import type { ToRunner, WorkerStatus } from '../../protocol/messages';
import type { SavedRun } from '../../protocol/trainerState';
import type { NetworkSnapshot, Snapshot } from '../../protocol/snapshot';
import { createCpuTrainer } from '../cpu/createCpuTrainer';
import { createRunner } from '../runner';
import type { TrainerFactory } from '../trainerSetup';

export const CPU: EngineInfo = { engine: 'cpu', backend: 'cpu', adapter: 'none', reason: 'noAdapter' };

export interface BenchOptions {
  readonly plans?: readonly EngineInfo[];
  /** What a step costs on the bench's clock. */
  readonly stepMs?: number;
  /** What a point of a grid costs. */
  readonly pointMs?: number;
  readonly failAtStep?: number;
  readonly startError?: Error;
}

/**
 * A runner on a clock that moves only while engines work or nothing is left to do; its engines are plain ones that take time.
 * `nextTurn` resolves in a later turn of the event loop. Throws where a training call is interleaved with anything.
 */
export function createRunnerBench(
  nextTurn: () => Promise<void>,
  { plans = [CPU], stepMs = 0.05, pointMs = 0, failAtStep, startError }: BenchOptions = {},
) {
  let now = 0;
  const turns: (() => void)[] = [];
  let timers: { readonly atMs: number; readonly callback: () => void }[] = [];
  const statuses: WorkerStatus[] = [];
  const snapshots: Snapshot[] = [];
  const saved: SavedRun[] = [];
  const chunks: number[] = [];
  let alive = 0;
  let isTraining = false;

  const factory: TrainerFactory = (setup) => {
    const trainer = createCpuTrainer(setup);
    let taken = 0;
    alive += 1;
    return {
      ...trainer,
      train: async (steps) => {
        if (isTraining) throw new Error('trained twice at once');
        isTraining = true;
        await Promise.resolve();
        taken += steps;
        if (failAtStep !== undefined && taken >= failAtStep) {
          isTraining = false;
          throw new Error('the engine broke');
        }
        chunks.push(steps);
        now += steps * stepMs;
        await trainer.train(steps);
        isTraining = false;
      },
      read: async (request) => {
        if (isTraining) throw new Error('looked at while training');
        now += (request.boundarySize ** 2 + request.mapSize ** 2) * pointMs;
        return trainer.read(request);
      },
      dispose: () => {
        alive -= 1;
        trainer.dispose();
      },
    };
  };
  const runner = createRunner({
    nowMs: () => now,
    afterMessages: (callback) => turns.push(callback),
    afterDelay: (callback, delayMs) => {
      const timer = { atMs: now + delayMs, callback };
      timers.push(timer);
      return () => (timers = timers.filter((other) => other !== timer));
    },
    post: (message) => {
      if (message.type === 'status/changed') statuses.push(message.status);
      else if (message.type === 'state/saved') saved.push(message.saved);
      else if (message.type === 'snapshot/ready') snapshots.push(decodeSnapshot(message.buffer));
    },
    // As slow as an adapter is to answer: not before the first picture.
    planEngines: () => nextTurn().then(() => plans),
    startEngine: (info) =>
      startError && info.engine !== 'cpu' ? Promise.reject(startError) : Promise.resolve(factory),
  });
  /** Lets everything that is due happen, in real turns of the event loop but on the bench's time. */
  async function settle(untilMs: number): Promise<void> {
    for (;;) {
      for (let turnsOfNode = 0; turnsOfNode < 3; turnsOfNode++) await nextTurn();
      const turn = turns.shift();
      if (turn) {
        if (now > untilMs) {
          turns.unshift(turn);
          return;
        }
        turn();
        continue;
      }
      const next = timers.reduce((least, { atMs }) => Math.min(least, atMs), Infinity);
      if (next > untilMs) {
        now = Math.max(now, Math.min(untilMs, Number.MAX_VALUE));
        return;
      }
      now = Math.max(now, next);
      const due = timers.filter(({ atMs }) => atMs <= next);
      timers = timers.filter(({ atMs }) => atMs > next);
      for (const { callback } of due) callback();
    }
  }
  let experiment = DEFAULT_EXPERIMENT;
  let revision = 1;
  const bench = {
    statuses,
    snapshots,
    saved,
    chunks,
    get now() {
      return now;
    },
    get alive() {
      return alive;
    },
    get status() {
      return statuses.at(-1);
    },
    send: (...messages: ToRunner[]) => messages.forEach((message) => runner.receive(message)),
    /** As `send`, then everything that follows within `forMs`. */
    after: async (forMs: number, ...messages: ToRunner[]) => {
      bench.send(...messages);
      await settle(now + forMs);
    },
    get experiment() {
      return experiment;
    },
    get revision() {
      return revision;
    },
    load: (loaded: Experiment = DEFAULT_EXPERIMENT, resumed?: SavedRun) => {
      experiment = loaded;
      return bench.after(0, {
        type: 'experiment/load',
        experiment,
        revision,
        choice: { engine: null, backend: null },
        ...(resumed && { saved: resumed }),
      });
    },
    /** `restore`: as undo and redo do. */
    change: async (update: (experiment: Experiment) => Experiment, forMs = 0, restore?: number) => {
      const before = experiment;
      experiment = update(before);
      revision += 1;
      const commands = planCommands(before, experiment);
      await bench.after(forMs, {
        type: 'experiment/change',
        experiment,
        revision,
        commands,
        ...(restore !== undefined && { restore }),
      });
    },
    look: async (boundarySize = 0, mapSize = 0): Promise<Snapshot> => {
      const count = snapshots.length;
      bench.send({ type: 'snapshot/request', request: { boundarySize, mapSize } });
      for (let tries = 0; snapshots.length === count && tries < 1000; tries++) await settle(now + 1);
      const snapshot = snapshots.at(-1);
      if (!snapshot || snapshots.length !== count + 1) throw new Error('one request was not answered once');
      return snapshot;
    },
  };
  return bench;
}

/** The first network's part. */
export const network = (snapshot: Snapshot): NetworkSnapshot => {
  const [first] = snapshot.networks;
  if (!first) throw new Error('no network in the snapshot');
  return first;
};
/** What must be equal in equal runs: time is not. */
export const figures = ({ seconds: _, ...metrics }: EpochMetrics) => metrics;
export const withNetwork =
  (change: Partial<NetworkSpec>) =>
  (experiment: Experiment): Experiment => ({
    ...experiment,
    networks: experiment.networks.map((spec) => ({ ...spec, ...change })),
  });
