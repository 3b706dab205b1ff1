/** Keeps the page's one request until it may be answered, and looks for it; packs and sends nothing. */
import { sameValue } from '../domain/sameValue';
import type { SnapshotRequest } from '../protocol/messages';
import type { Look, Session } from './session';
import { createSnapshotBudget } from './snapshotBudget';

export class SnapshotDesk {
  private awaited: SnapshotRequest | null = null;
  private last: {
    readonly session: Session;
    readonly version: number;
    readonly sizes: SnapshotRequest;
    readonly look: Look;
  } | null = null;
  private readonly budget = createSnapshotBudget();

  constructor(private readonly nowMs: () => number) {}

  ask(request: SnapshotRequest): void {
    this.awaited = request;
  }

  /** The request is answered; one on which looking failed is not, and waits for the run to be revived. */
  settle(): void {
    this.awaited = null;
  }

  /** Another engine or network: what a look costs is not known. */
  forgetCosts(): void {
    this.budget.forget();
  }

  /** Milliseconds until a request may be answered; null where none waits. */
  measureWaitMs(isTraining: boolean): number | null {
    if (!this.awaited) return null;
    return isTraining ? this.budget.measureWaitMs(this.nowMs()) : 0;
  }

  /** What the request asks for; null where none waits, or not yet may be answered. At rest the same look is shown again without asking the engine. */
  async look(session: Session, isTraining: boolean): Promise<Look | null> {
    const request = this.awaited;
    if (!request || this.measureWaitMs(isTraining) !== 0) return null;
    const sizes = this.budget.fit(request, isTraining);
    const { last } = this;
    if (last && last.session === session && last.version === session.version && sameValue(last.sizes, sizes))
      // Its rows are on the page already.
      return last.look.map((network) => ({ ...network, rows: [] }));
    const startMs = this.nowMs();
    const { version } = session;
    const look = await session.look(sizes);
    this.budget.settle(request, sizes, startMs, this.nowMs(), isTraining);
    this.last = { session, version, sizes, look };
    return look;
  }
}
