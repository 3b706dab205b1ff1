/** Which engines to try, best first, for a person's choice on a given adapter; starts none. */
import type { BackendId, EngineChoice, EngineId, EngineInfo, EngineReason } from '../protocol/engineInfo';
import type { AdapterFacts } from './requestDevice';

/** Where each engine computes, best first. `cpu` is generated WebAssembly, or the plain reference where SIMD is missing or a learner asks for it. */
export const ENGINE_BACKENDS: Readonly<Record<EngineId, readonly BackendId[]>> = {
  fused: ['webgpu'],
  tfjs: ['webgpu', 'webgl', 'wasm', 'cpu'],
  cpu: ['wasm', 'cpu'],
};

/** The engine meant where only a backend is asked for. */
const ENGINE_OF_BACKEND: Readonly<Record<BackendId, EngineId>> = {
  webgpu: 'tfjs',
  webgl: 'tfjs',
  wasm: 'tfjs',
  cpu: 'cpu',
};

/** Never empty: the plain engine, which starts everywhere, is always the last. */
export function planEngines(choice: EngineChoice, adapter: AdapterFacts | null): readonly EngineInfo[] {
  const info = (engine: EngineId, backend: BackendId, reason: EngineReason): EngineInfo => ({
    engine,
    backend,
    // An adapter is named where it computes, or where it is why something else does.
    adapter: backend === 'webgpu' || reason === 'softwareAdapter' ? (adapter?.name ?? '') : '',
    reason,
  });
  const wanted = choice.engine ?? (choice.backend && ENGINE_OF_BACKEND[choice.backend]);
  if (!wanted) return planAutomatic(adapter, info);

  const offered = ENGINE_BACKENDS[wanted].filter((backend) => backend !== 'webgpu' || adapter !== null);
  const asked = ENGINE_BACKENDS[wanted].find((backend) => backend === choice.backend);
  const plans = [
    ...offered.filter((backend) => backend === asked),
    ...offered.filter((backend) => backend !== asked),
  ].map((backend) =>
    info(wanted, backend, choice.backend === null || backend === asked ? 'forced' : 'unavailable'),
  );
  if (plans.length === 0)
    return planAutomatic(adapter, info).map((plan) => ({ ...plan, reason: 'unavailable' }));
  return wanted === 'cpu' ? plans : [...plans, ...planCpu('unavailable', info)];
}

function planAutomatic(
  adapter: AdapterFacts | null,
  info: (engine: EngineId, backend: BackendId, reason: EngineReason) => EngineInfo,
): readonly EngineInfo[] {
  if (!adapter) return planCpu('noAdapter', info);
  if (adapter.isSoftware) return planCpu('softwareAdapter', info);
  return [info('tfjs', 'webgpu', 'hardwareAdapter'), ...planCpu('unavailable', info)];
}

function planCpu(
  reason: EngineReason,
  info: (engine: EngineId, backend: BackendId, reason: EngineReason) => EngineInfo,
): readonly EngineInfo[] {
  return ENGINE_BACKENDS.cpu.map((backend) => info('cpu', backend, reason));
}
