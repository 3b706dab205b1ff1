/**
 * Networks of one shape and one set of formulas that train side by side on a GPU: each is a workgroup of every dispatch. Each has its own data, seed,
 * rates, batch size and place in its data. Decides nothing about when to train; `createFusedTrainer` wraps a group of one.
 */
import { DATA_SETS } from '../../domain/dataSets';
import type { NetworkSpec } from '../../domain/experiment';
import { OPTIMIZERS } from '../../domain/formula/optimizers';
import { buildGridPoints } from '../../domain/grid';
import { buildInitialParameters } from '../../domain/initialParameters';
import { buildFeatures } from '../../domain/inputs';
import { layoutParams } from '../../domain/paramLayout';
import type { ParamLayout } from '../../domain/paramLayout';
import { sameValue } from '../../domain/sameValue';
import type { ReadRequest, Reading, TrainerState } from '../trainer';
import type { TrainerSetup } from '../trainerSetup';
import { buildMembers, countOrderWords, countStepsOfRoom, fillCells, fillOrders } from './groupMembers';
import type { FilledOrders, Member } from './groupMembers';
import { chooseLookKernel, chooseTrainKernel } from './chooseKernel';
import type { KernelChoice, LookKernel, TrainKernel } from './chooseKernel';
import { contextOf } from './deviceContext';
import type { DeviceContext } from './deviceContext';
import { buildFusedSpec } from './fusedSpec';
import type { FusedSpec } from './fusedSpec';
import { GroupBuffers } from './GroupBuffers';
import { CELL_WORDS, JOB_WORDS, layoutState } from './memberLayout';
import type { StateLayout } from './memberLayout';
import { gridSizesOf, partOf, planLook, readMetrics } from './planLook';
import { createReadBack } from './readBack';
import type { ReadBack } from './readBack';
import { MAX_JOBS } from './renderLook';
import { createSubmitPace } from './submitPace';

/** Samples whose order goes to the GPU at once, at most; a submit is cut to it, but takes one step at least. */
const ORDER_LENGTH = 131_072;

interface Kernels {
  readonly spec: FusedSpec;
  readonly train: TrainKernel;
  readonly look: LookKernel;
  readonly trainPipeline: Promise<GPUComputePipeline>;
  readonly lookPipeline: Promise<GPUComputePipeline>;
}

export class FusedGroup {
  private readonly context: DeviceContext;
  private readonly layout: ParamLayout;
  private readonly state: StateLayout;
  private readonly members: readonly Member[];
  private readonly buffers: GroupBuffers;
  private readonly readBack: ReadBack;
  private readonly pace = createSubmitPace(() => performance.now());
  private readonly cells: ArrayBuffer;
  private readonly orderRoom: Uint32Array<ArrayBuffer>;
  /** Rejects where the device has no memory for the buffers. */
  private readonly built: Promise<void>;
  private kernels: Kernels;
  /** Sizes of the grids whose features stand in the grid buffer. */
  private grids = '';
  private isDisposed = false;

  /** Starts compiling. Throws RangeError where the setups do not share shape, formulas and number of inputs. */
  constructor(
    readonly device: GPUDevice,
    setups: readonly TrainerSetup[],
    private readonly choice: KernelChoice = 'automatic',
  ) {
    this.context = contextOf(device);
    this.context.assertAlive();
    const [first] = setups;
    if (!first) throw new RangeError('a group needs a network');
    this.layout = layoutParams(first.experiment, first.index);
    this.state = layoutState(this.layout.count);
    const { members, samples } = buildMembers(setups);
    this.members = members;
    this.kernels = this.requestKernels(this.specOf(members.map(({ network }) => network)));
    this.cells = new ArrayBuffer(4 * CELL_WORDS * members.length);
    // Whatever the batch sizes will be: one step takes a whole set at most.
    const wholeSets = members.map((member) => ({
      ...member,
      network: { ...member.network, batchSize: Infinity },
    }));
    this.orderRoom = new Uint32Array(Math.max(ORDER_LENGTH, countOrderWords(wholeSets, 1)));
    device.pushErrorScope('out-of-memory');
    this.buffers = new GroupBuffers(device, {
      stateFloats: this.state.length * members.length,
      scratchFloats: this.kernels.train.scratchLength * members.length,
      cellWords: CELL_WORDS * members.length,
      orderWords: this.orderRoom.length,
      samples,
      jobWords: MAX_JOBS * JOB_WORDS,
    });
    this.built = device.popErrorScope().then((error) => {
      if (error) throw new Error(`the GPU has no room for this network: ${error.message}`);
    });
    // Whoever waits for it is told; nobody may be waiting yet.
    this.built.catch(() => undefined);
    this.readBack = createReadBack(device);
    members.forEach(({ setup, network }, number) => {
      this.write(number, buildInitialParameters(setup.experiment, setup.index), 0);
      this.startOptimizer(number, network, null);
    });
  }

