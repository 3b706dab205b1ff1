/** Generates a network's module: `train` takes steps, `look` goes forward only. Knows bytes and formulas, no experiment. */
import { ConstantPool } from './constantPool';
import { emitDeltas, emitGradients } from './emitBackward';
import type { GradientSink } from './emitBackward';
import { emitForward } from './emitForward';
import { emitReduce } from './emitReduce';
import { planUpdate } from './emitUpdate';
import type { PenalizedLanes, Update } from './emitUpdate';
import { encodeModule } from './encodeModule';
import { FunctionBuilder, placeAt, shift, VECTOR_BYTES } from './functionBuilder';
import type { Place } from './functionBuilder';
import { layoutKernel } from './kernelLayout';
import type { KernelLayout, LayerBlock } from './kernelLayout';
import { LANES, MAX_GROUPS } from './kernelSpec';
import type { KernelSpec } from './kernelSpec';
import type { TilePlan } from './tilePlan';

/** What a generated module exports. Addresses and counts are whole numbers; every count is at least 1. */
export interface KernelExports {
  /** Takes `steps` steps of the network at `network`, each on the next `tiles` tiles from `tile` on (one, unless the kernel is tiled). */
  train(network: number, tile: number, steps: number, tiles: number): void;
  /** Sends `tiles` tiles of LOOK_SAMPLES through the network; `predictions` and `losses` get as many rows as there are outputs for each. */
  look(network: number, tile: number, predictions: number, losses: number, tiles: number): void;
}

/** Samples in a tile of `look`: rows of features, then of targets. */
export const LOOK_SAMPLES = MAX_GROUPS * LANES;
const LOOK_ROW_BYTES = LOOK_SAMPLES * 4;

/** The module's bytes. Throws RangeError where formulas name unknown variables or hold too many constants. */
export function buildKernel(spec: KernelSpec): Uint8Array<ArrayBuffer> {
  const layout = layoutKernel(spec);
  const pool = new ConstantPool(layout.pool.address, layout.pool.bytes);
  const functions = [buildTrain(spec, layout, pool), buildLook(spec, layout, pool)];
  return encodeModule({ functions, data: { address: pool.address, bytes: pool.bytes() } });
}

function buildTrain(spec: KernelSpec, layout: KernelLayout, pool: ConstantPool) {
  const f = new FunctionBuilder('train', ['i32', 'i32', 'i32', 'i32'], pool);
  const [network, tile, steps, tiles] = [0, 1, 2, 3];
  const plan: TilePlan = {
    spec,
    layout,
    groups: spec.groups,
    rowBytes: layout.rowBytes,
    network: { local: network, offset: 0 },
    tile: { local: tile, offset: 0 },
  };
  const update = planUpdate(f, spec, layout, plan.network);
  const { layers } = layout;
  const lowest = layers.findIndex(({ isFrozen }) => !isFrozen);
  const sink = spec.isTiled ? sumSink(f, layout) : updateSink(f, plan, update);

  const emitTile = (): void => {
    if (lowest < 0) return;
    emitForward(f, { ...plan, purpose: { kind: 'train' } });
    for (let index = layers.length - 1; index >= lowest; index--) {
      // First the deltas below: they need this layer's weights as they were.
      if (index > lowest) emitDeltas(f, plan, index);
      if (!layers[index]?.isFrozen) emitGradients(f, plan, index, sink);
    }
    f.advance(tile, layout.tileBytes);
  };

  f.countDown(steps, () => {
    update.begin();
    if (spec.isTiled) {
      const left = f.take('i32');
      f.get(tiles).set(left).countDown(left, emitTile);
      f.release('i32', left);
      for (const layer of layers) if (!layer.isFrozen) emitUpdateFromSums(f, plan, layer, update);
    } else emitTile();
    update.end();
  });
  return f.finish();
}

const parametersOf = ({ network, layout }: TilePlan, { start }: LayerBlock): Place =>
  shift(network, layout.parameters + 4 * start);

