/** How a run goes on and how it ends: chunks of steps at the person's speed, evaluation at ends of epochs, stop rules. Receives no messages. */
import type { StatusCause, TrainerStatus } from '../protocol/messages';
import { advanceCursor, countStepsPerEpoch, countStepsToEpoch, countStepsToEpochEnd } from './cursor';
import { isUnevaluatedEnd } from './lockStep';
import type { NetworkRun } from './lockStep';
import { createPace } from './pace';
import type { Session } from './session';
import { createStepMeter } from './stepMeter';
import { findStopEpoch, isTargetReached } from './stopRules';

/** Without anybody looking, epochs are evaluated at least this often, so that curves have no gap and divergence is seen. */
const UNSEEN_EVALUATION_MS = 1000;

export class RunControl {
  status: TrainerStatus = 'starting';
  /** What stopped the run, where something did. */
  cause: StatusCause | null = null;
  /** Steps left until training pauses by itself; null while it just goes on. */
  stepsLeft: number | null = null;
  private isTargetSpent = false;
  private readonly pace = createPace();
  private readonly meter = createStepMeter();

  constructor(private readonly nowMs: () => number) {}

  /** Over the last second of training; 0 when not training. */
  get stepsPerSecond(): number {
    return this.status === 'training' ? this.meter.read() : 0;
  }

  setSpeed(epochsPerSecond: number): void {
    this.pace.setSpeed(epochsPerSecond, this.nowMs());
  }

  /** Networks stand at step 0: nothing of an earlier run counts. */
  beginRun(): void {
    this.stepsLeft = null;
    this.isTargetSpent = false;
    this.pace.forgetChunk();
  }

  /** Another engine: how long a step takes is not known, and the change itself is nobody's debt. */
  changeEngine(): void {
    this.pace.forgetChunk();
    this.pace.start(this.nowMs());
  }

  /** A target that has ended this run may end it again, as it is another. */
  renewRules(): void {
    this.isTargetSpent = false;
  }

  /** Just on. */
  play(): void {
    if (this.status === 'paused' || this.status === 'done') this.start(null);
  }

  /** One batch more than is to be taken already, then pause. */
  step(): void {
    if (this.canTrain()) this.start(1 + (this.stepsLeft ?? 0));
  }

  /** To the end of the epoch that will be under way after what is to be taken already, then pause. */
  finishEpoch({ cursor, shape }: NetworkRun): void {
    if (!this.canTrain()) return;
    const before = this.stepsLeft ?? 0;
    this.start(before + countStepsToEpochEnd(advanceCursor(cursor, shape, before), shape));
  }

  async pause(session: Session): Promise<void> {
    if (this.status === 'training') await this.end(session, 'paused', null);
  }

  /** Ends training as it stands. */
  stop(status: TrainerStatus, cause: StatusCause | null): void {
    this.stepsLeft = null;
    this.status = status;
    this.cause = cause;
  }

  /** Milliseconds until a step may be taken; null when not training. */
  measureWaitMs(session: Session): number | null {
    if (this.status !== 'training') return null;
    if (this.stepsLeft !== null) return 0;
    return this.pace.measureWaitMs(this.nowMs(), countStepsPerEpoch(session.lead.shape));
  }

  /** At most what is allowed now, and not past the end of an epoch at which something has to be looked at. */
  async trainChunk(session: Session): Promise<void> {
    if (this.status !== 'training') return;
    const startMs = this.nowMs();
    const plans = session.runs.map((run) => this.planRun(session, run, startMs));
    const allowed =
      this.stepsLeft === null
        ? this.pace.countAllowed(startMs, countStepsPerEpoch(session.lead.shape))
        : Math.min(this.stepsLeft, this.pace.chunkSteps);
    const steps = plans.reduce(
      (least, { toStop, toEvaluation }) => Math.min(least, toStop, toEvaluation),
      allowed,
    );
    if (steps < 1) return;

    await session.train(steps);
    const nowMs = this.nowMs();
    this.pace.settle(steps, nowMs - startMs);
    this.meter.record(steps, nowMs);
    if (this.stepsLeft !== null) this.stepsLeft -= steps;

    for (const [index, { toEvaluation }] of plans.entries())
      if (toEvaluation === steps) await this.evaluate(session, index);
    if (plans.some(({ toStop }) => toStop === steps))
      await this.end(session, 'done', { code: 'epochsReached', epoch: session.lead.cursor.epoch });
    else if (this.stepsLeft === 0) await this.end(session, 'paused', null);
  }

  private canTrain(): boolean {
    return this.status === 'paused' || this.status === 'done' || this.status === 'training';
  }

  private start(stepsLeft: number | null): void {
    const now = this.nowMs();
    if (this.status !== 'training') this.meter.start(now);
    this.pace.start(now);
    this.stepsLeft = stepsLeft;
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
      run.isLookedAt ||
      nowMs - run.evaluatedMs >= UNSEEN_EVALUATION_MS;
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
    const { target } = session.experiment.stop;
    const { epoch } = run.cursor;
    if (!isFinite) this.stop('diverged', { code: 'notFinite', network: index, epoch });
    else if (target && !this.isTargetSpent && isTargetReached(target, run.metrics)) {
      this.isTargetSpent = true;
      this.stop('done', { code: 'targetReached', network: index, epoch });
    }
  }

  /** Ends training, with the figures of the epoch if it stands at an end of one; they may end it in another way. */
  private async end(session: Session, status: 'paused' | 'done', cause: StatusCause | null): Promise<void> {
    for (const [index, run] of session.runs.entries())
      if (isUnevaluatedEnd(run)) await this.evaluate(session, index);
    if (this.status === 'training') this.stop(status, cause);
  }
}
