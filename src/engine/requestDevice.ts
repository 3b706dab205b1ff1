/** Asks for the GPU adapter and one device, and shares them between all who compute on it; chooses no engine. */

export interface AdapterFacts {
  /** The adapter's own name, never empty. */
  readonly name: string;
  /** Computed by the processor: correct, but slow. */
  readonly isSoftware: boolean;
}

export interface GpuAccess {
  readonly device: GPUDevice;
  readonly info: GPUAdapterInfo;
}

/** Names under which software adapters are known. */
const SOFTWARE_NAME = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|\bwarp\b|software/i;

/** The limits that tfjs' own backend asks for as large as the adapter has them. */
const WANTED_LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** What an adapter says of itself, in words and as a verdict. */
export function describeAdapter(
  info: Pick<GPUAdapterInfo, 'vendor' | 'architecture' | 'device' | 'description' | 'isFallbackAdapter'>,
): AdapterFacts {
  const parts = [info.vendor, info.architecture, info.device].filter((part) => part !== '');
  const name = info.description || parts.join(' ') || 'WebGPU';
  const isSoftware = info.isFallbackAdapter || SOFTWARE_NAME.test([name, ...parts].join(' '));
  return { name, isSoftware };
}

export interface GpuRequester {
  /** Null where there is no WebGPU, or no adapter is given. Never rejects. */
  readonly requestFacts: () => Promise<AdapterFacts | null>;
  /** The shared device; a new one after the old was lost. Rejects where there is none. */
  readonly requestDevice: () => Promise<GpuAccess>;
}

/** A requester on `gpu` (`navigator.gpu`; undefined where the browser has none). */
export function createGpuRequester(gpu: GPU | undefined): GpuRequester {
  let access: Promise<GpuAccess> | null = null;
  const requestAdapter = async (): Promise<GPUAdapter | null> =>
    (await gpu?.requestAdapter({ powerPreference: 'high-performance' })) ?? null;

  async function open(): Promise<GpuAccess> {
    // An adapter gives one device only, so it is asked for anew.
    const adapter = await requestAdapter();
    if (!adapter) throw new Error('no WebGPU adapter');
    const requiredLimits: Record<string, number> = {};
    for (const name of WANTED_LIMITS) requiredLimits[name] = adapter.limits[name];
    // The fused engine's fastest kernel is one subgroup.
    const requiredFeatures: GPUFeatureName[] = adapter.features.has('subgroups') ? ['subgroups'] : [];
    const device = await adapter.requestDevice({ requiredLimits, requiredFeatures });
    void device.lost.then(() => (access = null));
    return { device, info: adapter.info };
  }

  return {
    requestFacts: async () => {
      try {
        const adapter = await requestAdapter();
        return adapter && describeAdapter(adapter.info);
      } catch {
        return null;
      }
    },
    requestDevice: () => {
      access ??= open().catch((error: unknown) => {
        access = null;
        throw error;
      });
      return access;
    },
  };
}
