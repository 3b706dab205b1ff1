/** What all networks on one device share: compiled pipelines, what the adapter is, and whether the device still lives. Owns no buffers. */
import { describeAdapter } from '../requestDevice';

/** Pipelines kept; the oldest is forgotten first. A person goes back and forth between a few shapes. */
const MAX_PIPELINES = 48;

export interface PipelineRequest {
  /** WGSL; also the key. */
  readonly code: string;
  readonly entryPoint: string;
  readonly layout: GPUBindGroupLayout;
}

export class DeviceContext {
  readonly isSoftware: boolean;
  /** Threads of every subgroup of this device; null where sizes vary or there are none. */
  readonly subgroupSize: number | null;
  readonly trainLayout: GPUBindGroupLayout;
  readonly lookLayout: GPUBindGroupLayout;
  lost: GPUDeviceLostInfo | null = null;
  private readonly pipelines = new Map<string, Promise<GPUComputePipeline>>();

  constructor(readonly device: GPUDevice) {
    // Older browsers have no `adapterInfo` on the device.
    const info = device.adapterInfo as GPUAdapterInfo | undefined;
    this.isSoftware = info ? describeAdapter(info).isSoftware : false;
    this.subgroupSize = device.features.has('subgroups') ? fixedSubgroupSize(info) : null;
    this.trainLayout = buildLayout(device, ['storage', READ, READ, READ, 'storage']);
    this.lookLayout = buildLayout(device, [READ, READ, READ, READ, READ, 'storage']);
    void device.lost.then((reason) => {
      this.lost = reason;
      this.pipelines.clear();
    });
  }

  /** Compiles in the background, once for equal text. Rejects where the device cannot. */
  requestPipeline({ code, entryPoint, layout }: PipelineRequest): Promise<GPUComputePipeline> {
    const known = this.pipelines.get(code);
    if (known) {
      this.pipelines.delete(code);
      this.pipelines.set(code, known);
      return known;
    }
    const pipeline = this.device.createComputePipelineAsync({
      layout: this.device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module: this.device.createShaderModule({ code }), entryPoint },
    });
    this.pipelines.set(code, pipeline);
    // What failed once may succeed on a next try, when memory is free again; the caller is told by its own promise.
    pipeline.catch(() => this.pipelines.delete(code));
    for (const oldest of this.pipelines.keys()) {
      if (this.pipelines.size <= MAX_PIPELINES) break;
      this.pipelines.delete(oldest);
    }
    return pipeline;
  }

  /** Throws where the device was lost: its promises would resolve, but nothing would have been computed. */
  assertAlive(): void {
    if (this.lost) throw new Error(`the GPU device was lost: ${this.lost.message || this.lost.reason}`);
  }
}

const READ = 'read-only-storage';

function buildLayout(device: GPUDevice, types: readonly GPUBufferBindingType[]): GPUBindGroupLayout {
  return device.createBindGroupLayout({
    entries: types.map((type, binding) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type },
    })),
  });
}

function fixedSubgroupSize(info: GPUAdapterInfo | undefined): number | null {
  // Older browsers have the feature, but not the sizes.
  const { subgroupMinSize: least, subgroupMaxSize: most } = (info ?? {}) as Partial<GPUAdapterInfo>;
  return least !== undefined && least === most && least >= 4 ? least : null;
}

const contexts = new WeakMap<GPUDevice, DeviceContext>();

export function contextOf(device: GPUDevice): DeviceContext {
  const known = contexts.get(device);
  if (known) return known;
  const context = new DeviceContext(device);
  contexts.set(device, context);
  return context;
}
