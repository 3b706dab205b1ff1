/** What was last found inside a network, as long as it is still true of what is shown. */
import { useEffect, useState } from 'react';
import { useServices, useSlowFacts } from '../AppContext';
import { dataSetOf } from '../useDataSet';
import { useNetwork } from '../useNetwork';
import type { Inspection } from '../../domain/inspectNetwork';
import { createInspector, type Found } from './createInspector';

export interface InspectionSeen {
  readonly inspection: Inspection | null;
  /** It is of the very weights that are shown. */
  readonly isAtRest: boolean;
}

export function useInspection(index: number): InspectionSeen {
  const { snapshots, frames, experiment: experimentStore } = useServices();
  const [found, setFound] = useState<Found | null>(null);
  const network = useNetwork(index);
  const run = useSlowFacts((facts) => facts.run);
  const step = useSlowFacts((facts) => facts.perNetwork[index]?.step);
  const isTraining = useSlowFacts((facts) => facts.trainer === 'training');
  useEffect(() => {
    const inspector = createInspector(
      { nowMs: () => performance.now(), nextFrame: (task) => frames.request(task, 'after') },
      setFound,
    );
    const look = (): void => {
      const snapshot = snapshots.latest();
      const seen = snapshot?.networks[index];
      const { experiment, revision } = experimentStore.getState();
      if (!seen || snapshot?.revision !== revision) return;
      inspector.offer({
        experiment,
        index,
        dataSet: dataSetOf(experiment.data),
        parameters: seen.parameters,
        run: snapshot.run,
        step: seen.step,
        isTraining: snapshot.trainer === 'training',
      });
    };
    look();
    const unsubscribe = snapshots.subscribe(look);
    return () => {
      unsubscribe();
      inspector.stop();
    };
  }, [snapshots, frames, experimentStore, index]);

  const target = found?.target;
  const holds = target?.run === run && target.experiment.networks[index] === network;
  return {
    inspection: holds ? (found?.inspection ?? null) : null,
    isAtRest: holds && !isTraining && !target.isTraining && target.step === step,
  };
}
