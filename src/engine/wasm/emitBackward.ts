/** Writes the way back through a tile of samples: each layer's dL/dz from the layer above, and the gradients of its parameters. */
import { MAX_STRAIGHT, planGroupBlocks, planRowBlocks } from './blockPlan';
import { emitProduct } from './emitProduct';
import type { PenalizedLanes } from './emitUpdate';
import { placeAt, shift, VECTOR_BYTES } from './functionBuilder';
import type { FunctionBuilder, Moving, Place } from './functionBuilder';
import type { LayerBlock } from './kernelLayout';
import { LANES } from './kernelSpec';
import { hasSlopes } from './layerFinish';
import { OP } from './opcodes';
import { inputsOf } from './tilePlan';
import type { TilePlan } from './tilePlan';

/** What becomes of gradients: four neighbouring parameters' vectors of partial sums, one for each lane of samples. */
export interface GradientSink {
  /** The place of a layer's first parameter, as the sink counts places, and the bytes from one parameter to the next. */
  readonly placeOf: (layer: LayerBlock) => Place;
  readonly step: number;
  /** Writes the value that partial sums start from to the locals, or returns false where they start from nothing. */
  readonly begin: (place: Place, sums: readonly (number | null)[]) => boolean;
  /** Takes the finished sums (null: nothing, for padding) of the four parameters from `place` on. */
  readonly end: (place: Place, sums: readonly (number | null)[], penalized: PenalizedLanes) => void;
}

/** dL/dz of layer `index - 1` from that of layer `index`, in the rows that held its slopes. */
export function emitDeltas(f: FunctionBuilder, plan: TilePlan, index: number): void {
  const { layout, rowBytes, network } = plan;
  const above = layout.layers[index];
  const below = layout.layers[index - 1];
  if (!above || !below) return;
  const weights = shift(network, layout.parameters + 4 * above.start);
  const rowStep = 4 * above.rowLength;

  const emitBlock = (rows: number, size: number, source: Place, at: Place, target: Place): void => {
    const sums = emitProduct(f, {
      rows,
      groups: size,
      terms: above.units,
      weight: at,
      rowStep,
      termStep: 4,
      source,
      sourceStep: rowBytes,
      start: null,
      startStep: 0,
    });
    sums.forEach((row, unit) =>
      row.forEach((sum, group) => {
        const here = shift(target, unit * rowBytes + group * VECTOR_BYTES);
        if (hasSlopes(below)) f.get(sum).load(here).op(OP.mul).set(sum);
        f.store(here, sum);
      }),
    );
    f.release('v128', ...sums.flat());
  };

  for (const { size, count, first } of planGroupBlocks(plan.groups)) {
    const blocks = planRowBlocks(below.units, size);
    const isRolled = below.units * size * (2 * above.units + 3) > MAX_STRAIGHT;
    const inGroups = (address: number): Moving => ({
      place: placeAt(address + first * VECTOR_BYTES),
      step: size * VECTOR_BYTES,
    });
    f.repeat(count, true, [inGroups(above.deltas), inGroups(below.deltas)], ([source, target]) => {
      f.repeat(
        blocks.count,
        isRolled,
        [
          { place: weights, step: blocks.rows * rowStep },
          { place: target, step: blocks.rows * rowBytes },
        ],
        ([at, here]) => emitBlock(blocks.rows, size, source, at, here),
      );
      const done = blocks.rows * blocks.count;
      if (blocks.rest > 0)
        emitBlock(blocks.rest, size, source, shift(weights, done * rowStep), shift(target, done * rowBytes));
    });
  }
}

/** The gradients of layer `index`, from its inputs and its dL/dz, four parameters at a time into `sink`. */
export function emitGradients(f: FunctionBuilder, plan: TilePlan, index: number, sink: GradientSink): void {
  const layer = plan.layout.layers[index];
  if (!layer) return;
  if (layer.rowLength % LANES === 0) emitWideGradients(f, plan, index, layer, sink);
  else emitNarrowGradients(f, plan, index, layer, sink);
}

/** A product to be summed over samples: an input (null: 1, for a bias) times a unit's dL/dz. */
interface Pair {
  readonly input: Place | null;
  readonly delta: Place;
}

