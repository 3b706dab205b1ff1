/** One network in a WebAssembly memory with the kernel that suits its settings. Trains and looks; knows no experiment, epochs or cursor. */
import type { NetworkSpec } from '../../domain/experiment';
import { OPTIMIZERS } from '../../domain/formula/optimizers';
import type { OptimizerId } from '../../domain/ids';
import type { ParamLayout } from '../../domain/paramLayout';
import { LOOK_SAMPLES } from './buildKernel';
import type { KernelExports } from './buildKernel';
import { compileKernel, keyOfKernel, startKernel } from './compileKernel';
import { CELL, layoutKernel } from './kernelLayout';
import type { KernelLayout } from './kernelLayout';
import { LANES, MAX_GROUPS } from './kernelSpec';
import type { KernelSpec } from './kernelSpec';
import { acquireMemory, releaseMemory } from './memoryPool';
import { packParameters, unpackParameters } from './parameterBlocks';
import { planKernel, writeSettings } from './planKernel';

/** Room for batches that are laid out ahead. */
const TILES_BYTES = 64 * 1024;
/** Tiles that one call of `look` goes through. */
const LOOK_TILES = 64;

export interface NetworkValues {
  readonly parameters: Float32Array;
  readonly slots: readonly Float32Array[];
  readonly scalars: Readonly<Record<string, number>>;
}

export class WasmNetwork {
  private spec: KernelSpec;
  private layout: KernelLayout;
  private key: string;
  /** Null until there is one for the present settings. */
  private kernel: KernelExports | null = null;
  private memory: WebAssembly.Memory | null;
  private readonly floats: Float32Array;
  /** Byte addresses. The shared part has room for the largest batch, so that they stay as they are. */
  private readonly block: number;
  private readonly tilesAt: number;
  private readonly tilesBytes: number;
  private readonly lookAt: { readonly tiles: number; readonly predictions: number; readonly losses: number };

  constructor(
    private network: NetworkSpec,
    private readonly params: ParamLayout,
    private readonly trainCount: number,
    parameters: Float32Array,
  ) {
    this.spec = planKernel(network, params, trainCount);
    this.layout = layoutKernel(this.spec);
    this.key = keyOfKernel(this.spec);
    const largest = layoutKernel({ layers: this.spec.layers, groups: MAX_GROUPS, isTiled: true });
    const rows = largest.tileRows;
    // A whole set in one batch, with up to a group of padding for each tile.
    const samples = trainCount + (Math.ceil(trainCount / LOOK_SAMPLES) + 2) * LANES;
    this.tilesBytes = Math.max(TILES_BYTES, samples * rows * 4);
    this.block = aligned(largest.sharedBytes);
    this.tilesAt = aligned(this.block + largest.networkBytes);
    const tiles = aligned(this.tilesAt + this.tilesBytes);
    const predictions = aligned(tiles + LOOK_TILES * (rows - 1) * LOOK_SAMPLES * 4);
    const losses = predictions + LOOK_TILES * LOOK_SAMPLES * 4;
    this.lookAt = { tiles, predictions, losses };
    this.memory = acquireMemory(losses + LOOK_TILES * LOOK_SAMPLES * 4);
    this.floats = new Float32Array(this.memory.buffer);
    writeSettings(this.cells, network);
    this.packAt(0, parameters);
    this.resetOptimizer();
  }

  /** How the present kernel wants its tiles. */
  get tileShape(): { readonly samples: number; readonly rows: number } {
    return { samples: this.spec.groups * LANES, rows: this.layout.tileRows };
  }

  /** Where tiles are laid out: floats from the first tile on. */
  get tiles(): Float32Array {
    return this.floats.subarray(this.tilesAt / 4, (this.tilesAt + this.tilesBytes) / 4);
  }

  /** Whether there is a kernel for the present settings. */
  get isPrepared(): boolean {
    return this.kernel !== null;
  }

  /** The rate of all steps from now on. */
  setLearningRate(rate: number): void {
    this.cells[CELL.learningRate / 4] = rate;
  }

  /** Takes over settings but the learning rate; parameters stay, and so do slots and scalars unless the optimiser is another. The kernel stays where only numbers changed. */
  tune(network: NetworkSpec): void {
    const before = this.network.optimizer.id;
    this.network = network;
    writeSettings(this.cells, network);
    if (network.optimizer.id !== before) this.resetOptimizer();
    const spec = planKernel(network, this.params, this.trainCount);
    const key = keyOfKernel(spec);
    if (key === this.key) return;
    this.spec = spec;
    this.layout = layoutKernel(spec);
    this.key = key;
    this.kernel = null;
  }

  /** Gets a kernel for the settings as they are now; where they changed meanwhile, there may be none afterwards. */
  async prepare(): Promise<void> {
    const { key } = this;
    const module = await compileKernel(key, this.spec);
    if (key === this.key) this.kernel = startKernel(module, this.alive());
  }

