/** The engines by name, each with how it is loaded and started; holds no run and decides nothing. */
import type { BackendId, EngineId } from '../protocol/engineInfo';
import { createCpuTrainer } from './cpu/createCpuTrainer';
import type { GpuRequester } from './requestDevice';
import { hasSimd } from './hasSimd';
import type { TrainerFactory } from './trainerSetup';

interface EngineEntry {
  /** Loads the engine's code; another engine may train meanwhile. Rejects where it cannot be had. */
  readonly load: () => Promise<void>;
  /** Gets the backend ready. While this runs, no trainer of this engine may be alive. Rejects where the backend does not start. */
  readonly start: (backend: BackendId, gpu: GpuRequester) => Promise<TrainerFactory>;
}

const loadFused = () => import('./fused/createFusedTrainer');
const loadTfjs = () => import('./tfjs/startTfjs');
const loadWasm = () => import('./wasm/createWasmTrainer');

const ENGINES: Readonly<Record<EngineId, EngineEntry>> = {
  fused: {
    load: async () => {
      await loadFused();
    },
    start: async (_backend, gpu) => (await loadFused()).startFused((await gpu.requestDevice()).device),
  },
  tfjs: {
    load: async () => {
      await loadTfjs();
    },
    start: async (backend, gpu) => (await loadTfjs()).startTfjs(backend, gpu),
  },
  cpu: {
    load: async () => {
      await loadWasm();
    },
    start: async (backend) => {
      if (backend === 'cpu') return (setup) => createCpuTrainer(setup);
      if (!hasSimd()) throw new Error('this browser has no WebAssembly SIMD');
      return (await loadWasm()).buildWasmTrainer;
    },
  },
};

/** Loads the code of `engine`; resolves also where that fails, since starting it will say so. */
export async function loadEngine(engine: EngineId): Promise<void> {
  await ENGINES[engine].load().catch(() => undefined);
}

/** Rejects where the engine's backend does not start. */
export async function startEngine(
  engine: EngineId,
  backend: BackendId,
  gpu: GpuRequester,
): Promise<TrainerFactory> {
  return ENGINES[engine].start(backend, gpu);
}
