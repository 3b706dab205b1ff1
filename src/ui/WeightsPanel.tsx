/** A small histogram of each layer's weights, all on one axis, whose bars can be read; of many layers one can be chosen. */
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { HistogramBin, HistogramsData } from '../charts/chartTypes';
import { drawHistograms } from '../charts/drawHistograms';
import { findBinAt, measureHistograms, readBin, type HistogramsLayout } from '../charts/layoutHistograms';
import { summarizeWeights } from '../charts/summarizeWeights';
import type { Experiment } from '../domain/experiment';
import { layoutParams } from '../domain/paramLayout';
import type { Translate } from '../i18n/translate';
import { useExperiment, useServices, useSlowFacts, useTranslate } from './AppContext';
import { fitsExperiment, type NetworkSeen } from './buildNetworkData';
import { ChartHost } from './ChartHost';
import { readChartTheme } from './chartTheme';
import { SelectBox } from './controls/SelectField';
import { formatSigned } from './formatFigure';
import { walkBins } from './output/walkBins';
import { useNetworkFacts } from './useNetwork';
import { useWidth } from './useWidth';

/** Up to so many layers are seen at once as a matter of course; of more, one can be chosen. */
const FEW_LAYERS = 3;
const ALL = 'all';

export function WeightsPanel({ network: index }: { readonly network: number }) {
  const t = useTranslate();
  const { snapshots } = useServices();
  const experiment = useExperiment((state) => state.experiment);
  const panel = useRef<HTMLDivElement>(null);
  const drawn = useRef<HistogramsLayout | null>(null);
  const widthPx = useWidth(panel);
  const [chosen, setChosen] = useState(ALL);
  const [pointed, setPointed] = useState<HistogramBin | null>(null);
  const [reading, setReading] = useState('');
  const isTraining = useSlowFacts((facts) => facts.trainer === 'training');
  // Renders at the pace of the slow facts, for the figures in words.
  useNetworkFacts(index);

  const build = (): HistogramsData => {
    const all = buildHistograms(t, experiment, index, snapshots.latest()?.networks[index]);
    const one = all.layers.length > FEW_LAYERS ? all.layers[Number(chosen)] : undefined;
    return one ? { layers: [one] } : all;
  };
  const { layers } = layoutParams(experiment, index);
  const isChoice = layers.length > FEW_LAYERS;
  const data = build();
  const { mean, sd } = summarizeWeights(joinValues(data));

  const read = (bin: HistogramBin | null): void => {
    setPointed(bin);
    setReading(bin ? describeBin(t, data, drawn.current, bin) : '');
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (!drawn.current) return;
    const box = event.currentTarget.getBoundingClientRect();
    read(findBinAt(drawn.current, event.clientX - box.left, event.clientY - box.top));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!drawn.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = walkBins(event.key, drawn.current, pointed);
    if (next === undefined) return;
    event.preventDefault();
    read(next);
  };
  const names = layers.map((_, layer) => layerName(t, layer, layers.length));
  return (
    <div className="weights" ref={panel}>
      <div className="weights-head">
        <h2>{t('output.weights')}</h2>
        {isChoice ? (
          <SelectBox
            label={t('weights.choose')}
            value={data.layers.length === 1 ? chosen : ALL}
            choices={[
              { id: ALL, text: t('weights.all') },
              ...names.map((text, at) => ({ id: String(at), text })),
            ]}
            onChoose={(id) => {
              setChosen(id);
              read(null);
            }}
          />
        ) : null}
      </div>
      <p className="weights-summary" aria-live={pointed && !isTraining ? 'polite' : 'off'}>
        {reading !== ''
          ? reading
          : t('output.weightsSummary', { mean: formatSigned(t, mean), deviation: formatSigned(t, sd) })}
      </p>
      <ChartHost
        kind="svg"
        name="weights"
        network={index}
        heightPx={measureHistograms(data, widthPx || 320, readChartTheme(t.language).fontSizePx)}
        label={`${describeWeights(t, data)} ${t('weights.hint')}`}
        tabIndex={0}
        dirtyKey={[experiment.networks[index], chosen, pointed]}
        onPointerMove={onPointerMove}
        onPointerLeave={() => read(null)}
        onBlur={() => read(null)}
        onKeyDown={onKeyDown}
        draw={(svg, size, theme) => {
          const present = build();
          drawn.current = drawHistograms(svg, { ...present, highlighted: pointed }, size, {
            ...theme,
            words: { count: t('output.count'), weight: '' },
          });
          // Weights move on under a pointer that rests.
          if (pointed) setReading(describeBin(t, present, drawn.current, pointed));
        }}
      />
    </div>
  );
}

/** Count and range of a bin as it is drawn. */
function describeBin(
  t: Translate,
  data: HistogramsData,
  layout: HistogramsLayout | null,
  bin: HistogramBin,
): string {
  const read = layout && readBin(layout, bin);
  if (!read) return '';
  const { from, to, count } = read;
  const range = {
    layer: data.layers[bin.layer]?.label ?? '',
    from: formatEdge(t, from),
    to: formatEdge(t, to),
  };
  return count === 1 ? t('weights.bin.one', range) : t('weights.bin.many', { ...range, count });
}

/** Edges of bins lie close together where weights are small. */
function formatEdge(t: Translate, value: number): string {
  return t.number(value, { maximumSignificantDigits: 3 }).replace('-', '−');
}

function layerName(t: Translate, layer: number, count: number): string {
  return layer === count - 1 ? t('output.outputShort') : t('output.layerShort', { number: layer + 1 });
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
      label: layerName(t, layer, layout.layers.length),
      values: parameters?.subarray(kernelOffset, kernelOffset + inputs * units) ?? new Float32Array(0),
    })),
  };
}

function joinValues({ layers }: HistogramsData): Float32Array {
  const joined = new Float32Array(layers.reduce((sum, { values }) => sum + values.length, 0));
  let offset = 0;
  for (const { values } of layers) {
    joined.set(values, offset);
    offset += values.length;
  }
  return joined;
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