  /** Takes steps on the tiles laid out, from the `first`-th tile on; after `prepare` and `setLearningRate`. */
  train(first: number, steps: number, tilesPerStep: number): void {
    this.exports().train(this.block, this.tilesAt + first * this.layout.tileBytes, steps, tilesPerStep);
  }

  /**
   * Sends tiles made by `buildLookTiles` through the network; after `prepare`. `take` gets each LOOK_TILES' predictions and losses, with the number
   * of the first sample in them; they are valid until it returns.
   */
  look(
    tiles: Float32Array,
    take: (first: number, predictions: Float32Array, losses: Float32Array) => void,
    tilesAtOnce = LOOK_TILES,
  ): void {
    const tileLength = (this.layout.tileRows - 1) * LOOK_SAMPLES;
    const count = tiles.length / tileLength;
    for (let done = 0; done < count; done += tilesAtOnce) {
      const now = Math.min(tilesAtOnce, count - done);
      const { tiles: at, predictions, losses } = this.lookAt;
      this.floats.set(tiles.subarray(done * tileLength, (done + now) * tileLength), at / 4);
      this.exports().look(this.block, at, predictions, losses, now);
      const results = (address: number) =>
        this.floats.subarray(address / 4, address / 4 + now * LOOK_SAMPLES);
      take(done * LOOK_SAMPLES, results(predictions), results(losses));
    }
  }

  /** As `look`, tile by tile, and `take` gets the outputs of hidden unit after hidden unit. */
  lookAtUnits(tiles: Float32Array, take: (first: number, unit: number, outputs: Float32Array) => void): void {
    const hidden = this.layout.layers.slice(0, -1);
    this.look(
      tiles,
      (first) => {
        let unit = 0;
        for (const { units, outputs } of hidden)
          for (let row = 0; row < units; row++, unit++) {
            const at = outputs / 4 + row * LOOK_SAMPLES;
            take(first, unit, this.floats.subarray(at, at + LOOK_SAMPLES));
          }
      },
      1,
    );
  }

  read(): NetworkValues {
    const { slots, scalars } = OPTIMIZERS[this.network.optimizer.id];
    return {
      parameters: this.parameters(),
      slots: Object.keys(slots).map((_, index) => this.unpackAt(index + 1)),
      scalars: Object.fromEntries(
        Object.keys(scalars).map((name, index) => [name, this.cells[CELL.scalars / 4 + index] ?? NaN]),
      ),
    };
  }

  parameters(): Float32Array {
    return this.unpackAt(0);
  }

  /** Takes over values; slots and scalars of another optimiser mean nothing to this one, which then starts fresh. */
  write(values: NetworkValues, optimizer: OptimizerId): void {
    this.packAt(0, values.parameters);
    this.resetOptimizer();
    if (optimizer !== this.network.optimizer.id) return;
    values.slots.forEach((slot, index) => this.packAt(index + 1, slot));
    const { scalars } = OPTIMIZERS[optimizer];
    Object.keys(scalars).forEach((name, index) => {
      this.cells[CELL.scalars / 4 + index] = values.scalars[name] ?? NaN;
    });
  }

  dispose(): void {
    if (this.memory) releaseMemory(this.memory);
    this.memory = null;
    this.kernel = null;
  }

  private resetOptimizer(): void {
    const { slots, scalars } = OPTIMIZERS[this.network.optimizer.id];
    Object.values(slots).forEach((value, index) => this.numbersAt(index + 1).fill(value));
    Object.values(scalars).forEach((value, index) => {
      this.cells[CELL.scalars / 4 + index] = value;
    });
  }

  private get cells(): Float32Array {
    return this.floats.subarray(this.block / 4);
  }

  /** Parameters (0) or a slot (from 1 on) as the kernel has them. */
  private numbersAt(index: number): Float32Array {
    this.alive();
    const { parameters, parameterBytes } = this.layout;
    const start = (this.block + parameters + index * parameterBytes) / 4;
    return this.floats.subarray(start, start + parameterBytes / 4);
  }

  private packAt(index: number, flat: Float32Array): void {
    packParameters(this.numbersAt(index), flat, this.params, this.layout.layers);
  }

  private unpackAt(index: number): Float32Array {
    return unpackParameters(this.numbersAt(index), this.params, this.layout.layers);
  }

  private exports(): KernelExports {
    if (!this.kernel) throw new Error('the kernel is not prepared');
    return this.kernel;
  }

  private alive(): WebAssembly.Memory {
    if (!this.memory) throw new Error('the trainer was disposed of');
    return this.memory;
  }
}

/** To a cache line of 64 bytes. */
const aligned = (bytes: number): number => Math.ceil(bytes / 64) * 64;
