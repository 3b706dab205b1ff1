/**
 * Applies the page's messages and answers them: one loop that turns to messages between two chunks of steps, so that nothing ever
 * interleaves with a training call. Knows no worker globals: clock, scheduling, posting and engines come in through `RunnerHost`.
 */
import type { Experiment } from '../domain/experiment';
import { encodeSnapshot } from '../protocol/encodeSnapshot';
import type { EngineChoice, EngineInfo } from '../protocol/engineInfo';
import type { FromWorker, ToWorker, WorkerStatus } from '../protocol/messages';
import { RunControl } from './runControl';
import { Session } from './session';
import type { Look, SessionHost } from './session';
import { SnapshotDesk } from './snapshotDesk';

export interface RunnerHost extends SessionHost {
  /** Calls back once, after messages that wait have been received. */
  readonly afterMessages: (callback: () => void) => void;
  /** Calls back once, after `delayMs`; returns what cancels it. */
  readonly afterDelay: (callback: () => void, delayMs: number) => () => void;
  readonly post: (message: FromWorker, transfer: readonly ArrayBuffer[]) => void;
  /** Which engines to try for a choice, best first, with the code of the best one loaded. */
  readonly planEngines: (choice: EngineChoice) => Promise<readonly EngineInfo[]>;
}

export interface Runner {
  receive(message: ToWorker): void;
  /** Something went wrong outside the loop: the run ends as failed. */
  reportFailure(error: unknown): void;
}

/** What the loop works off: messages, and what the runner tells itself. */
type Job =
  | ToWorker
  | { readonly type: 'engine/planned'; readonly planNumber: number; readonly plans: readonly EngineInfo[] }
  | { readonly type: 'engine/failed'; readonly error: unknown };

type ChangeMessage = Extract<ToWorker, { readonly type: 'experiment/change' }>;

const FIRST_ENGINE: EngineInfo = { engine: 'cpu', backend: 'cpu', adapter: '', reason: 'firstPicture' };

export function createRunner(host: RunnerHost): Runner {
  return new MessageLoop(host);
}

class MessageLoop implements Runner {
  private readonly jobs: Job[] = [];
  private isLooping = false;
  private endSleep: (() => void) | null = null;

  private session: Session | null = null;
  private revision = 0;
  /** Runs are counted on when another experiment is loaded. */
  private lastRun = 0;
  private planNumber = 0;
  private postedStatus = '';
  private readonly control: RunControl;
  private readonly desk: SnapshotDesk;

  constructor(private readonly host: RunnerHost) {
    this.control = new RunControl(host.nowMs);
    this.desk = new SnapshotDesk(host.nowMs);
  }

  receive(message: ToWorker): void {
    this.enqueue(message);
  }

  reportFailure(error: unknown): void {
    this.enqueue({ type: 'engine/failed', error });
  }

  private enqueue(job: Job): void {
    this.jobs.push(job);
    this.endSleep?.();
    if (!this.isLooping) void this.loop();
  }

  /** Runs until nothing is to be done before the next message. */
  private async loop(): Promise<void> {
    this.isLooping = true;
    for (;;) {
      try {
        for (let job = this.jobs.shift(); job; job = this.jobs.shift()) await this.apply(job);
        // A few single steps begin and end between two publications: nobody needs to see them begin.
        if (this.control.stepsLeft === null) this.publishStatus();
        if (this.session && this.session.runs.length > 0) {
          await this.answerSnapshot(this.session);
          await this.control.trainChunk(this.session);
        }
      } catch (error) {
        this.fail(error);
      }
      this.publishStatus();
      if (this.jobs.length > 0) continue;
      const waitMs = this.measureWaitMs();
      if (waitMs === null) break;
      await this.sleep(waitMs);
    }
    this.isLooping = false;
  }

  /** Milliseconds until there is something to do; null if only a message can bring it. */
  private measureWaitMs(): number | null {
    const { session } = this;
    if (!session || session.runs.length === 0) return null;
    const waits = [
      this.control.measureWaitMs(session),
      this.desk.measureWaitMs(this.control.status === 'training'),
    ].filter((waitMs) => waitMs !== null);
    return waits.length > 0 ? Math.min(...waits) : null;
  }

