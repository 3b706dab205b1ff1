/** The map of one unit out of a snapshot, ready for `drawMap`, with the range of the unit's output on it. */
import type { MapData } from '../../charts/chartTypes';
import { DATA_SETS } from '../../domain/dataSets';
import type { Experiment } from '../../domain/experiment';
import { resolveOutput } from '../../domain/formula/losses';
import { buildInputMap, type NetworkSeen } from '../buildNetworkData';
import { throughSignedScale } from '../signedScale';

export interface UnitMap {
  readonly map: MapData;
  /** Smallest and largest finite output on the map; null for an input, whose range is that of the data's axes, and where no value is finite. */
  readonly range: { readonly min: number; readonly max: number } | null;
}

/** `column` counts inputs as 0. null where the snapshot has no map of the unit; it has to fit the experiment. */
export function unitMap(
  experiment: Experiment,
  index: number,
  seen: NetworkSeen | undefined,
  column: number,
  unit: number,
): UnitMap | null {
  const network = experiment.networks[index];
  if (!network) return null;
  if (column === 0) {
    const input = experiment.inputs[unit];
    if (!input) return null;
    return {
      map: { ...buildInputMap(input, DATA_SETS[experiment.data.kind].extent), scale: 1 },
      range: null,
    };
  }
  if (!seen) return null;
  if (column > network.hidden.length) {
    const { rule } = resolveOutput(network);
    const center = (rule.positive + rule.negative) / 2;
    const scale = (rule.positive - rule.negative) / 2;
    const values = seen.boundary.map((value) => value - center);
    return {
      map: { values, mapSize: seen.boundarySize, scale, palette: 'probability' },
      range: rangeOf(seen.boundary),
    };
  }
  const before = network.hidden.slice(0, column - 1).reduce((sum, { units }) => sum + units, 0);
  const area = seen.mapSize ** 2;
  const raw = seen.maps.subarray((before + unit) * area, (before + unit + 1) * area);
  if (area === 0 || raw.length < area) return null;
  return { map: { values: throughSignedScale(raw), mapSize: seen.mapSize, scale: 1 }, range: rangeOf(raw) };
}

function rangeOf(values: Float32Array): UnitMap['range'] {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : null;
}
