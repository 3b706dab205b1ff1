/** What trains now: the experiment, its networks in lock step, and the engine under them. Every change to them is made here; when, is the runner's affair. */
import type { Command, TuneChange } from '../domain/commands';
import type { Experiment } from '../domain/experiment';
import { sameValue } from '../domain/sameValue';
import type { EngineInfo } from '../protocol/engineInfo';
import type { SnapshotRequest } from '../protocol/messages';
import type { NetworkSnapshot } from '../protocol/snapshot';
import { buildTrainingData } from './buildTrainingData';
import type { TrainingData } from './buildTrainingData';
import { countStepsInEpoch, countStepsPerEpoch } from './cursor';
import {
  buildRuns,
  createPending,
  isUnevaluatedEnd,
  measureRun,
  restoreTrainers,
  shapeOf,
  trainRun,
} from './lockStep';
import type { NetworkRun } from './lockStep';
import type { TrainerFactory } from './trainerSetup';

/** Whether a tuned field changes what a network with the same weights predicts or how it is judged. */
const CHANGES_FIGURES: Readonly<Record<TuneChange['field'], boolean>> = {
  learningRate: false,
  batchSize: false,
  regularization: false,
  regularizationRate: false,
  dropout: false,
  optimizer: false,
  loss: true,
  activation: true,
  alpha: true,
  frozen: false,
};

/** Starts everywhere. */
const LAST_RESORT: EngineInfo = { engine: 'cpu', backend: 'cpu', adapter: '', reason: 'unavailable' };

export interface SessionHost {
  readonly nowMs: () => number;
  readonly startEngine: (info: EngineInfo) => Promise<TrainerFactory>;
}

/** What one look brought back of every network. */
export type Look = readonly NetworkSnapshot[];

export class Session {
  runs: readonly NetworkRun[] = [];
  info: EngineInfo | null = null;
  /** Counts up at every rebuild and reset. */
  run = 0;
  /** Counts up whenever a look would show something else. */
  version = 0;
  private factory: TrainerFactory | null = null;
  private data: TrainingData;

  constructor(
    readonly host: SessionHost,
    public experiment: Experiment,
    lastRun: number,
  ) {
    this.run = lastRun;
    this.data = buildTrainingData(experiment);
  }

  /** The network by which epochs are counted where one count is needed. */
  get lead(): NetworkRun {
    const [first] = this.runs;
    if (!first) throw new Error('nothing is built');
    return first;
  }

  /** Takes over another experiment and does to the networks what `commands` ask. Any rebuild starts all of them anew, as they are compared from epoch 0 on. */
  async change(experiment: Experiment, commands: readonly Command[]): Promise<void> {
    const before = this.experiment;
    this.experiment = experiment;
    if (!sameValue([before.data, before.inputs], [experiment.data, experiment.inputs]))
      this.data = buildTrainingData(experiment);
    const tuned = commands.filter((command) => command.kind === 'tune');
    const isRebuilt =
      commands.some(({ kind }) => kind === 'rebuild') ||
      before.networks.length !== experiment.networks.length;
    // Before the first step a tuned network is one that was always so: its run begins with the new figures.
    const isUntrained = this.runs.length > 0 && this.runs.every(({ cursor }) => cursor.step === 0);
    if (isRebuilt || (tuned.length > 0 && isUntrained)) await this.restart();
    else if (this.runs.length > 0)
      for (const { network, changes } of tuned) await this.tune(network, changes);
  }

  /** Every network at step 0, evaluated. */
  async restart(): Promise<void> {
    // After a failure the engine itself may be gone (a lost device), so it is started anew.
    if (this.runs.length === 0) await this.handOver(this.info ? [this.info, LAST_RESORT] : [LAST_RESORT]);
    const { factory } = this;
    if (!factory) throw new Error('no engine has been started');
    this.dispose();
    this.run += 1;
    this.version += 1;
    this.runs = buildRuns(this.experiment, this.data, factory);
    for (const index of this.runs.keys()) await this.evaluate(index);
  }