  /** Resolves when the kernels are compiled; rejects where they cannot be. */
  async waitUntilReady(): Promise<void> {
    const { trainPipeline, lookPipeline } = this.kernels;
    await Promise.all([trainPipeline, lookPipeline, this.built]);
  }

  get kernelKind(): TrainKernel['kind'] {
    return this.kernels.train.kind;
  }

  /** Takes over what can be tuned, of every network; a network whose optimiser is another starts that one fresh. Compiles in the background where formulas changed. */
  tune(networks: readonly NetworkSpec[]): void {
    const spec = this.specOf(networks);
    this.members.forEach((member, number) => {
      const network = networks[number] ?? member.network;
      if (network.optimizer.id !== member.network.optimizer.id) this.startOptimizer(number, network, null);
      if (network.batchSize !== member.network.batchSize) this.pace.forget();
      member.network = network;
    });
    if (sameValue(spec, this.kernels.spec)) return;
    this.kernels = this.requestKernels(spec);
    this.buffers.growScratch(this.kernels.train.scratchLength * this.members.length);
    this.pace.forget();
  }

  /** Takes exactly `steps` steps with every network. At most one submit is still under way when this resolves. */
  async train(steps: number): Promise<void> {
    const [pipeline] = await Promise.all([this.kernels.trainPipeline, this.built]);
    for (let left = steps; left > 0;) {
      await this.pace.waitForTurn();
      this.assertUsable();
      const taken = Math.min(left, this.pace.steps, countStepsOfRoom(this.orderRoom.length, this.members));
      this.submitSteps(pipeline, taken);
      left -= taken;
    }
    await this.pace.waitForTurn();
    this.assertUsable();
  }

