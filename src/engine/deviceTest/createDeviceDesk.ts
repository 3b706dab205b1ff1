/** Answers the page's questions about the device; one race at a time. Trains nothing and shares only the device with what trains. */
import type { FromDevice, Race, ToDevice } from '../../protocol/deviceMessages';
import type { GpuRequester } from '../requestDevice';
import { createGpuMultiplier } from './createGpuMultiplier';
import { inspectDevice } from './inspectDevice';
import { runRace } from './runRace';
import { runSelfTest } from './runSelfTest';

export interface DeviceDeskOptions {
  readonly gpu: GPU | undefined;
  readonly isSecure: boolean;
  readonly requester: GpuRequester;
  readonly nowMs: () => number;
  /** Resolves after messages that wait have been received. */
  readonly turn: () => Promise<void>;
  readonly post: (answer: FromDevice) => void;
}

export interface DeviceDesk {
  receive(message: ToDevice): void;
}

export function createDeviceDesk(options: DeviceDeskOptions): DeviceDesk {
  const { gpu, isSecure, requester, post } = options;
  let isRacing = false;
  let isCancelled = false;

  async function race(): Promise<void> {
    if (isRacing) return;
    isRacing = true;
    isCancelled = false;
    let newest: Race = { state: 'running', rows: [], detail: '' };
    const tell = (next: Race): void => {
      newest = next;
      post({ type: 'device/raced', race: next });
    };
    try {
      const { device } = await requester.requestDevice();
      await runRace({
        nowMs: options.nowMs,
        turn: async () => {
          await options.turn();
          return !isCancelled;
        },
        onRace: tell,
        createProduct: await createGpuMultiplier(device),
      });
    } catch (error) {
      tell({
        state: 'failed',
        rows: newest.rows,
        detail: error instanceof Error ? error.message : String(error),
      });
    } finally {
      isRacing = false;
    }
  }

  return {
    receive: (message) => {
      switch (message.type) {
        case 'device/inspect':
          void inspectDevice(gpu, isSecure).then((facts) => post({ type: 'device/inspected', facts }));
          return;
        case 'device/selfTest':
          void runSelfTest(requester, message.left, message.right).then((outcome) =>
            post({ type: 'device/selfTested', outcome }),
          );
          return;
        case 'device/race':
          void race();
          return;
        case 'device/cancel':
          isCancelled = true;
          return;
        default: {
          const unknown: never = message;
          throw new RangeError(`unknown message ${JSON.stringify(unknown)}`);
        }
      }
    },
  };
}
