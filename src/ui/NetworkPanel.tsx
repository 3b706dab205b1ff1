/** The network: a header for each column, '+' between columns, and the drawing below, which shares their columns. */
import { useEffect, useMemo, useState, type CSSProperties, type PointerEvent } from 'react';
import type { ChartSize, NetworkData } from '../charts/chartTypes';
import { drawNetwork } from '../charts/drawNetwork';
import { layoutNetwork } from '../charts/layoutNetwork';
import { DEFAULT_EXPERIMENT } from '../domain/defaultExperiment';
import type { Experiment } from '../domain/experiment';
import type { Translate } from '../i18n/translate';
import { LIMITS } from '../domain/limits';
import { useExperiment, useServices, useSlowFacts, useTranslate } from './AppContext';
import { buildColumns, buildNetworkData } from './buildNetworkData';
import { ChartHost } from './ChartHost';
import { INPUT_PLAIN_NAMES } from './inputNames';
import { insertLayer } from './editExperiment';
import { formatSigned } from './formatFigure';
import { HiddenHeader, InputsHeader, OutputHeader } from './LayerHeader';
import { Icon } from './Icon';

/** Points of all neurons' maps together in one snapshot, and the sizes between which a map's side is chosen. */
const MAP_BUDGET = 300_000;
const MAP_SIDE = { min: 10, max: 50 } as const;
const BOUNDARY_SIZE = 100;
/** Tiles get larger than the chart makes them where there is room: a column as wide as this and a pitch as high as this are enlarged. */
const ROOM = { columnPx: 150, pitchPx: 74, tilePx: 60, most: 4 } as const;

export function NetworkPanel({ network: index }: { readonly network: number }) {
  const t = useTranslate();
  const { run, snapshots } = useServices();
  const experiment = useExperiment((state) => state.experiment);
  const change = useExperiment((state) => state.change);
  const [highlighted, setHighlighted] = useState<NetworkData['highlighted']>(null);
  // Renders at the pace of the slow facts, for the text alternative.
  useSlowFacts((facts) => facts.perNetwork[index]);

  const columns = useMemo(() => buildColumns(experiment, index), [experiment, index]);
  const hidden = experiment.networks[index]?.hidden ?? [];
  const hiddenUnits = hidden.reduce((sum, layer) => sum + layer.units, 0);
  useEffect(() => {
    const side = Math.floor(Math.sqrt(MAP_BUDGET / Math.max(1, hiddenUnits)));
    run.setDetail({
      boundarySize: BOUNDARY_SIZE,
      mapSize: Math.max(MAP_SIDE.min, Math.min(MAP_SIDE.max, side)),
    });
  }, [run, hiddenUnits]);

  const isFull = hidden.length >= LIMITS.hiddenLayers.max;
  const addAfter = (at: number) => {
    const fallback = DEFAULT_EXPERIMENT.networks[0]?.hidden[0];
    if (fallback) change(insertLayer(index, at, fallback), 'commit');
  };
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const { size, factor } = enlarge(columns, { widthPx: box.width, heightPx: box.height, pixelRatio: 1 });
    const { tiles } = layoutNetwork(columns, size);
    const x = (event.clientX - box.left) / factor;
    const y = (event.clientY - box.top) / factor;
    const hit = tiles.find(
      ({ xPx, yPx, sizePx }) => x >= xPx && x <= xPx + sizePx && y >= yPx && y <= yPx + sizePx,
    );
    const next = hit ? { column: hit.column, unit: hit.unit } : null;
    if (next?.column !== highlighted?.column || next?.unit !== highlighted?.unit) setHighlighted(next);
  };

  // Custom properties are not in CSSProperties.
  const columnCount = { '--columns': columns.length } as CSSProperties;
  const data = buildNetworkData(experiment, index, snapshots.latest()?.networks[index], null);
  return (
    <section className="network" aria-label={t('region.network')}>
      <div className="network-scroll">
        <div className="network-inner" style={columnCount}>
          <div className="network-headers">
            {columns.map((_, column) => (
              <div key={column} className="network-column">
                {column === 0 ? (
                  <InputsHeader />
                ) : column === columns.length - 1 ? (
                  <OutputHeader network={index} />
                ) : (
                  <HiddenHeader network={index} layer={column - 1} />
                )}
                {column < columns.length - 1 ? (
                  <button
                    type="button"
                    className="layer-add"
                    aria-label={t('network.addLayer')}
                    title={
                      isFull
                        ? t('network.addLayerFull', { max: LIMITS.hiddenLayers.max })
                        : t('network.addLayer')
                    }
                    disabled={isFull}
                    onClick={() => addAfter(column)}
                  >
                    <Icon name="plus" />
                  </button>
                ) : null}
              </div>
            ))}
          </div>
          <ChartHost
            kind="canvas"
            name="network"
            network={index}
            className="network-canvas"
            label={describeNetwork(t, experiment, index, data)}
            dirtyKey={[experiment, highlighted]}
            onPointerMove={point}
            onPointerLeave={() => setHighlighted(null)}
            draw={(canvas, size, theme) => {
              const seen = snapshots.latest()?.networks[index];
              const present = buildNetworkData(experiment, index, seen, highlighted);
              const words = { unit: t('unit.label') };
              if (present) drawNetwork(canvas, present, enlarge(columns, size).size, { ...theme, words });
            }}
          />
        </div>
      </div>
    </section>
  );
}

/** A smaller canvas with more device pixels to each of its pixels: the same picture, larger. */
function enlarge(columns: readonly { readonly units: number }[], size: ChartSize) {
  const rows = Math.max(1, ...columns.map(({ units }) => units));
  const roomy = Math.min(
    size.heightPx / ((rows - 1) * ROOM.pitchPx + ROOM.tilePx),
    size.widthPx / (columns.length * ROOM.columnPx),
  );
  const factor = Math.max(1, Math.min(ROOM.most, roomy));
  const { widthPx, heightPx, pixelRatio } = size;
  return {
    factor,
    size: { widthPx: widthPx / factor, heightPx: heightPx / factor, pixelRatio: pixelRatio * factor },
  };
}

/** Shape, and the connection with the largest weight. */
function describeNetwork(
  t: Translate,
  experiment: Experiment,
  index: number,
  data: NetworkData | null,
): string {
  const shape = buildColumns(experiment, index)
    .map(({ units }) => units)
    .join('-');
  const strongest = data ? findStrongest(data) : null;
  if (!strongest) return t('alt.networkWaiting', { shape });
  const { column, from, to, weight } = strongest;
  const input = experiment.inputs[from];
  return t('alt.network', {
    shape,
    from: column === 0 && input ? INPUT_PLAIN_NAMES[input] : unitName(t, experiment, index, column, from),
    to: unitName(t, experiment, index, column + 1, to),
    weight: formatSigned(t, weight),
  });
}

function unitName(t: Translate, experiment: Experiment, index: number, column: number, unit: number): string {
  const isOutput = column > (experiment.networks[index]?.hidden.length ?? 0);
  const layer = isOutput ? t('network.output') : t('network.layer', { number: column });
  return t('alt.unit', { unit: unit + 1, layer });
}

interface Connection {
  /** Of the column that it leaves. */
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

function findStrongest(data: NetworkData): Connection | null {
  let best: Connection | null = null;
  for (const [column, kernel] of data.connections.entries()) {
    const units = data.columns[column + 1]?.units ?? 1;
    for (const [at, weight] of kernel.entries())
      if (!best || Math.abs(weight) > Math.abs(best.weight))
        best = { column, from: Math.floor(at / units), to: at % units, weight };
  }
  return best;
}
