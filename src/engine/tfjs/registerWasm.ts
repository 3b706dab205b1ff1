/** Registers tfjs' wasm backend with the files as the build places them; without threads, which need headers that a static site may lack. */
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

let isRegistered = false;

export function registerWasm(): void {
  // Paths may be set once, before the backend starts.
  if (isRegistered) return;
  isRegistered = true;
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    // Never asked for without threads, but a path is demanded.
    'tfjs-backend-wasm-threaded-simd.wasm': simdUrl,
  });
}
