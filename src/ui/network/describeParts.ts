/** Names and numbers of a network's parts: what a read-out and the text alternatives say of them. Reads snapshots, changes nothing. */
import type { NetworkPart } from '../../charts/chartTypes';
import type { Experiment } from '../../domain/experiment';
import { layoutParams, type ParamLayout } from '../../domain/paramLayout';
import { shortestFloat } from '../../domain/shortestFloat';
import type { Translate } from '../../i18n/translate';
import type { NetworkSeen } from '../buildNetworkData';
import { formatSigned } from '../formatFigure';
import { INPUT_PLAIN_NAMES } from '../inputNames';
import type { NetworkShape } from './walkParts';

export function shapeOf(experiment: Experiment, index: number): NetworkShape {
  const { layers } = layoutParams(experiment, index);
  return {
    units: [experiment.inputs.length, ...layers.map(({ units }) => units)],
    hasBias: [false, ...layers.map(({ biasOffset }) => biasOffset !== null)],
  };
}

/** Where the part's number stands among the parameters: a connection's weight, a unit's bias. null for inputs and where there is no bias. */
export function parameterOf(layout: ParamLayout, part: NetworkPart): number | null {
  if (part.kind === 'connection') {
    const layer = layout.layers[part.column];
    return layer ? layer.kernelOffset + part.from * layer.units + part.to : null;
  }
  const biasOffset = layout.layers[part.column - 1]?.biasOffset ?? null;
  return biasOffset === null ? null : biasOffset + part.unit;
}

/** Whether the network has such a part: it may have been made smaller since it was pointed at. */
export function hasPart({ units }: NetworkShape, part: NetworkPart): boolean {
  if (part.kind === 'connection')
    return part.from < (units[part.column] ?? 0) && part.to < (units[part.column + 1] ?? 0);
  return part.unit < (units[part.column] ?? 0);
}

export function unitName(
  t: Translate,
  experiment: Experiment,
  index: number,
  column: number,
  unit: number,
): string {
  const input = column === 0 ? experiment.inputs[unit] : undefined;
  if (input) return t('part.input', { name: INPUT_PLAIN_NAMES[input] });
  const isOutput = column > (experiment.networks[index]?.hidden.length ?? 0);
  const layer = isOutput ? t('network.output') : t('network.layer', { number: column });
  return t('part.unit', { layer, unit: unit + 1 });
}

export function partName(t: Translate, experiment: Experiment, index: number, part: NetworkPart): string {
  const name = (column: number, unit: number) => unitName(t, experiment, index, column, unit);
  switch (part.kind) {
    case 'unit':
      return name(part.column, part.unit);
    case 'bias':
      return t('part.biasOf', { unit: name(part.column, part.unit) });
    case 'connection':
      return t('part.connection', {
        from: name(part.column, part.from),
        to: name(part.column + 1, part.to),
      });
    default: {
      const unknown: never = part;
      throw new RangeError(`unknown part ${JSON.stringify(unknown)}`);
    }
  }
}

/** The part's number now; null where it has none or nothing was seen yet. Before the first step what was set by hand counts at once. */
export function valueOf(
  experiment: Experiment,
  index: number,
  seen: NetworkSeen | undefined,
  parameter: number | null,
): number | null {
  if (parameter === null) return null;
  const edit = experiment.networks[index]?.edits.find((each) => each.parameter === parameter);
  if (edit && (seen?.step ?? 0) === 0) return edit.value;
  const value = seen?.parameters[parameter];
  return value === undefined ? null : shortestFloat(value);
}

/** The part with its number: 'Bias of Layer 1, unit 2: −0.31'. */
export function partWithValue(
  t: Translate,
  experiment: Experiment,
  index: number,
  seen: NetworkSeen | undefined,
  part: NetworkPart,
): string {
  const parameter = parameterOf(layoutParams(experiment, index), part);
  const value = valueOf(experiment, index, seen, parameter);
  const name = partName(t, experiment, index, part);
  if (value === null) return name;
  const text = formatSigned(t, value);
  if (part.kind === 'unit') return t('alt.partValue', { part: name, value: `${t('part.bias')} ${text}` });
  return t('alt.partValue', { part: name, value: text });
}

/** The connection with the largest weight. */
export function findStrongest(kernels: readonly Float32Array[], { units }: NetworkShape) {
  let best: {
    readonly column: number;
    readonly from: number;
    readonly to: number;
    readonly weight: number;
  } | null = null;
  for (const [column, kernel] of kernels.entries()) {
    const width = units[column + 1] ?? 1;
    for (const [at, weight] of kernel.entries())
      if (!best || Math.abs(weight) > Math.abs(best.weight))
        best = { column, from: Math.floor(at / width), to: at % width, weight };
  }
  return best;
}
