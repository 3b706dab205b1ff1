/** The engines by name, each with how it is loaded and started; holds no run and decides nothing. */
import type { BackendId, EngineId } from '../protocol/engineInfo';
import { createCpuTrainer } from './cpu/createCpuTrainer';
import type { GpuRequester } from './requestDevice';
import type { TrainerFactory } from './trainerSetup';

interface EngineEntry {
  /** Loads the engine's code; another engine may train meanwhile. Rejects where it cannot be had. */
  readonly load: () => Promise<void>;
  /** Gets the backend ready. While this runs, no trainer of this engine may be alive. Rejects where the backend does not start. */
  readonly start: (backend: BackendId, gpu: GpuRequester) => Promise<TrainerFactory>;
}

const loadTfjs = () => import('./tfjs/startTfjs');

/** Null for an engine that does not exist yet. */
const ENGINES: Readonly<Record<EngineId, EngineEntry | null>> = {
  fused: null,
  tfjs: {
    load: async () => {
      await loadTfjs();
    },
    start: async (backend, gpu) => (await loadTfjs()).startTfjs(backend, gpu),
  },
  cpu: {
    load: () => Promise.resolve(),
    start: () => Promise.resolve((setup) => createCpuTrainer(setup)),
  },
};

/** Loads the code of `engine`; resolves also where that fails, since starting it will say so. */
export async function loadEngine(engine: EngineId): Promise<void> {
  await ENGINES[engine]?.load().catch(() => undefined);
}

/** Rejects where the engine does not exist or its backend does not start. */
export async function startEngine(
  engine: EngineId,
  backend: BackendId,
  gpu: GpuRequester,
): Promise<TrainerFactory> {
  const entry = ENGINES[engine];
  if (!entry) throw new Error(`there is no engine ${engine}`);
  return entry.start(backend, gpu);
}