  /** Takes the steps with every network; where each was, it is `steps` further. */
  async train(steps: number): Promise<void> {
    for (const [index, run] of this.runs.entries())
      this.replaceRun(index, await trainRun(run, steps, this.host.nowMs));
    this.version += 1;
  }

  /** Figures of the epoch at whose end network `index` stands; false where they, or its parameters, are not numbers. */
  async evaluate(index: number): Promise<boolean> {
    const run = this.runs[index];
    if (!run) throw new RangeError(`no network ${index}`);
    const { metrics, isFinite } = await measureRun(run);
    // A curve has no place for what is not a number.
    if (isFinite) run.pending.append([metrics]);
    this.replaceRun(index, { ...run, metrics, isLookedAt: false, evaluatedMs: this.host.nowMs() });
    this.version += 1;
    return isFinite;
  }

  /** One look at every network. Rows are handed out once. */
  async look(sizes: SnapshotRequest): Promise<Look> {
    const look: NetworkSnapshot[] = [];
    for (const [index, run] of this.runs.entries()) {
      const reading = await run.trainer.read({ ...sizes, metrics: false, parameters: true });
      look.push({
        epoch: run.cursor.epoch,
        step: run.cursor.step,
        stepInEpoch: countStepsInEpoch(run.cursor, run.shape),
        stepsPerEpoch: countStepsPerEpoch(run.shape),
        metrics: run.metrics,
        rows: run.pending.rows(),
        parameters: reading.parameters,
        boundary: reading.boundary,
        boundarySize: sizes.boundarySize,
        maps: reading.maps,
        mapSize: sizes.mapSize,
      });
      this.replaceRun(index, { ...run, pending: createPending(), isLookedAt: true });
    }
    return look;
  }

  /** Goes on with the first of `plans` whose engine starts, from exactly where the networks are. Throws if none does. */
  async handOver(plans: readonly EngineInfo[]): Promise<void> {
    const [best] = plans;
    if (this.info && best && this.runs.length > 0 && isSameEngine(this.info, best)) {
      this.info = best;
      return;
    }
    const states = await Promise.all(this.runs.map(({ trainer }) => trainer.save()));
    const { runs } = this;
    // Freed before the next engine starts: tfjs has one backend at a time.
    this.dispose();
    const failures: unknown[] = [];
    for (const plan of plans) {
      try {
        const factory = await this.host.startEngine(plan);
        const trainers = await restoreTrainers(this.experiment, this.data, factory, states);
        this.runs = runs.map((run, index) => ({ ...run, trainer: trainers[index] ?? run.trainer }));
        this.factory = factory;
        // That the one before it could not start is the reason for this one.
        this.info = failures.length > 0 ? { ...plan, reason: 'unavailable' } : plan;
        this.version += 1;
        return;
      } catch (error) {
        failures.push(error);
      }
    }
    throw new AggregateError(failures, 'no engine started');
  }

  /** Frees every trainer; what comes next builds new ones. */
  dispose(): void {
    for (const { trainer } of this.runs) trainer.dispose();
    this.runs = [];
  }

  private async tune(index: number, changes: readonly TuneChange[]): Promise<void> {
    const run = this.runs[index];
    const network = this.experiment.networks[index];
    if (!run || !network) throw new RangeError(`no network ${index}`);
    run.trainer.tune(network);
    this.replaceRun(index, { ...run, shape: shapeOf(network, this.data) });
    this.version += 1;
    // Where the figures shown are the present ones they stay so; the curve keeps what was measured at its time.
    const isAtEnd = run.cursor.used === 0 && !isUnevaluatedEnd(run);
    if (isAtEnd && changes.some(({ field }) => CHANGES_FIGURES[field])) {
      const { metrics } = await measureRun(run);
      this.replaceRun(index, { ...(this.runs[index] ?? run), metrics });
    }
  }

  private replaceRun(index: number, run: NetworkRun): void {
    this.runs = this.runs.map((old, at) => (at === index ? run : old));
  }
}

function isSameEngine(a: EngineInfo, b: EngineInfo): boolean {
  return a.engine === b.engine && a.backend === b.backend;
}
