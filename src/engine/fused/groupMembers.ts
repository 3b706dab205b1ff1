/** The networks of a group as the processor keeps them: where each stands in its data, and what every submit has to tell the GPU of it. Touches no GPU. */
import type { NetworkSpec } from '../../domain/experiment';
import { resolveOutput } from '../../domain/formula/losses';
import { rateAtEpoch } from '../../domain/learningRate';
import type { TrainingData } from '../buildTrainingData';
import { advanceCursor, CURSOR_START } from '../cursor';
import type { Cursor } from '../trainer';
import type { TrainerSetup } from '../trainerSetup';
import { CELL, CELL_WORDS } from './memberLayout';
import { OrderStream } from './OrderStream';

export interface Member {
  readonly setup: TrainerSetup;
  network: NetworkSpec;
  cursor: Cursor;
  /** Row of its first training sample. */
  readonly sampleOffset: number;
  /** Shared by networks whose data are taken in the same order. */
  readonly order: OrderStream;
}

export interface GroupMembers {
  readonly members: readonly Member[];
  /** Rows `[features…, class]` of each different data set, training samples first; networks on the same data share them. */
  readonly samples: Float32Array<ArrayBuffer>;
}

/** Throws RangeError where data differ in size. */
export function buildMembers(setups: readonly TrainerSetup[]): GroupMembers {
  const starts = new Map<TrainingData, number>();
  const orders = new Map<string, OrderStream>();
  let rows = 0;
  const members = setups.map((setup): Member => {
    const { experiment, index, data } = setup;
    const network = experiment.networks[index];
    if (!network) throw new RangeError(`the experiment has no network ${index}`);
    if (sizeOf(data) !== sizeOf(setups[0]?.data ?? data))
      throw new RangeError('the data of a group must be of one size');
    const sampleOffset = starts.get(data) ?? rows;
    if (!starts.has(data)) {
      starts.set(data, rows);
      rows += data.train.count + data.validation.count;
    }
    const { seed } = experiment.data;
    const orderKey = `${seed} ${data.train.count}`;
    const order = orders.get(orderKey) ?? new OrderStream(seed, data.train.count);
    orders.set(orderKey, order);
    return { setup, network, cursor: CURSOR_START, sampleOffset, order };
  });
  return { members, samples: layOutRows(starts, rows) };
}

const sizeOf = ({ width, train, validation }: TrainingData): string =>
  [width, train.count, validation.count].join();

function layOutRows(starts: ReadonlyMap<TrainingData, number>, rows: number): Float32Array<ArrayBuffer> {
  const [width = 0] = [...starts.keys()].map((data) => data.width);
  const samples = new Float32Array(rows * (width + 1));
  for (const [{ train, validation }, start] of starts) {
    let row = start;
    for (const set of [train, validation])
      for (let own = 0; own < set.count; own++, row++) {
        samples.set(set.features.subarray(own * width, (own + 1) * width), row * (width + 1));
        samples[row * (width + 1) + width] = set.classes[own] ?? 0;
      }
  }
  return samples;
}

/** Words that `steps` steps of all networks take at most: samples, and a rate for each epoch, of which every step may begin one. */
export function countOrderWords(members: readonly Member[], steps: number): number {
  return members.reduce((sum, { network, setup }) => {
    const samples = Math.min(network.batchSize, setup.data.train.count);
    return sum + steps * (samples + 1) + 1;
  }, 0);
}

/** How many steps of all networks a room of this length is enough for; at least one. */
export function countStepsOfRoom(length: number, members: readonly Member[]): number {
  const none = countOrderWords(members, 0);
  return Math.max(1, Math.floor((length - none) / (countOrderWords(members, 1) - none)));
}

export interface FilledOrders {
  /** Where in the room each network's samples begin. */
  readonly offsets: readonly number[];
  /** Where each network's learning rates begin: one for each epoch from the present one on. */
  readonly rateOffsets: readonly number[];
  /** Where each network stands after the steps. */
  readonly nexts: readonly Cursor[];
  /** How much of the room is filled. */
  readonly length: number;
}

/** Fills `room` with the samples and rates of the next `steps` steps; networks at the same place of the same order share their samples. */
export function fillOrders(room: Uint32Array, members: readonly Member[], steps: number): FilledOrders {
  const rates = new Float32Array(room.buffer, room.byteOffset, room.length);
  const known = new Map<string, number>();
  const offsets: number[] = [];
  const rateOffsets: number[] = [];
  const nexts: Cursor[] = [];
  let length = 0;
  for (const { cursor, network, setup, order } of members) {
    const trainCount = setup.data.train.count;
    const next = advanceCursor(cursor, { trainCount, batchSize: network.batchSize }, steps);
    const samples = (next.epoch - cursor.epoch) * trainCount + next.used - cursor.used;
    const key = [setup.experiment.data.seed, trainCount, cursor.epoch, cursor.used, samples].join();
    let offset = known.get(key);
    if (offset === undefined) {
      offset = length;
      order.fill(room.subarray(offset, offset + samples), cursor.epoch, cursor.used);
      known.set(key, offset);
      length += samples;
    }
    offsets.push(offset);
    rateOffsets.push(length);
    for (let { epoch } = cursor; epoch <= next.epoch; epoch++)
      rates[length++] = rateAtEpoch(network.optimizer, epoch);
    nexts.push(next);
  }
  return { offsets, rateOffsets, nexts, length };
}

/** Writes every network's cells, as `CELL` places them. `places` are the floats from one network to the next. */
export function fillCells(
  cells: ArrayBuffer,
  members: readonly Member[],
  steps: number,
  filled: Pick<FilledOrders, 'offsets' | 'rateOffsets'>,
  places: { readonly state: number; readonly scratch: number },
): void {
  const integers = new Uint32Array(cells);
  const floats = new Float32Array(cells);
  members.forEach(({ network, cursor, sampleOffset, setup }, number) => {
    const at = number * CELL_WORDS;
    const { rule } = resolveOutput(network);
    integers[at + CELL.steps] = steps;
    integers[at + CELL.used] = cursor.used;
    integers[at + CELL.batchSize] = network.batchSize;
    integers[at + CELL.trainCount] = setup.data.train.count;
    integers[at + CELL.orderOffset] = filled.offsets[number] ?? 0;
    integers[at + CELL.sampleOffset] = sampleOffset;
    integers[at + CELL.stateOffset] = number * places.state;
    integers[at + CELL.scratchOffset] = number * places.scratch;
    integers[at + CELL.rateOffset] = filled.rateOffsets[number] ?? 0;
    floats[at + CELL.penaltyRate] = network.regularization.rate;
    floats[at + CELL.clippingLimit] = network.optimizer.clipping.limit;
    floats[at + CELL.negative] = rule.negative;
    floats[at + CELL.positive] = rule.positive;
    floats[at + CELL.threshold] = rule.threshold;
    [...network.hidden, network.output].forEach(({ activation }, layer) => {
      floats[at + CELL.alphas + layer] = activation.alpha;
    });
  });
}
