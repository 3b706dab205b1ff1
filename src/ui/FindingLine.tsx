/** The one sentence that says what is seen in the run, a warning first, and below it what was found inside the network. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { bestAccuracy } from '../domain/bestAccuracy';
import { DATA_SETS } from '../domain/dataSets';
import { describeFinding, WARNING_FINDINGS } from '../domain/finding';
import { describeDetail } from '../domain/findingDetail';
import { useExperiment, useServices, useStatus, useTranslate } from './AppContext';
import { detailText, findingText } from './output/findingText';
import { useInspection } from './output/useInspection';
import { rowsOfPresentLoss } from './output/rowsOfPresentLoss';
import { useDataSet } from './useDataSet';
import { useNetwork, useNetworkFacts } from './useNetwork';

export function FindingLine({ network: index }: { readonly network: number }) {
  const t = useTranslate();
  const { snapshots, pointer } = useServices();
  const { trainer, cause } = useStatus((status) => status.worker);
  const data = useExperiment((state) => state.experiment.data);
  const network = useNetwork(index);
  const dataSet = useDataSet();
  const hovered = useStore(pointer, (state) => state.hoveredUnit);
  // Renders at the pace of the slow facts.
  useNetworkFacts(index);
  const { inspection, isAtRest } = useInspection(index);
  const majorityShare = useMemo(() => {
    let ones = 0;
    for (const at of dataSet.train) ones += dataSet.labels[at] ?? 0;
    return Math.max(ones, dataSet.train.length - ones) / dataSet.train.length;
  }, [dataSet]);
  const best = useMemo(() => bestAccuracy(data), [data]);

  const rows = rowsOfPresentLoss(snapshots.history(index), snapshots.marks(index));
  const finding = describeFinding(rows, {
    trainer,
    divergence: cause?.code === 'notFinite' && cause.network === index ? cause : null,
    majorityShare,
    best: best?.value ?? null,
    validationCount: dataSet.validation.length,
    sharesSets: DATA_SETS[data.kind].isGate,
    isAllFrozen: [...network.hidden, network.output].every(({ frozen }) => frozen),
    hasZerosInitializer: network.initializer.id === 'zeros',
    inspection,
  });
  const detail = describeDetail({
    finding,
    inspection,
    isAtRest,
    unit: hovered?.network === index ? hovered : null,
    isPerceptron: network.output.activation.id === 'step',
  });
  return (
    <div className="findings">
      <p className="finding" data-finding={finding.code} data-warning={WARNING_FINDINGS[finding.code]}>
        {findingText(t, finding)}
      </p>
      <p className="finding-detail" data-detail={detail?.code}>
        {detail ? detailText(t, detail) : ''}
      </p>
    </div>
  );
}
