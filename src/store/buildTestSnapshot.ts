/** Snapshots for tests: one network of one weight, at the epoch asked for. The page never uses it. */
import type { EpochMetrics } from '../domain/metrics';
import type { NetworkSnapshot, Snapshot } from '../protocol/snapshot';

export function buildTestRow(epoch: number): EpochMetrics {
  return {
    epoch,
    step: epoch * 20,
    samples: epoch * 200,
    seconds: epoch / 10,
    loss: 1 / (1 + epoch),
    accuracy: 0.5,
    valLoss: 2 / (1 + epoch),
    valAccuracy: 0.5,
  };
}

/** `rows` are the epochs that this snapshot brings. */
export function buildTestSnapshot(
  change: Partial<Snapshot> & { readonly epoch?: number; readonly rows?: readonly number[] } = {},
): Snapshot {
  const { epoch = 0, rows = [], ...rest } = change;
  const network: NetworkSnapshot = {
    epoch,
    step: epoch * 20,
    stepInEpoch: 0,
    stepsPerEpoch: 20,
    metrics: buildTestRow(epoch),
    rows: rows.map(buildTestRow),
    parameters: new Float32Array([0.25]),
    boundary: new Float32Array(0),
    boundarySize: 0,
    maps: new Float32Array(0),
    mapSize: 0,
  };
  return { revision: 0, run: 1, trainer: 'training', stepsPerSecond: 200, networks: [network], ...rest };
}