/** Rows of four units; two rows at a time, so that every vector that is loaded serves twice or more. */
function emitWideGradients(
  f: FunctionBuilder,
  plan: TilePlan,
  index: number,
  { inputs, units, rowLength, bias, deltas, ...layer }: LayerBlock,
  sink: GradientSink,
): void {
  const { rowBytes, groups } = plan;
  const rowStep = rowLength * sink.step;
  const source = inputsOf(plan, index);
  const first = sink.placeOf({ inputs, units, rowLength, bias, deltas, ...layer });

  const emitColumns = (width: number, delta: Place, at: Place): void => {
    const quad = (input: Place | null): (Pair | null)[] =>
      Array.from({ length: LANES }, (_, unit) =>
        unit < width ? { input, delta: shift(delta, unit * rowBytes) } : null,
      );
    const emitRows = (rows: number, input: Place, place: Place): void => {
      const row = Array.from({ length: rows }, (_, number) => number);
      emitSums(
        f,
        groups,
        row.map((number) => ({
          pairs: quad(shift(input, number * rowBytes)),
          place: shift(place, number * rowStep),
          penalized: 'all',
        })),
        sink,
      );
    };
    const pairs = Math.floor(inputs / 2);
    f.repeat(
      pairs,
      inputs * width * groups * 3 > MAX_STRAIGHT / 2,
      [
        { place: source, step: 2 * rowBytes },
        { place: at, step: 2 * rowStep },
      ],
      ([input, place]) => emitRows(2, input, place),
    );
    if (inputs % 2 === 1)
      emitRows(1, shift(source, (inputs - 1) * rowBytes), shift(at, (inputs - 1) * rowStep));
    if (bias)
      emitSums(
        f,
        groups,
        [{ pairs: quad(null), place: shift(at, inputs * rowStep), penalized: 'none' }],
        sink,
      );
  };

  const blocks = Math.floor(units / LANES);
  f.repeat(
    blocks,
    units * inputs * groups * 3 > MAX_STRAIGHT,
    [
      { place: placeAt(deltas), step: LANES * rowBytes },
      { place: first, step: LANES * sink.step },
    ],
    ([delta, at]) => emitColumns(LANES, delta, at),
  );
  if (units % LANES > 0)
    emitColumns(
      units % LANES,
      placeAt(deltas + LANES * blocks * rowBytes),
      shift(first, LANES * blocks * sink.step),
    );
}

/** One to three units: parameters follow each other without gaps, four rows at a time come out even. */
function emitNarrowGradients(
  f: FunctionBuilder,
  plan: TilePlan,
  index: number,
  layer: LayerBlock,
  sink: GradientSink,
): void {
  const { rowBytes, groups } = plan;
  const { inputs, units, bias } = layer;
  const source = inputsOf(plan, index);
  const first = sink.placeOf(layer);

  const emitRows = (rows: number, kernelRows: number, input: Place, place: Place): void => {
    for (let start = 0; start < rows * units; start += LANES) {
      const pairs = Array.from({ length: LANES }, (_, lane): Pair | null => {
        const row = Math.floor((start + lane) / units);
        if (row >= rows) return null;
        const delta = placeAt(layer.deltas + ((start + lane) % units) * rowBytes);
        return { input: row < kernelRows ? shift(input, row * rowBytes) : null, delta };
      });
      const isKernel = pairs.map((pair) => pair !== null && pair.input !== null);
      const penalized = isKernel.every(Boolean) ? 'all' : isKernel.some(Boolean) ? isKernel : 'none';
      emitSums(f, groups, [{ pairs, place: shift(place, start * sink.step), penalized }], sink);
    }
  };

  const periods = Math.floor(inputs / LANES);
  f.repeat(
    periods,
    inputs * units * groups * 3 > MAX_STRAIGHT / 2,
    [
      { place: source, step: LANES * rowBytes },
      { place: first, step: LANES * units * sink.step },
    ],
    ([input, place]) => emitRows(LANES, LANES, input, place),
  );
  const done = periods * LANES;
  const rest = inputs - done;
  emitRows(
    rest + (bias ? 1 : 0),
    rest,
    shift(source, done * rowBytes),
    shift(first, done * units * sink.step),
  );
}

/** Four parameters whose gradients are summed together. */
interface Quad {
  readonly pairs: readonly (Pair | null)[];
  readonly place: Place;
  readonly penalized: PenalizedLanes;
}

/** Sums the products of all `quads` over the tile's groups, in their order, and hands them to the sink. */
function emitSums(f: FunctionBuilder, groups: number, quads: readonly Quad[], sink: GradientSink): void {
  const sums = quads.map(({ pairs }) => pairs.map((pair) => (pair ? f.take('v128') : null)));
  let isFresh = true;
  quads.forEach(({ place }, quad) => {
    if (sink.begin(place, sums[quad] ?? [])) isFresh = false;
  });
  const [input, delta] = [f.take('v128'), f.take('v128')];
  for (let group = 0; group < groups; group++) {
    const bytes = group * VECTOR_BYTES;
    quads.forEach(({ pairs }, quad) => {
      let held: Place | null = null;
      pairs.forEach((pair, lane) => {
        const sum = sums[quad]?.[lane];
        if (!pair || sum === null || sum === undefined) return;
        if (pair.input && pair.input !== held) {
          f.load(shift(pair.input, bytes)).set(input);
          held = pair.input;
        }
        if (!isFresh) f.get(sum);
        f.load(shift(pair.delta, bytes));
        if (pair.input) f.get(input).op(OP.mul);
        if (!isFresh) f.op(OP.add);
        f.set(sum);
      });
    });
    isFresh = false;
  }
  f.release('v128', input, delta);
  quads.forEach(({ place, penalized }, quad) => sink.end(place, sums[quad] ?? [], penalized));
  f.release('v128', ...sums.flat().filter((sum) => sum !== null));
}
