/**
 * Applies the page's messages and answers them: one loop that turns to messages between two chunks of steps, so that nothing ever
 * interleaves with a training call. Knows no worker globals: clock, scheduling, posting and engines come in through `RunnerHost`.
 */
import type { Command } from '../domain/commands';
import type { Experiment } from '../domain/experiment';
import { encodeSnapshot } from '../protocol/encodeSnapshot';
import type { EngineChoice, EngineInfo } from '../protocol/engineInfo';
import type { FromWorker, ToRunner, WorkerStatus } from '../protocol/messages';
import type { SavedRun } from '../protocol/trainerState';
import { isBehind } from './lockStep';
import { RunControl } from './runControl';
import { RunShelf } from './runShelf';
import { Session, touchesNetwork } from './session';
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
  receive(message: ToRunner): void;
  /** Something went wrong outside the loop: the run ends as failed. */
  reportFailure(error: unknown): void;
}

/** What the loop works off: messages, and what the runner tells itself. */
type Job =
  | ToRunner
  | { readonly type: 'engine/planned'; readonly planNumber: number; readonly plans: readonly EngineInfo[] }
  | { readonly type: 'engine/failed'; readonly error: unknown };

type ChangeMessage = Extract<ToRunner, { readonly type: 'experiment/change' }>;

/** The longest stretch of training that is lost with a worker. */
const SAVE_INTERVAL_MS = 2000;

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
  /** What the page has of the run's state, and since when. */
  private savedMark = '';
  private savedMs = -Infinity;
  private readonly shelf = new RunShelf();
  private readonly control: RunControl;
  private readonly desk: SnapshotDesk;

  constructor(private readonly host: RunnerHost) {
    this.control = new RunControl(host.nowMs);
    this.desk = new SnapshotDesk(host.nowMs);
  }

  receive(message: ToRunner): void {
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
        if (!this.control.isBounded) this.publishStatus();
        if (this.session && this.session.runs.length > 0) {
          await this.answerSnapshot(this.session);
          await this.control.trainChunk(this.session);
          await this.saveState(this.session);
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
        await this.load(job.experiment, job.revision, job.saved ?? null);
        this.choose(job.choice);
        return;
      case 'experiment/change':
        return this.change(job);
      case 'weights/set':
        await session?.setWeight(job.network, { parameter: job.parameter, value: job.value });
        control.revive();
        return;
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
        control.finishEpoch();
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

  private async load(experiment: Experiment, revision: number, saved: SavedRun | null): Promise<void> {
    this.session?.dispose();
    this.session = null;
    this.shelf.clear();
    this.revision = revision;
    this.control.stop('starting', null);
    this.publishStatus();
    const session = new Session(this.host, experiment, this.lastRun);
    await session.handOver([FIRST_ENGINE]);
    if (!saved || !(await session.resume(experiment, saved))) await session.restart();
    this.session = session;
    this.beginRun(session);
  }

  private async change({ experiment, revision, commands, restore }: ChangeMessage): Promise<void> {
    const { session, control } = this;
    const before = this.revision;
    this.revision = revision;
    if (commands.some(({ kind }) => kind === 'stopRules')) control.renewRules(session);
    if (commands.some(changesLoss)) control.forgetBest(session);
    if (!session) return;
    const { build } = session;
    const goesOn = control.status === 'training' && !control.isBounded;
    const losesWeights = commands.some(({ kind }) => kind === 'rebuild' || kind === 'reinitialize');
    const shelved = losesWeights && restore !== undefined ? this.shelf.find(restore) : null;
    if (losesWeights && session.isTrained) this.shelf.put(await session.save(before));
    const isResumed = shelved !== null && (await session.resume(experiment, shelved));
    if (!isResumed) await session.change(experiment, commands);
    if (commands.some(touchesNetwork)) control.revive();
    if (session.build === build) return;
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
    this.lastRun = session.newestRun;
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
    // Nothing is trained yet: epoch 0 is the new engine's to tell as well, as it is when Reset replays the run.
    const isUntouched = !isRevived && this.control.status === 'paused' && session.lead.cursor.step === 0;
    await session.handOver(plans);
    this.control.changeEngine();
    this.desk.forgetCosts();
    if (isRevived) await this.reset();
    else if (isUntouched) await session.remeasure();
  }

  private fail(error: unknown): void {
    this.session?.dispose();
    this.control.stop('failed', { code: 'engineFailed', detail: describeError(error) });
  }

  private async answerSnapshot(session: Session): Promise<void> {
    const isTraining = this.control.status === 'training';
    if (isTraining && this.desk.measureWaitMs(true) === 0 && session.runs.some(isBehind)) {
      // Figures and counter are of one epoch: the next end of one is near, as only short epochs are passed unevaluated.
      session.wantEvaluation();
      return;
    }
    const look = await this.lookFinite(session, isTraining);
    if (!look) return;
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

  /** A look at numbers: where one shows a network that broke, the run ends and what is shown is the network's last finite state. */
  private async lookFinite(session: Session, isTraining: boolean): Promise<Look | null> {
    const look = await this.desk.look(session, isTraining);
    const broken = look?.findIndex(({ parameters }) => !parameters.every(Number.isFinite)) ?? -1;
    if (!look || !isTraining || broken < 0) return look;
    await this.control.diverge(session, broken);
    const again = await this.desk.look(session, false);
    // Rows are handed out once.
    return again?.map((network, index) => ({ ...network, rows: look[index]?.rows ?? [] })) ?? null;
  }

  /** Tells the page where the run stands, so that it can be gone on with if this worker dies: now and then while it trains, and at every rest. */
  private async saveState(session: Session): Promise<void> {
    if (session.runs.length === 0) return;
    const isTraining = this.control.status === 'training';
    const mark = `${session.run} ${session.version} ${this.revision}`;
    if (mark === this.savedMark || (isTraining && this.host.nowMs() - this.savedMs < SAVE_INTERVAL_MS))
      return;
    this.savedMark = mark;
    this.savedMs = this.host.nowMs();
    this.host.post({ type: 'state/saved', saved: await session.save(this.revision) }, []);
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

/** Whether figures before and after are of different measures. */
function changesLoss(command: Command): boolean {
  return command.kind === 'tune' && command.changes.some(({ field }) => field === 'loss');
}

function describeError(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describeError).join('; ');
  return error instanceof Error ? error.message : String(error);
}
