/** Gets a backend of tfjs ready and gives the trainers that compute on it. Loaded only when tfjs is chosen: it is large. */
import * as tf from '@tensorflow/tfjs';
import type { BackendId } from '../../protocol/engineInfo';
import type { GpuRequester } from '../requestDevice';
import type { TrainerFactory } from '../trainerSetup';
import { createTfjsTrainer } from './createTfjsTrainer';

/** The device that tfjs' webgpu backend computes on; tfjs itself is one for the whole worker, and so is this. */
let webgpuDevice: GPUDevice | null = null;

/** Makes each backend known to tfjs; rejects where it cannot serve. */
const REGISTER: Readonly<Record<BackendId, (gpu: GpuRequester) => Promise<void>>> = {
  webgpu: async (gpu) => {
    const [{ WebGPUBackend }, { device, info }] = await Promise.all([
      import('@tensorflow/tfjs-backend-webgpu'),
      gpu.requestDevice(),
    ]);
    if (device === webgpuDevice) return;
    // What the package registers by itself would open a device of its own; what was registered before computes on a lost one.
    if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu');
    tf.registerBackend('webgpu', () => new WebGPUBackend(device, info));
    webgpuDevice = device;
  },
  webgl: () => Promise.resolve(),
  wasm: async () => {
    const { registerWasm } = await import('./registerWasm');
    registerWasm();
  },
  cpu: () => Promise.resolve(),
};

/** Rejects where the backend does not start or has not full float32. No tensor may be alive meanwhile. */
export async function startTfjs(backend: BackendId, gpu: GpuRequester): Promise<TrainerFactory> {
  tf.enableProdMode();
  await REGISTER[backend](gpu);
  // It says by its result, not by an error, that a backend did not start.
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs could not start ${backend}`);
  // Not asked of backend().floatPrecision(), which says 16 where float32 is enabled.
  if (backend === 'webgl' && !tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED'))
    throw new Error('WebGL computes with less than float32 here');
  return createTfjsTrainer;
}
