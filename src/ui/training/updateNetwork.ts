/** What every training setting is given: the network it belongs to, and how to change it. */
import type { NetworkSpec, OptimizerSpec } from '../../domain/experiment';
import type { ChangeHow } from '../controls/NumberField';

export type UpdateNetwork = (change: (network: NetworkSpec) => NetworkSpec, how?: ChangeHow) => void;

export interface SettingProps {
  readonly network: NetworkSpec;
  readonly update: UpdateNetwork;
}

export const editOptimizer =
  (change: Partial<OptimizerSpec>) =>
  (network: NetworkSpec): NetworkSpec => ({
    ...network,
    optimizer: { ...network.optimizer, ...change },
  });
