/** Many networks of one shape that train at once on a GPU, each a workgroup of every dispatch; every one trains as it would alone, to the byte. */
import type { NetworkSpec } from '../../domain/experiment';
import type { ReadRequest, Reading, TrainerState } from '../trainer';
import type { TrainerSetup } from '../trainerSetup';
import type { KernelChoice } from './chooseKernel';
import { FusedGroup } from './FusedGroup';

export interface FusedFleet {
  /** One specification for each network; all must keep the fleet's shape and formulas. Rates, α and batch sizes may differ. */
  tune(networks: readonly NetworkSpec[]): void;
  /** Takes exactly `steps` steps with every network. */
  train(steps: number): Promise<void>;
  /** A reading for each network, from one submit. */
  look(request: ReadRequest): Promise<readonly Reading[]>;
  save(): Promise<readonly TrainerState[]>;
  load(number: number, state: TrainerState): void;
  dispose(): void;
}

/**
 * `setups` name each network's experiment, index and data; seeds, data, rates and batch sizes may differ. Throws RangeError where shapes,
 * formulas or the sizes of the data do; rejects where the device cannot compile the kernels, has no room, or is lost.
 */
export async function createFusedFleet(
  device: GPUDevice,
  setups: readonly TrainerSetup[],
  choice: KernelChoice = 'automatic',
): Promise<FusedFleet> {
  const group = new FusedGroup(device, setups, choice);
  try {
    await group.waitUntilReady();
    return group;
  } catch (error) {
    group.dispose();
    throw error;
  }
}
