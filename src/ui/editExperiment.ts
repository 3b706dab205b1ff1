/** Immutable changes of an Experiment that several controls make; nothing here knows of stores. */
import type {
  DataSpec,
  Experiment,
  LayerSpec,
  NetworkSpec,
  OutputSpec,
  ViewSpec,
} from '../domain/experiment';
import { INPUT_IDS, type InputId } from '../domain/ids';
import { LIMITS } from '../domain/limits';

export type Edit = (experiment: Experiment) => Experiment;

export const editData =
  (change: Partial<DataSpec>): Edit =>
  (experiment) => ({
    ...experiment,
    data: { ...experiment.data, ...change },
  });

export const editView =
  (change: Partial<ViewSpec>): Edit =>
  (experiment) => ({
    ...experiment,
    view: { ...experiment.view, ...change },
  });

export const editNetwork =
  (index: number, update: (network: NetworkSpec) => NetworkSpec): Edit =>
  (experiment) => ({
    ...experiment,
    networks: experiment.networks.map((network, at) => (at === index ? update(network) : network)),
  });

export const editLayer = (index: number, layer: number, change: Partial<LayerSpec>): Edit =>
  editNetwork(index, (network) => ({
    ...network,
    hidden: network.hidden.map((spec, at) => (at === layer ? { ...spec, ...change } : spec)),
  }));

export const editOutput = (index: number, change: Partial<OutputSpec>): Edit =>
  editNetwork(index, (network) => ({ ...network, output: { ...network.output, ...change } }));

/** A layer like its neighbour before (else after) it; like the first visit's where there is none. */
export const insertLayer = (index: number, at: number, fallback: LayerSpec): Edit =>
  editNetwork(index, (network) => {
    if (network.hidden.length >= LIMITS.hiddenLayers.max) return network;
    const model = network.hidden[at - 1] ?? network.hidden[at] ?? fallback;
    const added: LayerSpec = { ...model, frozen: false };
    return { ...network, hidden: [...network.hidden.slice(0, at), added, ...network.hidden.slice(at)] };
  });

export const removeLayer = (index: number, at: number): Edit =>
  editNetwork(index, (network) => ({
    ...network,
    hidden: network.hidden.filter((_, layer) => layer !== at),
  }));

/** Inputs stay in the order of the table; the last one stays on. */
export const toggleInput =
  (id: InputId): Edit =>
  (experiment) => {
    const on = new Set(experiment.inputs);
    if (!on.delete(id)) on.add(id);
    if (on.size === 0) return experiment;
    return { ...experiment, inputs: INPUT_IDS.filter((input) => on.has(input)) };
  };
