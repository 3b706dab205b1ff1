/** Turns an experiment and what was last seen of its network into what `drawNetwork` takes; gives null while the two do not fit together. */
import type { ColumnRange, NetworkColumn, NetworkData } from '../charts/chartTypes';
import { DATA_SETS, GENERATED_EXTENT, type Extent } from '../domain/dataSets';
import type { Experiment } from '../domain/experiment';
import { resolveOutput } from '../domain/formula/losses';
import { buildGridPoints } from '../domain/grid';
import type { InputId } from '../domain/ids';
import { buildFeatures } from '../domain/inputs';
import { layoutParams, type ParamLayout } from '../domain/paramLayout';
import type { AppServices } from '../store/storeTypes';
import { throughSignedScale } from './signedScale';

type Snapshot = NonNullable<ReturnType<AppServices['snapshots']['latest']>>;
export type NetworkSeen = Snapshot['networks'][number];

const INPUT_MAP_SIZE = 24;
const inputMaps = new Map<string, Float32Array>();

/** Values of one input on a small grid over the axes of a data set, through the signed scale. */
export function buildInputMap(
  input: InputId,
  extent: Extent = GENERATED_EXTENT,
): { readonly values: Float32Array; readonly mapSize: number } {
  const key = `${input} ${extent.min} ${extent.max}`;
  let values = inputMaps.get(key);
  if (!values) {
    values = throughSignedScale(buildFeatures(buildGridPoints(INPUT_MAP_SIZE, extent), [input]));
    inputMaps.set(key, values);
  }
  return { values, mapSize: INPUT_MAP_SIZE };
}

/** Whether a snapshot was taken of a network of this very shape; while a change is on its way to the worker it may not have been. */
export function fitsExperiment(seen: NetworkSeen, layout: ParamLayout): boolean {
  if (seen.parameters.length !== layout.count) return false;
  const hiddenUnits = layout.layers.slice(0, -1).reduce((sum, layer) => sum + layer.units, 0);
  return seen.mapSize === 0 || seen.maps.length === hiddenUnits * seen.mapSize ** 2;
}

/** Columns as the experiment has them, without any number: for layouts. */
export function buildColumns(experiment: Experiment, index: number): readonly Pick<NetworkColumn, 'units'>[] {
  const { layers } = layoutParams(experiment, index);
  return [{ units: experiment.inputs.length }, ...layers.map(({ units }) => ({ units }))];
}

/** Each layer's kernel, as views into the snapshot. */
export function listKernels(seen: NetworkSeen, layout: ParamLayout): readonly Float32Array[] {
  return layout.layers.map(({ kernelOffset, inputs, units }) =>
    seen.parameters.subarray(kernelOffset, kernelOffset + inputs * units),
  );
}

export function buildNetworkData(
  experiment: Experiment,
  index: number,
  seen: NetworkSeen | undefined,
  highlighted: NetworkData['highlighted'],
  inSight: ColumnRange = { first: 0, last: Infinity },
): NetworkData | null {
  const network = experiment.networks[index];
  if (!network) return null;
  const layout = layoutParams(experiment, index);
  if (!seen || !fitsExperiment(seen, layout)) return null;
  const { extent } = DATA_SETS[experiment.data.kind];
  const { rule } = resolveOutput(network);
  const center = (rule.positive + rule.negative) / 2;
  const blank = { label: '', unitLabels: [], scale: 1 };

  const inputs: NetworkColumn = {
    ...blank,
    units: experiment.inputs.length,
    maps: joinMaps(experiment.inputs.map((input) => buildInputMap(input, extent).values)),
    mapSize: INPUT_MAP_SIZE,
  };
  const mapLength = seen.mapSize ** 2;
  let offset = 0;
  const hidden = network.hidden.map(({ units }, layer): NetworkColumn => {
    const raw = seen.maps.subarray(offset, offset + units * mapLength);
    offset += units * mapLength;
    const isSeen = layer + 1 >= inSight.first && layer + 1 <= inSight.last;
    // Out of sight, 64 maps need not be worked out.
    return {
      ...blank,
      units,
      maps: isSeen ? throughSignedScale(raw) : raw,
      mapSize: isSeen ? seen.mapSize : 0,
    };
  });
  const output: NetworkColumn = {
    ...blank,
    units: 1,
    maps: seen.boundary.map((value) => value - center),
    mapSize: seen.boundarySize,
    scale: (rule.positive - rule.negative) / 2,
    palette: 'probability',
  };
  return {
    columns: [inputs, ...hidden, output],
    connections: listKernels(seen, layout),
    biases: layout.layers.map(({ biasOffset, units }) =>
      biasOffset === null ? null : seen.parameters.subarray(biasOffset, biasOffset + units),
    ),
    highlighted,
    inSight,
  };
}

function joinMaps(maps: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(maps.reduce((sum, map) => sum + map.length, 0));
  let offset = 0;
  for (const map of maps) {
    joined.set(map, offset);
    offset += map.length;
  }
  return joined;
}
