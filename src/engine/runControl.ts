/** How a run goes on and how it ends: chunks of steps at the person's speed, evaluation at ends of epochs, stop rules, early stopping, divergence. Receives no messages. */
import type { StatusCause, TrainerStatus } from '../protocol/messages';
import { BestWatch } from './bestWatch';
import { countStepsPerEpoch, countStepsToEpoch, countStepsToEpochEnd } from './cursor';
import { Goals } from './goals';
import type { EarlyStopping } from '../domain/experiment';
import { isBehind, isUnevaluatedEnd } from './lockStep';
import type { NetworkRun } from './lockStep';
import { createPace } from './pace';
import type { Session } from './session';
import { createStepMeter } from './stepMeter';
import { findStopEpoch, isTargetReached } from './stopRules';

/** However fast training goes, and whoever looks, epochs are evaluated at most this often unless somebody has just looked. */
const EVALUATION_INTERVAL_MS = 16;
/** An evaluation's cost, then at least four times as long without one: curves have few gaps, and training keeps four fifths of the time. */
const EVALUATION_REST_FACTOR = 4;

export class RunControl {
  status: TrainerStatus = 'starting';
  /** What stopped the run, where something did. */
  cause: StatusCause | null = null;
  /** What is to be trained until it pauses by itself; empty while it just goes on. */
  private readonly goals = new Goals();
  private readonly watch = new BestWatch();
  private isTargetSpent = false;
  private readonly pace = createPace();
  private readonly meter = createStepMeter();

  constructor(private readonly nowMs: () => number) {}

  /** Whether training pauses by itself. */
  get isBounded(): boolean {
    return !this.goals.isEmpty;
  }

  /** Over the last second of training; 0 when not training. */
  get stepsPerSecond(): number {
    return this.status === 'training' ? this.meter.read() : 0;
  }

  setSpeed(epochsPerSecond: number): void {
    this.pace.setSpeed(epochsPerSecond, this.nowMs());
  }

  /** Networks stand at step 0: nothing of an earlier run counts. */
  beginRun(): void {
    this.goals.clear();
    this.isTargetSpent = false;
    this.watch.reset();
    this.pace.forgetChunk();
  }

  /** Another engine: how long a step takes is not known, and the change itself is nobody's debt. */
  changeEngine(): void {
    this.pace.forgetChunk();
    this.pace.start(this.nowMs());
  }

  /** A target that has ended this run may end it again, as it is another; what was the best by another rule is so no more. */
  renewRules(session: Session | null): void {
    this.isTargetSpent = false;
    this.forgetBest(session);
  }

  /** Figures before and after now are not to be compared. */
  forgetBest(session: Session | null): void {
    this.watch.reset();
    session?.forgetBest();
  }

  /** Something was changed that may keep a run that diverged from breaking again: it can go on. */
  revive(): void {
    if (this.status === 'diverged') this.stop('paused', null);
  }

  /** Just on. */
  play(): void {
    if (this.status !== 'paused' && this.status !== 'done') return;
    this.goals.clear();
    this.start();
  }

  /** One batch more than is to be taken already, then pause. */
  step(): void {
    if (!this.canTrain()) return;
    this.goals.addStep();
    this.start();
  }

  /** To the end of the epoch that will be under way after what is to be taken already, then pause. */
  finishEpoch(): void {
    if (!this.canTrain()) return;
    this.goals.addEpochEnd();
    this.start();
  }

  /** At once, or, where an end of an epoch was passed without figures, at the next one: figures at rest are those of the epoch that is shown. Only short epochs are ever passed so. */
  async pause(session: Session): Promise<void> {
    if (this.status !== 'training') return;
    this.goals.clear();
    if (session.runs.some((run) => isBehind(run) && !isUnevaluatedEnd(run))) this.goals.addEpochEnd();
    else await this.end(session, 'paused', null);
  }

  /** Ends training as it stands. */
  stop(status: TrainerStatus, cause: StatusCause | null): void {
    this.goals.clear();
    this.status = status;
    this.cause = cause;
  }

  /** Milliseconds until a step may be taken; null when not training. */
  measureWaitMs(session: Session): number | null {
    if (this.status !== 'training') return null;
    if (this.isBounded) return 0;
    return this.pace.measureWaitMs(this.nowMs(), countStepsPerEpoch(session.lead.shape));
  }

