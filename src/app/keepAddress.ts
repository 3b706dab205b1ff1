/** Keeps address bar and experiment in step: what is changed is written there soon after, what is put there is opened. */
import type { StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../domain/experiment';
import type { Problem, Result } from '../domain/result';
import type { Timers } from '../store/createThrottle';
import type { ExperimentState } from '../store/storeTypes';

/** Browsers refuse more than about a hundred changes of the address in half a minute, so a drag writes when it rests. */
export const ADDRESS_DELAY_MS = 200;

/** The part after `#`, without it. */
export interface AddressBar {
  readonly read: () => string;
  /** Leaves no entry in the browser's history. */
  readonly write: (hash: string) => void;
}

export interface AddressOptions {
  readonly bar: AddressBar;
  readonly experiment: StoreApi<ExperimentState>;
  readonly encode: (experiment: Experiment) => string;
  readonly decode: (hash: string) => Result<Experiment> | null;
  readonly timers: Timers;
  readonly onOpened: () => void;
  readonly onWrong: (problems: readonly Problem[]) => void;
}

/** Returns what to call when somebody has put another address into the bar. */
export function keepAddress(options: AddressOptions): () => void {
  const { bar, experiment, encode, decode, timers } = options;
  let waiting: number | null = null;
  let written = '';

  const write = (): void => {
    waiting = null;
    written = encode(experiment.getState().experiment);
    if (written !== bar.read()) bar.write(written);
  };
  const writeSoon = (): void => {
    if (waiting !== null) timers.clear(waiting);
    waiting = timers.set(write, ADDRESS_DELAY_MS);
  };

  write();
  experiment.subscribe((state, before) => {
    if (state.experiment !== before.experiment) writeSoon();
  });

  return () => {
    const hash = bar.read();
    if (hash === written) return;
    const decoded = decode(hash);
    if (!decoded) {
      write();
    } else if (decoded.ok) {
      experiment.getState().replace(decoded.value);
      options.onOpened();
    } else {
      options.onWrong(decoded.problems);
      write();
    }
  };
}
