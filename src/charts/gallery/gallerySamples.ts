/** The data that the gallery's charts show: a trained default network, and networks at the limits of what can be built. */
import { GENERATED_EXTENT } from '../../domain/dataSets';
import { generateData } from '../../domain/generateData';
import { createRandom } from '../../domain/random';
import type { DataSetId } from '../../domain/ids';
import type { DataSet } from '../../domain/dataSet';
import type { BoundaryData, CurvesData, HistogramsData, NetworkData } from '../chartTypes';
import { buildSampleMaps, createSampleNetwork, trainSampleNetwork } from './sampleNetwork';
import type { SampleNetwork } from './sampleNetwork';

export const sampleData = (kind: DataSetId, noise = 0.1): DataSet =>
  generateData({ kind, noise, samples: 400, trainShare: 0.5, seed: 1 });

const xor = sampleData('xor');
const network = createSampleNetwork([2, 4, 4, 1], 1);
const rows = trainSampleNetwork(network, xor, 412, 0.003);

export const boundarySample: BoundaryData = {
  grid: buildSampleMaps(network, 100).at(-1) ?? new Float32Array(0),
  gridSize: 100,
  negative: 0,
  positive: 1,
  threshold: 0.5,
  palette: 'probability',
  extent: GENERATED_EXTENT,
  dataSet: xor,
  showValidation: false,
  discretize: false,
};

export const lossSample: CurvesData = {
  rows,
  series: [
    { key: 'valLoss', label: 'validation', tone: 'soft' },
    { key: 'loss', label: 'train', tone: 'strong' },
  ],
  scale: 'log',
  xAxis: 'epochs',
  smoothing: 0,
  ghosts: [],
  reference: null,
  marks: [{ epoch: 190, label: 'learning rate 0.1 \u2192 0.03' }],
  readoutEpoch: null,
};

/** Two shorter runs behind this one, one of them pointed at. */
export const ghostsSample: CurvesData = {
  ...lossSample,
  xAxis: 'steps',
  smoothing: 0.8,
  ghosts: [0.7, 1.4].map((factor, index) => ({
    id: index,
    rows: rows.slice(0, 300).map((row) => ({
      ...row,
      loss: row.loss * factor + 0.03,
      valLoss: row.valLoss * factor + 0.05,
    })),
    isEmphasized: index === 1,
  })),
};

export const accuracySample: CurvesData = {
  ...lossSample,
  series: [
    { key: 'valAccuracy', label: 'validation', tone: 'soft' },
    { key: 'accuracy', label: 'train', tone: 'strong' },
  ],
  scale: 'percent',
  marks: [],
};

export const histogramsOf = (of: SampleNetwork): HistogramsData => ({
  layers: of.kernels.map((values, index) => ({
    label: index === of.kernels.length - 1 ? 'output' : `layer ${index + 1}`,
    values,
  })),
});
export const histogramsSample = histogramsOf(network);

export function networkSampleOf(of: SampleNetwork, mapSize: number): NetworkData {
  const maps = buildSampleMaps(of, mapSize);
  const last = of.sizes.length - 1;
  return {
    columns: of.sizes.map((units, column) => ({
      label: '',
      units,
      maps:
        column === last
          ? (maps[column] ?? new Float32Array(0)).map((value) => value - 0.5)
          : (maps[column] ?? new Float32Array(0)),
      mapSize,
      scale: column === 0 ? GENERATED_EXTENT.max : column === last ? 0.5 : 4,
      palette: column === last ? 'probability' : 'signed',
      unitLabels: [],
    })),
    connections: of.kernels,
    biases: of.biases,
    highlighted: null,
  };
}
export const networkSample = networkSampleOf(network, 24);
export const largestNetwork = createSampleNetwork([2, ...new Array<number>(8).fill(64), 1], 3);
export const largestNetworkSample = networkSampleOf(largestNetwork, 12);
export const mixedNetworkSample = networkSampleOf(createSampleNetwork([2, 8, 16, 3, 1], 5), 24);

/** Thousands of epochs with spikes, as full batches with a large rate give. */
export function longLossSample(epochs: number): CurvesData {
  const random = createRandom(9);
  return {
    ...lossSample,
    rows: Array.from({ length: epochs + 1 }, (_, epoch) => {
      const level = 0.7 * Math.exp(-epoch / (epochs / 8)) + 1e-4;
      const loss = level * Math.exp(0.15 * random.normal()) * (random.uniform() < 0.004 ? 6 : 1);
      return {
        epoch,
        step: epoch,
        samples: 200 * epoch,
        seconds: epoch,
        loss,
        valLoss: loss * 1.3 + 2e-4,
        accuracy: 1,
        valAccuracy: 1,
      };
    }),
    marks: [100, 130, 700, 1500, 1520, 1540].map((epoch) => ({ epoch, label: `batch size ${epoch}` })),
  };
}
