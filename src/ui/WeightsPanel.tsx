/** A small histogram of each layer's weights, all on one axis. */
import { useRef } from 'react';
import type { HistogramsData } from '../charts/chartTypes';
import { drawHistograms } from '../charts/drawHistograms';
import { measureHistograms } from '../charts/layoutHistograms';
import { summarizeWeights } from '../charts/summarizeWeights';
import type { Experiment } from '../domain/experiment';
import { layoutParams } from '../domain/paramLayout';
import type { Translate } from '../i18n/translate';
import { useExperiment, useServices, useTranslate } from './AppContext';
import { fitsExperiment, type NetworkSeen } from './buildNetworkData';
import { ChartHost } from './ChartHost';
import { readChartTheme } from './chartTheme';
import { formatSigned } from './formatFigure';
import { useNetworkFacts } from './useNetwork';
import { useWidth } from './useWidth';

export function WeightsPanel({ network: index }: { readonly network: number }) {
  const t = useTranslate();
  const { snapshots } = useServices();
  const experiment = useExperiment((state) => state.experiment);
  const panel = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(panel);
  // Renders at the pace of the slow facts, for the figures in words.
  useNetworkFacts(index);

  const seen = () => snapshots.latest()?.networks[index];
  const data = buildHistograms(t, experiment, index, seen());
  const { mean, sd } = summarizeWeights(joinValues(data));
  return (
    <div className="weights" ref={panel}>
      <div className="weights-head">
        <h2>{t('output.weights')}</h2>
        <span className="weights-summary">
          {t('output.weightsSummary', { mean: formatSigned(t, mean), deviation: formatSigned(t, sd) })}
        </span>
      </div>
      <ChartHost
        kind="svg"
        name="weights"
        network={index}
        heightPx={measureHistograms(data, widthPx || 320, readChartTheme(t.language).fontSizePx)}
        label={describeWeights(t, data)}
        dirtyKey={experiment.networks[index]}
        draw={(svg, size, theme) =>
          drawHistograms(svg, buildHistograms(t, experiment, index, seen()), size, {
            ...theme,
            words: { count: t('output.count'), weight: '' },
          })
        }
      />
    </div>
  );
}

/** Kernels only: biases start at 0 and would hide the shape of what was drawn. Empty layers until a snapshot fits. */
function buildHistograms(
  t: Translate,
  experiment: Experiment,
  index: number,
  seen: NetworkSeen | undefined,
): HistogramsData {
  const layout = layoutParams(experiment, index);
  const parameters = seen && fitsExperiment(seen, layout) ? seen.parameters : null;
  return {
    layers: layout.layers.map(({ kernelOffset, inputs, units }, layer) => ({
      label:
        layer === layout.layers.length - 1
          ? t('output.outputShort')
          : t('output.layerShort', { number: layer + 1 }),
      values: parameters?.subarray(kernelOffset, kernelOffset + inputs * units) ?? new Float32Array(0),
    })),
  };
}

function joinValues(data: HistogramsData): Float32Array {
  return Float32Array.from(data.layers.flatMap(({ values }) => [...values]));
}

function describeWeights(t: Translate, data: HistogramsData): string {
  const layers = data.layers.map(({ label, values }) => {
    const { mean, sd } = summarizeWeights(values);
    return t('alt.weightsLayer', {
      layer: label,
      count: values.length,
      mean: formatSigned(t, mean),
      deviation: formatSigned(t, sd),
    });
  });
  return t('alt.weights', { layers: layers.join(' ') });
}
