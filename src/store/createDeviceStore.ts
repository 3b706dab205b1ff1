/** Holds what is known of the device: what is there, the self-test, the race. Asks the worker, computes nothing itself. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  DeviceFacts,
  FromDevice,
  Matrix2,
  Race,
  SelfTestOutcome,
  ToDevice,
} from '../protocol/deviceMessages';

export interface DeviceState {
  /** Null until they were asked for and have come. */
  readonly facts: DeviceFacts | null;
  readonly selfTest: SelfTestOutcome | 'running' | null;
  readonly race: Race | null;
  readonly inspect: () => void;
  readonly runSelfTest: (left: Matrix2, right: Matrix2) => void;
  /** Training pauses first: the two would take each other's time. */
  readonly startRace: () => void;
  readonly cancelRace: () => void;
}

export interface DeviceStore {
  readonly store: StoreApi<DeviceState>;
  readonly receive: (answer: FromDevice) => void;
  /** The worker has died, and with it whatever was under way. */
  readonly abandon: (detail: string) => void;
}

export function createDeviceStore(send: (message: ToDevice) => void, pauseTraining: () => void): DeviceStore {
  const store = createStore<DeviceState>()((set, get) => ({
    facts: null,
    selfTest: null,
    race: null,
    inspect: () => send({ type: 'device/inspect' }),
    runSelfTest: (left, right) => {
      set({ selfTest: 'running' });
      send({ type: 'device/selfTest', left, right });
    },
    startRace: () => {
      if (get().race?.state === 'running') return;
      set({ race: { state: 'running', rows: [], detail: '' } });
      pauseTraining();
      send({ type: 'device/race' });
    },
    cancelRace: () => {
      if (get().race?.state === 'running') send({ type: 'device/cancel' });
    },
  }));

  return {
    store,
    receive: (answer) => {
      switch (answer.type) {
        case 'device/inspected':
          store.setState({ facts: answer.facts });
          return;
        case 'device/selfTested':
          store.setState({ selfTest: answer.outcome });
          return;
        case 'device/raced':
          store.setState({ race: answer.race });
          return;
        default: {
          const unknown: never = answer;
          throw new RangeError(`unknown answer ${JSON.stringify(unknown)}`);
        }
      }
    },
    abandon: (detail) => {
      const { selfTest, race } = store.getState();
      store.setState({
        facts: null,
        ...(selfTest === 'running' ? { selfTest: { kind: 'failed', detail } } : {}),
        ...(race?.state === 'running' ? { race: { ...race, state: 'failed', detail } } : {}),
      });
    },
  };
}
