/** Lets the GPU compute what the CPU knows: a product of two 2 x 2 matrices, and the gradient of a small layer. Judges, repairs nothing. */
import type { Comparison, Matrix2, SelfTestOutcome } from '../../protocol/deviceMessages';
import type { GpuRequester } from '../requestDevice';
import { createGpuMultiplier } from './createGpuMultiplier';
import { gradientOnCpu, gradientOnGpu, LAYER_CASE } from './layerGradient';
import { multiplyExactly } from './multiplyOnCpu';

/** A product of 2 x 2 has three roundings; float32's is 6e-8. */
const PRODUCT_TOLERANCE = 1e-6;
/** WGSL's tanh may be 1e-5 away. */
const GRADIENT_TOLERANCE = 1e-4;

/** Never rejects. */
export async function runSelfTest(
  requester: GpuRequester,
  left: Matrix2,
  right: Matrix2,
): Promise<SelfTestOutcome> {
  try {
    const { device } = await requester.requestDevice();
    const product = (await createGpuMultiplier(device))(2);
    try {
      const gpu = await product.multiply(new Float32Array(left), new Float32Array(right));
      // What the GPU is given is rounded to float32 first, and so is what is expected of it.
      const cpu = multiplyExactly(new Float32Array(left), new Float32Array(right), 2);
      return {
        kind: 'done',
        left,
        right,
        product: compareNumbers([...(gpu ?? [])], [...cpu], PRODUCT_TOLERANCE),
        gradient: compareNumbers(
          await gradientOnGpu(device, LAYER_CASE),
          gradientOnCpu(LAYER_CASE),
          GRADIENT_TOLERANCE,
        ),
      };
    } finally {
      product.dispose();
    }
  } catch (error) {
    return { kind: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** Numbers that are missing or not finite are never equal. */
export function compareNumbers(
  gpu: readonly number[],
  cpu: readonly number[],
  tolerance: number,
): Comparison {
  // Arrays of a race are too long to be spread into the arguments of Math.max.
  const scale = cpu.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const gap = cpu.reduce((most, value, at) => Math.max(most, Math.abs(value - (gpu[at] ?? NaN))), 0);
  const error = gap / scale;
  return { gpu, cpu, error, isEqual: gpu.length === cpu.length && error <= tolerance };
}
