/** Looks at a network with tensors: one forward pass over all rows asked for, one read-back. Keeps the rows of the last looks. */
import * as tf from '@tensorflow/tfjs';
import { DATA_SETS } from '../../domain/dataSets';
import type { NetworkSpec } from '../../domain/experiment';
import { resolveOutput } from '../../domain/formula/losses';
import { buildGridPoints } from '../../domain/grid';
import { buildFeatures } from '../../domain/inputs';
import type { Reading, ReadRequest } from '../trainer';
import type { TrainerSetup } from '../trainerSetup';
import { applySequential } from './buildSequential';
import type { LayerTensors, SequentialNetwork } from './buildSequential';
import { renderTensors } from './renderTensors';
import type { Constants } from './renderTensors';

/** How many different looks have their rows kept: figures, and one of each grid while training and at rest. */
const KEPT_LOOKS = 4;

export class LookTensors {
  private readonly rows = new Map<string, tf.Tensor>();

  constructor(private readonly setup: TrainerSetup) {}

  async read(
    request: ReadRequest,
    spec: NetworkSpec,
    network: SequentialNetwork,
    parameters: tf.Tensor,
    constants: Constants,
  ): Promise<Reading> {
    const { train, validation } = this.setup.data;
    const counts = {
      train: request.metrics ? train.count : 0,
      validation: request.metrics ? validation.count : 0,
      boundary: request.boundarySize ** 2,
      maps: request.mapSize ** 2,
    };
    const packed = tf.tidy(() => {
      const parts: tf.Tensor[] = [];
      const rows = this.prepareRows(request);
      if (rows) {
        const layers = applySequential(network, rows);
        const first = counts.train + counts.validation;
        if (request.metrics) parts.push(...this.computeMetrics(layers, spec, counts, constants));
        parts.push(...cutBoundary(layers, first, counts.boundary));
        parts.push(...cutMaps(layers, first + counts.boundary, counts.maps));
      }
      if (request.parameters) parts.push(parameters);
      return parts.length > 0 ? tf.concat(parts.map((part) => part.flatten())) : tf.tensor1d([]);
    });
    // data() may give the live array of a tensor on the processor.
    const values = (await packed.data<'float32'>()).slice();
    packed.dispose();
    let at = 0;
    const take = (count: number): Float32Array => values.slice(at, (at += count));
    const metrics = request.metrics ? take(METRIC_COUNT) : null;
    const boundary = take(counts.boundary);
    const parameterCount = request.parameters ? parameters.size : 0;
    const maps = take(values.length - at - parameterCount);
    const [loss = NaN, accuracy = NaN, valLoss = NaN, valAccuracy = NaN] = metrics ?? [];
    return {
      metrics: metrics && { loss, accuracy, valLoss, valAccuracy },
      boundary,
      maps,
      parameters: take(parameterCount),
    };
  }

  dispose(): void {
    for (const rows of this.rows.values()) rows.dispose();
    this.rows.clear();
  }

  /** Training set, validation set, boundary grid, map grid, one after the other, as far as they are asked for. */
  private prepareRows({ metrics, boundarySize, mapSize }: ReadRequest): tf.Tensor | null {
    const key = `${metrics} ${boundarySize} ${mapSize}`;
    const known = this.rows.get(key);
    if (known) return known;
    const { data, experiment } = this.setup;
    const sets = metrics ? [data.train.features, data.validation.features] : [];
    const grids = [boundarySize, mapSize].map((size) =>
      buildFeatures(buildGridPoints(size, DATA_SETS[experiment.data.kind].extent), experiment.inputs),
    );
    const parts = [...sets, ...grids].filter(({ length }) => length > 0);
    if (parts.length === 0) return null;
    if (this.rows.size >= KEPT_LOOKS) this.dispose();
    const features = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      features.set(part, at);
      at += part.length;
    }
    const rows = tf.keep(tf.tensor2d(features, [features.length / data.width, data.width]));
    this.rows.set(key, rows);
    return rows;
  }

  /** loss, accuracy, valLoss, valAccuracy, each a scalar. */
  private computeMetrics(
    layers: readonly LayerTensors[],
    spec: NetworkSpec,
    counts: { readonly train: number; readonly validation: number },
    constants: Constants,
  ): tf.Tensor[] {
    const { loss, rule } = resolveOutput(spec);
    const { z, output } = lastOf(layers);
    const { train, validation } = this.setup.data;
    const total = counts.train + counts.validation;
    const targets = new Float32Array(total);
    [...train.classes, ...validation.classes].forEach((label, row) => {
      targets[row] = label > 0.5 ? rule.positive : rule.negative;
    });
    const y = tf.tensor2d(targets, [total, 1]);
    const p = (loss.of === 'logits' ? z : output).slice([0, 0], [total, -1]);
    const losses = renderTensors(loss.value, { p, y }, constants);
    const isCalledPositive = output.slice([0, 0], [total, -1]).greater(constants.get(rule.threshold));
    const isRight = isCalledPositive.equal(y.equal(constants.get(rule.positive))).cast('float32');
    return [[0, counts.train] as const, [counts.train, counts.validation] as const].flatMap(
      ([first, count]) => [losses, isRight].map((figures) => figures.slice([first, 0], [count, -1]).mean()),
    );
  }
}

const METRIC_COUNT = 4;

function cutBoundary(layers: readonly LayerTensors[], first: number, count: number): tf.Tensor[] {
  return count > 0 ? [lastOf(layers).output.slice([first, 0], [count, -1])] : [];
}

/** Each hidden unit's rows, layer by layer, unit by unit. */
function cutMaps(layers: readonly LayerTensors[], first: number, count: number): tf.Tensor[] {
  if (count === 0) return [];
  return layers.slice(0, -1).map(({ output }) => output.slice([first, 0], [count, -1]).transpose());
}

function lastOf(layers: readonly LayerTensors[]): LayerTensors {
  const last = layers.at(-1);
  if (!last) throw new Error('the network has no layer');
  return last;
}