  /** One reading for each network, from one submit and one read-back. */
  async look(request: ReadRequest): Promise<readonly Reading[]> {
    const { look, spec } = this.kernels;
    const [pipeline] = await Promise.all([this.kernels.lookPipeline, this.built]);
    this.assertUsable();
    const { data } = this.firstMember.setup;
    const hiddenUnits = spec.layers.slice(0, -1).reduce((sum, { units }) => sum + units, 0);
    const sizes = { trainCount: data.train.count, validationCount: data.validation.count, hiddenUnits };
    const plan = planLook(request, sizes, look.shape);
    this.prepareGrids(request);
    this.writeCells(0, { offsets: [], rateOffsets: [] });
    const { members, state, device } = this;
    const seenBytes = 4 * plan.outLength * members.length;
    const stateBytes = request.parameters ? 4 * spec.count * members.length : 0;
    if (seenBytes + stateBytes === 0) return members.map(() => emptyReading());
    if (seenBytes > 0) {
      this.buffers.growSeen(seenBytes / 4);
      device.queue.writeBuffer(this.buffers.jobs, 0, plan.words);
    }
    const bytes = await this.readBack.fetch(seenBytes + stateBytes, (encoder, target) => {
      if (seenBytes > 0) {
        const pass = encoder.beginComputePass();
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, this.buffers.lookGroup(this.context.lookLayout));
        pass.dispatchWorkgroups(plan.groups, members.length);
        pass.end();
        encoder.copyBufferToBuffer(this.buffers.seen, 0, target, 0, seenBytes);
      }
      if (stateBytes > 0)
        members.forEach((_, number) => {
          const from = 4 * (number * state.length + state.parameters);
          encoder.copyBufferToBuffer(
            this.buffers.state,
            from,
            target,
            seenBytes + 4 * number * spec.count,
            4 * spec.count,
          );
        });
    });
    const all = new Float32Array(bytes);
    const parametersAt = seenBytes / 4;
    return members.map((_, number) => {
      const seen = all.subarray(number * plan.outLength, (number + 1) * plan.outLength);
      const from = parametersAt + number * spec.count;
      return {
        metrics: readMetrics(plan, seen),
        parameters: request.parameters ? all.slice(from, from + spec.count) : new Float32Array(0),
        boundary: partOf(seen, plan.boundary),
        maps: partOf(seen, plan.maps),
      };
    });
  }

  /** The state of every network. */
  async save(): Promise<readonly TrainerState[]> {
    this.assertUsable();
    const { state, members, layout } = this;
    const bytes = 4 * state.length * members.length;
    const all = new Float32Array(
      await this.readBack.fetch(bytes, (encoder, target) =>
        encoder.copyBufferToBuffer(this.buffers.state, 0, target, 0, bytes),
      ),
    );
    return members.map(({ network, cursor }, number) => {
      const own = all.subarray(number * state.length, (number + 1) * state.length);
      const { slots, scalars } = OPTIMIZERS[network.optimizer.id];
      return {
        parameters: own.slice(state.parameters, layout.count),
        optimizer: network.optimizer.id,
        slots: Object.keys(slots).map((_, slot) => {
          const at = state.slots[slot] ?? NaN;
          return own.slice(at, at + layout.count);
        }),
        scalars: Object.fromEntries(
          Object.keys(scalars).map((name, at) => [name, own[state.scalars + at] ?? NaN]),
        ),
        cursor,
      };
    });
  }

  /** Network `number` goes on from `saved`; with fresh slots where that is another optimiser's. */
  load(number: number, saved: TrainerState): void {
    this.assertUsable();
    const member = this.members[number];
    if (!member) throw new RangeError(`the group has no network ${number}`);
    if (saved.parameters.length !== this.layout.count)
      throw new RangeError('the state is of a network of another shape');
    this.write(number, saved.parameters, this.state.parameters);
    this.startOptimizer(number, member.network, saved);
    member.cursor = saved.cursor;
  }

  dispose(): void {
    this.isDisposed = true;
    this.buffers.dispose();
    this.readBack.dispose();
  }

  private get firstMember(): Member {
    const [first] = this.members;
    if (!first) throw new RangeError('a group needs a network');
    return first;
  }

  /** What all `networks` have in common; throws RangeError where it is not the same, or their number is not the group's. */
  private specOf(networks: readonly NetworkSpec[]): FusedSpec {
    const [spec, ...others] = networks.map((network) => buildFusedSpec(network, this.layout));
    const isAlike = others.every((other) => sameValue(other, spec));
    if (!spec || !isAlike || networks.length !== this.members.length)
      throw new RangeError('the networks of a group must be of one shape and formulas');
    return spec;
  }

  private assertUsable(): void {
    if (this.isDisposed) throw new Error('the trainer is disposed');
    this.context.assertAlive();
  }

  private requestKernels(spec: FusedSpec): Kernels {
    const train = chooseTrainKernel(this.context, spec, this.choice);
    const look = chooseLookKernel(this.context, spec);
    const kernels = {
      spec,
      train,
      look,
      trainPipeline: this.context.requestPipeline(train),
      lookPipeline: this.context.requestPipeline(look),
    };
    // Whoever waits for them is told; nobody may be waiting yet.
    kernels.trainPipeline.catch(() => undefined);
    kernels.lookPipeline.catch(() => undefined);
    return kernels;
  }

  /** Writes part of a network's state, in order with all that was submitted before. */
  private write(number: number, values: Float32Array, at: number): void {
    const offset = 4 * (number * this.state.length + at);
    // A Float32Array of any origin; copied, as it may be a view of a larger or shared buffer.
    this.device.queue.writeBuffer(this.buffers.state, offset, new Float32Array(values));
  }

  private startOptimizer(number: number, network: NetworkSpec, saved: TrainerState | null): void {
    const { slots, scalars } = OPTIMIZERS[network.optimizer.id];
    const same = saved?.optimizer === network.optimizer.id ? saved : null;
    Object.values(slots).forEach((start, slot) => {
      const values = same?.slots[slot] ?? new Float32Array(this.layout.count).fill(start);
      this.write(number, values, this.state.slots[slot] ?? 0);
    });
    const values = Object.entries(scalars).map(([name, start]) => same?.scalars[name] ?? start);
    if (values.length > 0) this.write(number, Float32Array.from(values), this.state.scalars);
  }

  private submitSteps(pipeline: GPUComputePipeline, steps: number): void {
    const { device, buffers } = this;
    const filled = fillOrders(this.orderRoom, this.members, steps);
    device.queue.writeBuffer(buffers.order, 0, this.orderRoom, 0, filled.length);
    this.writeCells(steps, filled);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, buffers.trainGroup(this.context.trainLayout));
    pass.dispatchWorkgroups(this.members.length);
    pass.end();
    device.queue.submit([encoder.finish()]);
    this.members.forEach((member, number) => (member.cursor = filled.nexts[number] ?? member.cursor));
    this.pace.follow(steps, device.queue.onSubmittedWorkDone());
  }

  private writeCells(steps: number, filled: Pick<FilledOrders, 'offsets' | 'rateOffsets'>): void {
    const places = { state: this.state.length, scratch: this.kernels.train.scratchLength };
    fillCells(this.cells, this.members, steps, filled, places);
    this.device.queue.writeBuffer(this.buffers.cells, 0, this.cells);
  }

  /** Brings the grids' features to the GPU, if they are not there. */
  private prepareGrids(request: ReadRequest): void {
    const sizes = gridSizesOf(request);
    const key = sizes.join();
    if (key === this.grids || sizes.length === 0) return;
    const { inputs, data } = this.firstMember.setup.experiment;
    const { extent } = DATA_SETS[data.kind];
    const width = inputs.length;
    const rows = sizes.reduce((sum, size) => sum + size * size, 0);
    const values = new Float32Array(rows * (width + 1));
    let row = 0;
    for (const size of sizes) {
      const features = buildFeatures(buildGridPoints(size, extent), inputs);
      for (let own = 0; own < size * size; own++, row++)
        values.set(features.subarray(own * width, (own + 1) * width), row * (width + 1));
    }
    this.buffers.setGrids(values);
    this.grids = key;
  }
}

const emptyReading = (): Reading => ({
  metrics: null,
  parameters: new Float32Array(0),
  boundary: new Float32Array(0),
  maps: new Float32Array(0),
});
