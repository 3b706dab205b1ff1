/** What components show of one network: its spec, and the figures that came last. */
import type { NetworkSpec } from '../domain/experiment';
import type { SlowFacts } from '../store/storeTypes';
import { useExperiment, useSlowFacts } from './AppContext';

/** The network's spec; a page never shows a network that the experiment lacks, so that is a mistake in the program. */
export function useNetwork(index: number): NetworkSpec {
  const network = useExperiment((state) => state.experiment.networks[index]);
  if (!network) throw new RangeError(`no network ${index}`);
  return network;
}

/** null before the first snapshot. */
export function useNetworkFacts(index: number): SlowFacts['perNetwork'][number] | null {
  return useSlowFacts((facts) => facts.perNetwork[index] ?? null);
}
