/** The decision boundary, or the output of the neuron that is pointed at, with its read-out, toggles and legends; a gate's truth table below it. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { BoundaryData } from '../../charts/chartTypes';
import { drawBoundary } from '../../charts/drawBoundary';
import { DATA_SETS } from '../../domain/dataSets';
import { resolveOutput } from '../../domain/formula/losses';
import { layoutParams } from '../../domain/paramLayout';
import type { HoveredUnit } from '../../store/createPointerStore';
import type { Translate } from '../../i18n/translate';
import { useExperiment, useServices, useTranslate } from '../AppContext';
import { fitsExperiment } from '../buildNetworkData';
import { ChartHost } from '../ChartHost';
import { Toggle } from '../controls/Toggle';
import { editView } from '../editExperiment';
import { formatShare, formatSigned } from '../formatFigure';
import { Legends } from '../Legends';
import { throughSignedScale } from '../signedScale';
import { useDataSet } from '../useDataSet';
import { useNetwork, useNetworkFacts } from '../useNetwork';
import { BoundaryCursor } from './BoundaryCursor';
import { TruthTable } from './TruthTable';
import { useForward } from './useForward';

const NO_VALUES = new Float32Array(0);

export function BoundaryPanel({ network: index }: { readonly network: number }) {
  const t = useTranslate();
  const { snapshots, pointer } = useServices();
  const experiment = useExperiment((state) => state.experiment);
  const change = useExperiment((state) => state.change);
  const network = useNetwork(index);
  const dataSet = useDataSet();
  const facts = useNetworkFacts(index);
  const seen = useForward(index);
  const hovered = useStore(pointer, (state) => state.hoveredUnit);
  const { rule } = useMemo(() => resolveOutput(network), [network]);
  const { view } = experiment;
  const { kind } = experiment.data;
  const { extent, isGate } = DATA_SETS[kind];
  const units = hovered?.network === index ? (network.hidden[hovered.layer]?.units ?? 0) : 0;
  const unit = hovered && hovered.unit < units ? hovered : null;

  /** The unit's outputs as they are, or null while none have come. */
  const readUnitMap = (): { readonly values: Float32Array; readonly mapSize: number } | null => {
    const latest = snapshots.latest()?.networks[index];
    const layout = layoutParams(experiment, index);
    if (!unit || !latest || latest.mapSize === 0 || !fitsExperiment(latest, layout)) return null;
    const before = network.hidden.slice(0, unit.layer).reduce((sum, layer) => sum + layer.units, 0);
    const length = latest.mapSize ** 2;
    const offset = (before + unit.unit) * length;
    return { values: latest.maps.subarray(offset, offset + length), mapSize: latest.mapSize };
  };
  const buildData = (): BoundaryData => {
    const shared = { extent, dataSet, showValidation: view.showValidation, discretize: view.discretize };
    if (unit) {
      const map = readUnitMap();
      return {
        ...shared,
        grid: map ? throughSignedScale(map.values) : NO_VALUES,
        gridSize: map?.mapSize ?? 0,
        negative: -1,
        positive: 1,
        threshold: null,
        palette: 'signed',
      };
    }
    const latest = snapshots.latest()?.networks[index];
    return {
      ...shared,
      grid: latest?.boundary ?? NO_VALUES,
      gridSize: latest?.boundarySize ?? 0,
      negative: rule.negative,
      positive: rule.positive,
      threshold: rule.threshold,
      palette: 'probability',
    };
  };
  const title = unit
    ? t('output.unitTitle', { layer: unit.layer + 1, unit: unit.unit + 1 })
    : t('output.boundary');
  return (
    <div className="boundary" data-gate={isGate}>
      <div className="boundary-head">
        <h2>{title}</h2>
        <span className="key" aria-hidden="true">
          <i className="key-dot" />
          {t('output.train')}
          {view.showValidation && !isGate ? (
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
        role="group"
        className="boundary-chart"
        label={
          unit
            ? describeUnit(t, unit, readUnitMap()?.values ?? NO_VALUES)
            : describeBoundary(t, buildData().grid, rule.threshold, facts)
        }
        dirtyKey={[dataSet, view, rule, unit]}
        draw={(canvas, size, theme) =>
          drawBoundary(canvas, buildData(), size, { ...theme, words: { x1: 'x₁', x2: 'x₂' } })
        }
      >
        <BoundaryCursor
          key={kind}
          seen={seen}
          extent={extent}
          dataSet={dataSet}
          showsValidation={view.showValidation}
          unit={unit}
        />
      </ChartHost>
      {isGate ? <TruthTable seen={seen} dataSet={dataSet} /> : null}
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

function describeUnit(t: Translate, { layer, unit }: HoveredUnit, values: Float32Array): string {
  if (values.length === 0) return t('alt.boundaryWaiting');
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return t('alt.unitMap', {
    layer: layer + 1,
    unit: unit + 1,
    min: formatSigned(t, min),
    max: formatSigned(t, max),
  });
}

function describeBoundary(
  t: Translate,
  grid: Float32Array,
  threshold: number,
  facts: ReturnType<typeof useNetworkFacts>,
): string {
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
