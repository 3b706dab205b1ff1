/** What a component needs to compute a network's output by itself: its arithmetic, and the parameters that were last seen. */
import { useMemo } from 'react';
import { createForward, type Forward } from '../../domain/forward';
import { useExperiment, useServices } from '../AppContext';
import { useNetworkFacts } from '../useNetwork';

export interface ForwardSeen {
  readonly forward: Forward;
  /** The newest ones, or null while none that fit have come. */
  readonly readParameters: () => Float32Array | null;
}

/** Renders at the pace of the slow facts. */
export function useForward(index: number): ForwardSeen {
  const { snapshots } = useServices();
  const experiment = useExperiment((state) => state.experiment);
  useNetworkFacts(index);
  return useMemo(() => {
    const forward = createForward(experiment, index);
    const readParameters = (): Float32Array | null => {
      const parameters = snapshots.latest()?.networks[index]?.parameters;
      return parameters?.length === forward.count ? parameters : null;
    };
    return { forward, readParameters };
  }, [experiment, index, snapshots]);
}
