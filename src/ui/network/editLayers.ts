/** Immutable changes of a network's layers; weights set by hand go along with layers that come to stand elsewhere. Nothing here knows of stores. */
import { carryEdits } from '../../domain/carryEdits';
import type { LayerSpec, NetworkSpec, OutputSpec } from '../../domain/experiment';
import { defaultOutputFor, isOutputAllowed } from '../../domain/formula/losses';
import { LOSS_IDS, type ActivationId, type LossId } from '../../domain/ids';
import { LIMITS } from '../../domain/limits';
import { editNetwork, type Edit } from '../editExperiment';

/** `layerBefore` is what `carryEdits` wants: for each layer afterwards, which one it was. */
function reshape(
  index: number,
  update: (network: NetworkSpec) => NetworkSpec,
  layerBefore: (after: NetworkSpec) => readonly (number | null)[],
): Edit {
  return (experiment) => {
    const after = editNetwork(index, update)(experiment);
    const network = after.networks[index];
    if (!network) return experiment;
    const edits = carryEdits(experiment, after, index, layerBefore(network));
    return editNetwork(index, (changed) => ({ ...changed, edits }))(after);
  };
}

export const editLayer = (index: number, layer: number, change: Partial<LayerSpec>): Edit =>
  editNetwork(index, (network) => ({
    ...network,
    hidden: network.hidden.map((spec, at) => (at === layer ? { ...spec, ...change } : spec)),
  }));

export const editOutput = (index: number, change: Partial<OutputSpec>): Edit =>
  editNetwork(index, (network) => ({ ...network, output: { ...network.output, ...change } }));

/** A layer like its neighbour before (else after) it; like the first visit's where there is none. */
export const insertLayer =
  (index: number, at: number, fallback: LayerSpec): Edit =>
  (experiment) => {
    const hidden = experiment.networks[index]?.hidden ?? [];
    if (hidden.length >= LIMITS.hiddenLayers.max) return experiment;
    const model = hidden[at - 1] ?? hidden[at] ?? fallback;
    const added: LayerSpec = { ...model, frozen: false, draw: 0 };
    return reshape(
      index,
      (network) => ({ ...network, hidden: network.hidden.toSpliced(at, 0, added) }),
      () => [...hidden.keys(), hidden.length].toSpliced(at, 0, -1).map((was) => (was < 0 ? null : was)),
    )(experiment);
  };

export const removeLayer = (index: number, at: number): Edit =>
  reshape(
    index,
    (network) => ({ ...network, hidden: network.hidden.toSpliced(at, 1) }),
    ({ hidden }) => [...hidden.keys(), hidden.length, hidden.length + 1].toSpliced(at, 1),
  );

/** The layer at `from` comes to stand at `to`; those between close up. */
export const moveLayer = (index: number, from: number, to: number): Edit =>
  reshape(
    index,
    (network) => ({ ...network, hidden: moveItem(network.hidden, from, to) }),
    ({ hidden }) => [...moveItem([...hidden.keys()], from, to), hidden.length],
  );

export function moveItem<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const item = items[from];
  return item === undefined ? items : items.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** What an output activation asks of the loss: the present one where they go together, else the first that goes with it. */
export function lossFor(loss: LossId, activation: ActivationId): LossId {
  if (isOutputAllowed(loss, activation)) return loss;
  return (
    LOSS_IDS.find((id) => defaultOutputFor(id) === activation) ??
    LOSS_IDS.find((id) => isOutputAllowed(id, activation)) ??
    loss
  );
}

/** Output activation and loss together, since not every two go together. */
export const chooseOutput = (index: number, change: OutputSpec['activation']): Edit =>
  editNetwork(index, (network) => ({
    ...network,
    output: { ...network.output, activation: change },
    loss: lossFor(network.loss, change.id),
  }));
