/** What trains now: the experiment, its networks in lock step, and the engine under them. Every change to them is made here; when, is the runner's affair. */
import type { Command, TuneChange } from '../domain/commands';
import type { Experiment, WeightEdit } from '../domain/experiment';
import { buildInitialParameters } from '../domain/initialParameters';
import type { EpochMetrics } from '../domain/metrics';
import { layoutParams } from '../domain/paramLayout';
import { sameValue } from '../domain/sameValue';
import type { EngineInfo } from '../protocol/engineInfo';
import type { NotFinite, SnapshotRequest } from '../protocol/messages';
import type { NetworkSnapshot } from '../protocol/snapshot';
import type { SavedNetwork, SavedRun, TrainerState } from '../protocol/trainerState';
import { buildTrainingData } from './buildTrainingData';
import type { TrainingData } from './buildTrainingData';
import { withLayerDrawn, withWeights } from './changeWeights';
import { countStepsInEpoch, countStepsPerEpoch } from './cursor';
import { measureDivergence, retreat } from './divergence';
import {
  buildRuns,
  createPending,
  fitsExperiment,
  hasFiniteWeights,
  measureRun,
  restoreTrainers,
  resumeRuns,
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
  schedule: false,
  scheduleEpochs: false,
  scheduleFactor: false,
  clipping: false,
  clippingLimit: false,
  weight: true,
  bias: true,
  draw: true,
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
  /** Another number at every rebuild and reset; a run that is gone on with has its own again. */
  run = 0;
  /** Counts up whenever a look would show something else. */
  version = 0;
  /** Counts up whenever the networks are others: rebuilt, or gone on with from a saved run. */
  build = 0;
  /** The highest number that a run has had. */
  newestRun = 0;
  private factory: TrainerFactory | null = null;
  /** Each network's best epoch, by the rule of early stopping. */
  private readonly best = new Map<number, { readonly state: TrainerState; readonly metrics: EpochMetrics }>();
  private data: TrainingData;

  constructor(
    readonly host: SessionHost,
    public experiment: Experiment,
    lastRun: number,
  ) {
    this.newestRun = lastRun;
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
    this.adopt(experiment);
    const isRebuilt =
      commands.some(({ kind }) => kind === 'rebuild') ||
      before.networks.length !== experiment.networks.length;
    const isTouched = commands.some(touchesNetwork);
    // Before the first step a changed network is one that was always so: its run begins with the new figures.
    const isUntrained = this.runs.length > 0 && !this.isTrained;
    if (isRebuilt || (isTouched && isUntrained)) await this.restart();
    else if (this.runs.length > 0) for (const command of commands) await this.apply(command);
  }

  /** Whether any network has taken a step. */
  get isTrained(): boolean {
    return this.runs.some(({ cursor }) => cursor.step > 0);
  }

  /** Every network at step 0, evaluated. */
  async restart(): Promise<void> {
    const factory = await this.prepareEngine();
    this.dispose();
    this.newestRun += 1;
    this.run = this.newestRun;
    this.build += 1;
    this.version += 1;
    this.best.clear();
    this.runs = buildRuns(this.experiment, this.data, factory);
    for (const index of this.runs.keys()) await this.evaluate(index);
  }

  /** Goes on with a run of `experiment` from where it was saved; false, and nothing is done, where it is not one of it. */
  async resume(experiment: Experiment, saved: SavedRun): Promise<boolean> {
    const counts = experiment.networks.map((_, index) => layoutParams(experiment, index).count);
    const data = this.dataOf(experiment);
    if (!fitsExperiment(saved, experiment, counts, data)) return false;
    const factory = await this.prepareEngine();
    this.adopt(experiment, data);
    this.dispose();
    this.run = saved.run;
    this.build += 1;
    this.newestRun = Math.max(this.newestRun, saved.run);
    this.version += 1;
    this.best.clear();
    this.runs = await resumeRuns(experiment, this.data, factory, saved);
    return true;
  }

  /** The run as it stands, for `resume`. */
  async save(revision: number): Promise<SavedRun> {
    const states: SavedNetwork[] = [];
    for (const { trainer, seconds, metrics } of this.runs)
      states.push({ ...(await trainer.save()), seconds, metrics });
    return { revision, run: this.run, states };
  }

  /** Takes the steps with every network; where each was, it is `steps` further. */
  async train(steps: number): Promise<void> {
    for (const [index, run] of this.runs.entries())
      this.replaceRun(index, await trainRun(run, steps, this.host.nowMs));
    this.version += 1;
  }

  /** Figures of the epoch at whose end network `index` stands; false where they, or its parameters, are not numbers: then those before them stay. */
  async evaluate(index: number): Promise<boolean> {
    const run = this.runOf(index);
    const startMs = this.host.nowMs();
    const { metrics, state, isFinite } = await measureRun(run);
    const evaluatedMs = this.host.nowMs();
    this.version += 1;
    // A curve has no place for what is not a number. At step 0 there is nothing to go back to.
    if (!isFinite && run.checkpoint) return false;
    if (isFinite) run.pending.append([metrics]);
    this.replaceRun(index, {
      ...run,
      metrics,
      measuredStep: metrics.step,
      checkpoint: state,
      isLookedAt: false,
      evaluatedMs,
      evaluationMs: evaluatedMs - startMs,
      evaluatedEpoch: run.cursor.epoch,
    });
    return isFinite;
  }

  /** Figures of epoch 0 once more, in place of those of another engine. */
  async remeasure(): Promise<void> {
    for (const [index, run] of this.runs.entries()) {
      this.replaceRun(index, { ...run, pending: createPending() });
      await this.evaluate(index);
    }
  }

  /** The next end of an epoch is to be evaluated, whatever it costs. */
  wantEvaluation(): void {
    for (const [index, run] of this.runs.entries()) this.replaceRun(index, { ...run, isLookedAt: true });
  }

  /** Network `index`, just evaluated, stands at its best: `restoreBest` comes back here. */
  keepBest(index: number): void {
    const { checkpoint, metrics } = this.runOf(index);
    if (checkpoint) this.best.set(index, { state: checkpoint, metrics });
  }

  /** Every network has the weights of its best epoch back, with what its optimiser had gathered; as in Keras, epochs and steps go on being counted from here. */
  async restoreBest(): Promise<void> {
    for (const [index, { state, metrics }] of this.best) {
      const run = this.runOf(index);
      if (metrics.step === run.cursor.step) continue;
      const restored = { ...state, cursor: run.cursor };
      await run.trainer.load(restored);
      this.replaceRun(index, {
        ...run,
        metrics,
        measuredStep: run.cursor.step,
        checkpoint: restored,
      });
    }
    this.version += 1;
  }

  /** Network `index`, whose loss or parameters are no numbers any more, back to its last finite state; tells what was measured there. */
  async retreat(index: number): Promise<NotFinite> {
    const run = this.runOf(index);
    const start = run.checkpoint ?? (await run.trainer.save());
    const found = await retreat(run.trainer, start, run.cursor.step);
    this.replaceRun(index, { ...run, cursor: found.state.cursor, checkpoint: found.state });
    this.version += 1;
    return measureDivergence(this.experiment, this.data, index, found);
  }

  /** One parameter set by hand on the way; nothing happens where there is no such one (any more). */
  async setWeight(index: number, weight: WeightEdit): Promise<void> {
    if (index >= this.runs.length || weight.parameter >= layoutParams(this.experiment, index).count) return;
    await this.changeState(index, (state) => withWeights(state, [weight]));
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

  /** The best epochs were found by another rule or another measure. */
  forgetBest(): void {
    this.best.clear();
  }

  /** Frees every trainer; what comes next builds new ones. */
  dispose(): void {
    for (const { trainer } of this.runs) trainer.dispose();
    this.runs = [];
  }

  /** What a command asks of a network that has been trained. */
  private async apply(command: Command): Promise<void> {
    switch (command.kind) {
      case 'tune':
        return this.tune(command.network, command.changes);
      case 'reinitialize':
        return this.changeState(command.network, (state) =>
          withLayerDrawn(state, this.experiment, command.network, command.layer),
        );
      case 'edit':
        // Before the first step the weights are those of the document, also where one was taken out of the list.
        return this.changeState(command.network, (state) =>
          this.runOf(command.network).cursor.step === 0
            ? { ...state, parameters: buildInitialParameters(this.experiment, command.network) }
            : withWeights(state, command.weights),
        );
      case 'rebuild':
      case 'stopRules':
      case 'view':
        return;
      default: {
        const unknown: never = command;
        return unknown;
      }
    }
  }

  private async tune(index: number, changes: readonly TuneChange[]): Promise<void> {
    const run = this.runOf(index);
    const network = this.experiment.networks[index];
    if (!network) throw new RangeError(`no network ${index}`);
    run.trainer.tune(network);
    this.replaceRun(index, { ...run, shape: shapeOf(network, this.data) });
    await this.noteChange(
      index,
      changes.some(({ field }) => CHANGES_FIGURES[field]),
    );
  }

  private async changeState(index: number, change: (state: TrainerState) => TrainerState): Promise<void> {
    const { trainer } = this.runOf(index);
    await trainer.load(change(await trainer.save()));
    await this.noteChange(index, true);
  }

  /** The settings or weights of network `index` are others from this step on: what is to be gone back to is of now, and so are figures that are of now. */
  private async noteChange(index: number, changesFigures: boolean): Promise<void> {
    const run = this.runOf(index);
    this.version += 1;
    const state = await run.trainer.save();
    const checkpoint = hasFiniteWeights(state) ? state : run.checkpoint;
    this.replaceRun(index, { ...run, checkpoint });
    // Where the figures shown are the present ones they stay so; the curve keeps what was measured at its time.
    if (!changesFigures || run.measuredStep !== run.cursor.step) return;
    const { metrics } = await measureRun(run);
    this.replaceRun(index, { ...this.runOf(index), metrics });
  }

  /** After a failure the engine itself may be gone (a lost device), so it is started anew. */
  private async prepareEngine(): Promise<TrainerFactory> {
    if (this.runs.length === 0) await this.handOver(this.info ? [this.info, LAST_RESORT] : [LAST_RESORT]);
    if (!this.factory) throw new Error('no engine has been started');
    return this.factory;
  }

  private adopt(experiment: Experiment, data = this.dataOf(experiment)): void {
    this.data = data;
    this.experiment = experiment;
  }

  private dataOf(experiment: Experiment): TrainingData {
    const { data, inputs } = this.experiment;
    return sameValue([data, inputs], [experiment.data, experiment.inputs])
      ? this.data
      : buildTrainingData(experiment);
  }

  private runOf(index: number): NetworkRun {
    const run = this.runs[index];
    if (!run) throw new RangeError(`no network ${index}`);
    return run;
  }

  private replaceRun(index: number, run: NetworkRun): void {
    this.runs = this.runs.map((old, at) => (at === index ? run : old));
  }
}

/** Whether a command changes a network that trains, or what it is trained with. */
export function touchesNetwork({ kind }: Command): boolean {
  return kind === 'tune' || kind === 'reinitialize' || kind === 'edit';
}

function isSameEngine(a: EngineInfo, b: EngineInfo): boolean {
  return a.engine === b.engine && a.backend === b.backend;
}