  private sleep(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.endSleep = null;
        resolve();
      };
      if (waitMs <= 0) {
        this.host.afterMessages(wake);
        return;
      }
      const cancel = this.host.afterDelay(wake, waitMs);
      this.endSleep = () => {
        cancel();
        wake();
      };
    });
  }

  private async apply(job: Job): Promise<void> {
    const { session, control } = this;
    switch (job.type) {
      case 'experiment/load':
        await this.load(job.experiment, job.revision);
        this.choose(job.choice);
        return;
      case 'experiment/change':
        return this.change(job);
      case 'run/play':
        control.play();
        return;
      case 'run/pause':
        if (session) await control.pause(session);
        return;
      case 'run/step':
        control.step();
        return;
      case 'run/epoch':
        if (session && session.runs.length > 0) control.finishEpoch(session.lead);
        return;
      case 'run/reset':
        return this.reset();
      case 'speed/set':
        control.setSpeed(job.epochsPerSecond);
        return;
      case 'engine/choose':
        this.choose(job.choice);
        return;
      case 'snapshot/request':
        this.desk.ask(job.request);
        return;
      case 'engine/planned':
        return this.handOver(job.planNumber, job.plans);
      case 'engine/failed':
        throw job.error;
      default: {
        const unknown: never = job;
        return unknown;
      }
    }
  }

  private async load(experiment: Experiment, revision: number): Promise<void> {
    this.session?.dispose();
    this.session = null;
    this.revision = revision;
    this.control.stop('starting', null);
    this.publishStatus();
    const session = new Session(this.host, experiment, this.lastRun);
    await session.handOver([FIRST_ENGINE]);
    await session.restart();
    this.session = session;
    this.beginRun(session);
  }

  private async change({ experiment, revision, commands }: ChangeMessage): Promise<void> {
    const { session, control } = this;
    this.revision = revision;
    if (commands.some(({ kind }) => kind === 'stopRules')) control.renewRules();
    if (!session) return;
    const { run } = session;
    const goesOn = control.status === 'training' && control.stepsLeft === null;
    await session.change(experiment, commands);
    if (session.run === run) return;
    this.beginRun(session);
    if (goesOn) control.play();
  }

  private async reset(): Promise<void> {
    if (!this.session) return;
    await this.session.restart();
    this.beginRun(this.session);
  }

  /** Networks have just been built: paused at step 0. */
  private beginRun(session: Session): void {
    this.lastRun = session.run;
    this.desk.forgetCosts();
    this.control.stop('paused', null);
    this.control.beginRun();
  }

  /** Finds out in the background what to train on; the networks are handed over when that is known. */
  private choose(choice: EngineChoice): void {
    const planNumber = ++this.planNumber;
    this.host.planEngines(choice).then(
      (plans) => this.enqueue({ type: 'engine/planned', planNumber, plans }),
      (error: unknown) => this.enqueue({ type: 'engine/failed', error }),
    );
  }

  private async handOver(planNumber: number, plans: readonly EngineInfo[]): Promise<void> {
    const { session } = this;
    // A later choice may have been made, or another experiment loaded.
    if (planNumber !== this.planNumber || !session) return;
    const isRevived = session.runs.length === 0;
    await session.handOver(plans);
    this.control.changeEngine();
    this.desk.forgetCosts();
    if (isRevived) await this.reset();
  }

  private fail(error: unknown): void {
    this.session?.dispose();
    this.control.stop('failed', { code: 'engineFailed', detail: describeError(error) });
  }

  private async answerSnapshot(session: Session): Promise<void> {
    const isTraining = this.control.status === 'training';
    const look = await this.desk.look(session, isTraining);
    if (!look) return;
    if (isTraining) this.stopIfDiverged(look);
    const buffer = encodeSnapshot({
      revision: this.revision,
      run: session.run,
      trainer: this.control.status,
      stepsPerSecond: this.control.stepsPerSecond,
      networks: look,
    });
    this.host.post({ type: 'snapshot/ready', buffer }, [buffer]);
    this.desk.settle();
  }

  private stopIfDiverged(look: Look): void {
    const network = look.findIndex(({ parameters }) => !parameters.every(Number.isFinite));
    const epoch = look[network]?.epoch;
    if (epoch !== undefined) this.control.stop('diverged', { code: 'notFinite', network, epoch });
  }

  private publishStatus(): void {
    const status: WorkerStatus = {
      trainer: this.control.status,
      engine: this.session?.info ?? null,
      cause: this.control.cause,
    };
    const text = JSON.stringify(status);
    if (text === this.postedStatus) return;
    this.postedStatus = text;
    this.host.post({ type: 'status/changed', status }, []);
  }
}

function describeError(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describeError).join('; ');
  return error instanceof Error ? error.message : String(error);
}
