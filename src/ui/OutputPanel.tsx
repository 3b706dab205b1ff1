/** The right rail: the decision boundary with its legends, one sentence about the run, its figures, and the weights by layer. */
import { useMemo } from 'react';
import type { BoundaryData } from '../charts/chartTypes';
import { drawBoundary } from '../charts/drawBoundary';
import type { DataSet } from '../domain/dataSet';
import { resolveOutput } from '../domain/formula/losses';
import { DOMAIN_EXTENT } from '../domain/limits';
import type { Translate } from '../i18n/translate';
import { useExperiment, useServices, useTranslate } from './AppContext';
import { ChartHost } from './ChartHost';
import { Toggle } from './controls/Toggle';
import { editView } from './editExperiment';
import { FindingLine } from './FindingLine';
import { formatShare } from './formatFigure';
import { Legends } from './Legends';
import { MetricsRow } from './MetricsRow';
import { useDataSet } from './useDataSet';
import { useNetwork, useNetworkFacts } from './useNetwork';
import { WeightsPanel } from './WeightsPanel';

export function OutputPanel({ network: index }: { readonly network: number }) {
  const t = useTranslate();
  return (
    <section className="output" aria-label={t('region.output')}>
      <Boundary network={index} />
      <FindingLine network={index} />
      <MetricsRow network={index} />
      <WeightsPanel network={index} />
    </section>
  );
}

function Boundary({ network: index }: { readonly network: number }) {
  const t = useTranslate();
  const { snapshots } = useServices();
  const view = useExperiment((state) => state.experiment.view);
  const change = useExperiment((state) => state.change);
  const network = useNetwork(index);
  const dataSet = useDataSet();
  const facts = useNetworkFacts(index);
  const { rule } = useMemo(() => resolveOutput(network), [network]);

  const buildData = (points: DataSet): BoundaryData => {
    const seen = snapshots.latest()?.networks[index];
    return {
      grid: seen?.boundary ?? new Float32Array(0),
      gridSize: seen?.boundarySize ?? 0,
      negative: rule.negative,
      positive: rule.positive,
      threshold: rule.threshold,
      extent: DOMAIN_EXTENT,
      dataSet: points,
      showValidation: view.showValidation,
      discretize: view.discretize,
    };
  };
  return (
    <div className="boundary">
      <div className="boundary-head">
        <h2>{t('output.boundary')}</h2>
        <span className="key" aria-hidden="true">
          <i className="key-dot" />
          {t('output.train')}
          {view.showValidation ? (
            <>
              <i className="key-square" />
              {t('output.validation')}
            </>
          ) : null}
        </span>
      </div>
      <ChartHost
        kind="canvas"
        name="boundary"
        network={index}
        className="boundary-chart"
        label={describeBoundary(t, buildData(dataSet), facts)}
        dirtyKey={[dataSet, view, rule]}
        draw={(canvas, size, theme) =>
          drawBoundary(canvas, buildData(dataSet), size, { ...theme, words: { x1: 'x₁', x2: 'x₂' } })
        }
      />
      <div className="boundary-toggles">
        <Toggle
          label={t('output.showValidation')}
          on={view.showValidation}
          onChange={(showValidation) => change(editView({ showValidation }), 'commit')}
        />
        <Toggle
          label={t('output.discretize')}
          on={view.discretize}
          onChange={(discretize) => change(editView({ discretize }), 'commit')}
        />
      </div>
      <Legends negative={rule.negative} positive={rule.positive} />
    </div>
  );
}

function describeBoundary(
  t: Translate,
  data: BoundaryData,
  facts: ReturnType<typeof useNetworkFacts>,
): string {
  const { grid, threshold } = data;
  if (grid.length === 0 || !facts) return t('alt.boundaryWaiting');
  let above = 0;
  for (const value of grid) if (value > threshold) above += 1;
  return t('alt.boundary', {
    epoch: facts.epoch,
    share: formatShare(t, above / grid.length),
    accuracy: formatShare(t, facts.metrics.accuracy),
    valAccuracy: formatShare(t, facts.metrics.valAccuracy),
  });
}
