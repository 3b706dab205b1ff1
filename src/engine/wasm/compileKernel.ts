/** Kernels by what they are made for; each is generated and compiled once, as long as it is among those last used. */
import { buildKernel } from './buildKernel';
import type { KernelExports } from './buildKernel';
import { MEMORY_IMPORT } from './encodeModule';
import type { KernelSpec } from './kernelSpec';

/** Enough for the networks of a comparison and for going back and forth between settings; each takes some tens of kilobytes. */
const MAX_KEPT = 24;

const kept = new Map<string, Promise<WebAssembly.Module>>();

/** Two specs with the same key have the same kernel. */
export const keyOfKernel = (spec: KernelSpec): string => JSON.stringify(spec);

/** The kernel of `spec`, whose key is `key`. Rejects where the browser has no WebAssembly SIMD or forbids compiling. */
export function compileKernel(key: string, spec: KernelSpec): Promise<WebAssembly.Module> {
  const known = kept.get(key);
  // Put in anew, so that what was used last stands last.
  kept.delete(key);
  const module = known ?? compile(spec);
  kept.set(key, module);
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_KEPT) break;
    kept.delete(oldest);
  }
  module.catch(() => kept.delete(key));
  return module;
}

const compile = async (spec: KernelSpec): Promise<WebAssembly.Module> =>
  WebAssembly.compile(buildKernel(spec));

/**
 * The kernel's functions, working on `memory`; its constants are written there at once, so that nothing can come between: a memory that is given back
 * while a kernel is being compiled is somebody else's.
 */
export function startKernel(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  const { module: from, name } = MEMORY_IMPORT;
  const { exports } = new WebAssembly.Instance(module, { [from]: { [name]: memory } });
  // `buildKernel` exports exactly these functions, which the type of an instance cannot tell.
  return exports as unknown as KernelExports;
}
