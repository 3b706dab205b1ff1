/** The GPU buffers of a group of networks and the bind groups made of them; all are freed together. Knows sizes, not meanings. */

export interface GroupSizes {
  readonly stateFloats: number;
  readonly scratchFloats: number;
  readonly cellWords: number;
  readonly orderWords: number;
  readonly samples: Float32Array<ArrayBuffer>;
  readonly jobWords: number;
}

export class GroupBuffers {
  readonly state: GPUBuffer;
  readonly cells: GPUBuffer;
  readonly order: GPUBuffer;
  readonly jobs: GPUBuffer;
  seen: GPUBuffer;
  private readonly samples: GPUBuffer;
  private scratch: GPUBuffer;
  private grids: GPUBuffer;
  private readonly alive = new Set<GPUBuffer>();
  private train: GPUBindGroup | null = null;
  private look: GPUBindGroup | null = null;

  constructor(
    private readonly device: GPUDevice,
    sizes: GroupSizes,
  ) {
    this.state = this.create(sizes.stateFloats, GPUBufferUsage.COPY_SRC);
    this.cells = this.create(sizes.cellWords);
    this.order = this.create(sizes.orderWords);
    this.jobs = this.create(sizes.jobWords);
    this.samples = this.create(sizes.samples.length);
    device.queue.writeBuffer(this.samples, 0, sizes.samples);
    this.scratch = this.create(sizes.scratchFloats);
    this.grids = this.create(1);
    this.seen = this.create(1, GPUBufferUsage.COPY_SRC);
  }

  growScratch(floats: number): void {
    if (this.scratch.size >= 4 * floats) return;
    this.destroy(this.scratch);
    this.scratch = this.create(floats);
    this.train = null;
  }

  growSeen(floats: number): void {
    if (this.seen.size >= 4 * floats) return;
    this.destroy(this.seen);
    this.seen = this.create(floats, GPUBufferUsage.COPY_SRC);
    this.look = null;
  }

  setGrids(values: Float32Array<ArrayBuffer>): void {
    if (this.grids.size < values.byteLength) {
      this.destroy(this.grids);
      this.grids = this.create(values.length);
      this.look = null;
    }
    this.device.queue.writeBuffer(this.grids, 0, values);
  }

  trainGroup(layout: GPUBindGroupLayout): GPUBindGroup {
    this.train ??= this.bind(layout, [this.state, this.cells, this.order, this.samples, this.scratch]);
    return this.train;
  }

  lookGroup(layout: GPUBindGroupLayout): GPUBindGroup {
    this.look ??= this.bind(layout, [this.state, this.cells, this.jobs, this.samples, this.grids, this.seen]);
    return this.look;
  }

  dispose(): void {
    for (const buffer of this.alive) buffer.destroy();
    this.alive.clear();
    this.train = null;
    this.look = null;
  }

  private create(words: number, usage = 0): GPUBuffer {
    const buffer = this.device.createBuffer({
      size: 4 * Math.max(4, words),
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | usage,
    });
    this.alive.add(buffer);
    return buffer;
  }

  private destroy(buffer: GPUBuffer): void {
    this.alive.delete(buffer);
    buffer.destroy();
  }

  private bind(layout: GPUBindGroupLayout, buffers: readonly GPUBuffer[]): GPUBindGroup {
    return this.device.createBindGroup({
      layout,
      entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
  }
}
