/** Immutable changes of an Experiment that several controls make; nothing here knows of stores. */
import type { DataSpec, Experiment, NetworkSpec, ViewSpec } from '../domain/experiment';
import { INPUT_IDS, type InputId } from '../domain/ids';

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

/** Inputs stay in the order of the table; the last one stays on. */
export const toggleInput =
  (id: InputId): Edit =>
  (experiment) => {
    const on = new Set(experiment.inputs);
    if (!on.delete(id)) on.add(id);
    if (on.size === 0) return experiment;
    return { ...experiment, inputs: INPUT_IDS.filter((input) => on.has(input)) };
  };
