/** The points of the present experiment, drawn once for each change of its data, whoever asks. */
import type { DataSet } from '../domain/dataSet';
import type { DataSpec } from '../domain/experiment';
import { generateData } from '../domain/generateData';
import { useExperiment } from './AppContext';

const drawn = new WeakMap<DataSpec, DataSet>();

export function dataSetOf(data: DataSpec): DataSet {
  let dataSet = drawn.get(data);
  if (!dataSet) {
    dataSet = generateData(data);
    drawn.set(data, dataSet);
  }
  return dataSet;
}

export function useDataSet(): DataSet {
  return dataSetOf(useExperiment((state) => state.experiment.data));
}