  /** At most what is allowed now, and not past the end of an epoch at which something has to be looked at. */
  async trainChunk(session: Session): Promise<void> {
    if (this.status !== 'training') return;
    const startMs = this.nowMs();
    const plans = session.runs.map((run) => this.planRun(session, run, startMs));
    const { cursor, shape } = session.lead;
    const { isBounded } = this;
    const allowed = isBounded
      ? Math.min(this.goals.countSteps(cursor, shape), this.pace.chunkSteps)
      : this.pace.countAllowed(startMs, countStepsPerEpoch(shape));
    const steps = plans.reduce(
      (least, { toStop, toEvaluation }) => Math.min(least, toStop, toEvaluation),
      allowed,
    );
    if (steps < 1) return;

    await session.train(steps);
    const nowMs = this.nowMs();
    this.pace.settle(steps, nowMs - startMs);
    this.meter.record(steps, nowMs);
    this.goals.settle(steps, session.lead.cursor);

    for (const [index, { toEvaluation }] of plans.entries())
      if (toEvaluation === steps) await this.evaluate(session, index);
    if (plans.some(({ toStop }) => toStop === steps))
      await this.end(session, 'done', { code: 'epochsReached', epoch: session.lead.cursor.epoch });
    else if (isBounded && !this.isBounded) await this.end(session, 'paused', null);
  }

  private canTrain(): boolean {
    return this.status === 'paused' || this.status === 'done' || this.status === 'training';
  }

  private start(): void {
    const now = this.nowMs();
    // A run that early stopping has ended gets its patience anew.
    if (this.cause?.code === 'earlyStopped') this.watch.reset();
    if (this.status !== 'training') this.meter.start(now);
    this.pace.start(now);
    this.status = 'training';
    this.cause = null;
  }

  /** Steps until the run has to stop by its number of epochs, and until its next evaluation that is due; Infinity for never. */
  private planRun(
    session: Session,
    run: NetworkRun,
    nowMs: number,
  ): { readonly toStop: number; readonly toEvaluation: number } {
    const { cursor, shape } = run;
    const { stop } = session.experiment;
    const stopEpoch = findStopEpoch(stop, cursor.epoch);
    const isDue =
      (stop.target !== null && !this.isTargetSpent) ||
      stop.earlyStopping !== null ||
      run.isLookedAt ||
      nowMs - run.evaluatedMs >= Math.max(EVALUATION_INTERVAL_MS, EVALUATION_REST_FACTOR * run.evaluationMs);
    return {
      toStop: stopEpoch === null ? Infinity : countStepsToEpoch(cursor, shape, stopEpoch),
      toEvaluation: isDue ? countStepsToEpochEnd(cursor, shape) : Infinity,
    };
  }

  /** Figures at the end of an epoch, and what follows from them. */
  private async evaluate(session: Session, index: number): Promise<void> {
    const isFinite = await session.evaluate(index);
    const run = session.runs[index];
    if (!run || this.status !== 'training') return;
    const { target, earlyStopping } = session.experiment.stop;
    const { epoch } = run.cursor;
    if (!isFinite) {
      await this.diverge(session, index);
      return;
    }
    if (target && !this.isTargetSpent && isTargetReached(target, run.metrics)) {
      this.isTargetSpent = true;
      this.stop('done', { code: 'targetReached', network: index, epoch });
    } else if (earlyStopping) await this.watchBest(session, index, earlyStopping);
  }

  private async watchBest(session: Session, index: number, rule: EarlyStopping): Promise<void> {
    const run = session.runs[index];
    if (!run) return;
    const { isBest, bestEpoch, isOver } = this.watch.observe(rule, index, run.metrics);
    if (isBest && rule.restoreBest) session.keepBest(index);
    if (!isOver) return;
    const { epoch } = run.cursor;
    if (rule.restoreBest) await session.restoreBest();
    this.stop('done', {
      code: 'earlyStopped',
      network: index,
      epoch,
      bestEpoch,
      isRestored: rule.restoreBest,
    });
  }

  /** Network `index` is no longer made of finite numbers: back to where it was, and stop. */
  async diverge(session: Session, index: number): Promise<void> {
    this.stop('diverged', await session.retreat(index));
  }

  /** Ends training, with the figures of the epoch if it stands at an end of one; they may end it in another way. */
  private async end(session: Session, status: 'paused' | 'done', cause: StatusCause | null): Promise<void> {
    for (const [index, run] of session.runs.entries())
      if (isUnevaluatedEnd(run)) await this.evaluate(session, index);
    if (this.status === 'training') this.stop(status, cause);
  }
}
