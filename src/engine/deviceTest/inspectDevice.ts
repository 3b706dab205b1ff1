/** Says whether there is WebGPU, which adapter, and with which limits; computes nothing on it. */
import {
  SHOWN_FEATURES,
  SHOWN_LIMITS,
  type DeviceFacts,
  type NoDevice,
  type ShownLimit,
} from '../../protocol/deviceMessages';
import { describeAdapter } from '../requestDevice';

/** `gpu` is `navigator.gpu`, undefined where the browser has none. Never rejects. */
export async function inspectDevice(gpu: GPU | undefined, isSecure: boolean): Promise<DeviceFacts> {
  if (!gpu) return nothing(isSecure ? 'noWebgpu' : 'insecure', '');
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return nothing('noAdapter', '');
    const { info } = adapter;
    const { vendor, architecture, device, description } = info;
    const limits = Object.fromEntries(SHOWN_LIMITS.map((name) => [name, adapter.limits[name]]));
    return {
      missing: null,
      detail: '',
      adapter: {
        vendor,
        architecture,
        device,
        description,
        isSoftware: describeAdapter(info).isSoftware,
      },
      // fromEntries forgets the key type; every shown limit is there once.
      limits: limits as Record<ShownLimit, number>,
      features: SHOWN_FEATURES.filter((feature) => adapter.features.has(feature)),
    };
  } catch (error) {
    return nothing('noDevice', error instanceof Error ? error.message : String(error));
  }
}

function nothing(missing: NoDevice, detail: string): DeviceFacts {
  return { missing, detail, adapter: null, limits: null, features: [] };
}