/** Each parameter is updated as soon as its gradient is known: places are those of the parameters. */
function updateSink(f: FunctionBuilder, plan: TilePlan, update: Update): GradientSink {
  return {
    placeOf: (layer) => parametersOf(plan, layer),
    step: 4,
    begin: () => false,
    end: (place, sums, penalized) => emitUpdateOf(f, place, sums, penalized, update),
  };
}

/** Gradients are added up in memory, a vector for each parameter: places are those of the vectors. */
function sumSink(f: FunctionBuilder, layout: KernelLayout): GradientSink {
  return {
    placeOf: ({ start }) => placeAt(layout.sums + start * VECTOR_BYTES),
    step: VECTOR_BYTES,
    begin: (place, sums) => {
      sums.forEach((sum, lane) => {
        if (sum !== null) f.load(shift(place, lane * VECTOR_BYTES)).set(sum);
      });
      return true;
    },
    end: (place, sums) => {
      sums.forEach((sum, lane) => {
        if (sum !== null) f.store(shift(place, lane * VECTOR_BYTES), sum);
      });
    },
  };
}

function emitUpdateOf(
  f: FunctionBuilder,
  place: Place,
  sums: readonly (number | null)[],
  penalized: PenalizedLanes,
  update: Update,
): void {
  const gradient = emitReduce(f, sums);
  update.emit(place, gradient, penalized);
  f.release('v128', gradient);
}

/** Updates a layer from the vectors of `sumSink` and clears them for the next step. */
function emitUpdateFromSums(f: FunctionBuilder, plan: TilePlan, layer: LayerBlock, update: Update): void {
  const parameters = parametersOf(plan, layer);
  const sums = placeAt(plan.layout.sums + layer.start * VECTOR_BYTES);
  const emitQuad = (place: Place, from: Place, penalized: PenalizedLanes): void => {
    const vectors = Array.from({ length: LANES }, () => f.take('v128'));
    const zero = f.take('v128');
    f.constant(0).set(zero);
    vectors.forEach((vector, lane) => {
      const here = shift(from, lane * VECTOR_BYTES);
      f.load(here).set(vector).store(here, zero);
    });
    emitUpdateOf(f, place, vectors, penalized, update);
    f.release('v128', zero, ...vectors);
  };
  const emitRun = (start: number, quads: number, penalized: PenalizedLanes): void =>
    f.repeat(
      quads,
      true,
      [
        { place: shift(parameters, 4 * start), step: 4 * LANES },
        { place: shift(sums, VECTOR_BYTES * start), step: VECTOR_BYTES * LANES },
      ],
      ([place, from]) => emitQuad(place, from, penalized),
    );
  const kernel = layer.rowLength * layer.inputs;
  const even = Math.floor(kernel / LANES);
  emitRun(0, even, 'all');
  const mixed = kernel % LANES;
  if (mixed > 0)
    emitRun(
      even * LANES,
      1,
      Array.from({ length: LANES }, (_, lane) => lane < mixed),
    );
  const done = even + (mixed > 0 ? 1 : 0);
  emitRun(done * LANES, layer.length / LANES - done, 'none');
}

function buildLook(spec: KernelSpec, layout: KernelLayout, pool: ConstantPool) {
  const f = new FunctionBuilder('look', ['i32', 'i32', 'i32', 'i32', 'i32'], pool);
  const [network, tile, predictions, losses, tiles] = [0, 1, 2, 3, 4];
  const outputs = spec.layers.at(-1)?.units ?? 1;
  const inputs = spec.layers[0]?.inputs ?? 1;
  f.countDown(tiles, () => {
    emitForward(f, {
      spec,
      layout,
      groups: MAX_GROUPS,
      rowBytes: LOOK_ROW_BYTES,
      network: { local: network, offset: 0 },
      tile: { local: tile, offset: 0 },
      purpose: {
        kind: 'look',
        predictions: { local: predictions, offset: 0 },
        losses: { local: losses, offset: 0 },
      },
    });
    f.advance(tile, (inputs + outputs) * LOOK_ROW_BYTES);
    f.advance(predictions, outputs * LOOK_ROW_BYTES);
    f.advance(losses, outputs * LOOK_ROW_BYTES);
  });
  return f.finish();
}
