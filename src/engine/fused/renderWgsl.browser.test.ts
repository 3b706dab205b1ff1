import { beforeAll, describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '../../domain/formula/activations';
import { evaluateExpr } from '../../domain/formula/evaluateExpr';
import { exp, variable } from '../../domain/formula/expr';
import type { Expr } from '../../domain/formula/expr';
import { LOSSES } from '../../domain/formula/losses';
import { ACTIVATION_IDS, LOSS_IDS } from '../../domain/ids';
import { renderWgsl, WGSL_HELPERS } from './renderWgsl';

let device: GPUDevice;

beforeAll(async () => {
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new Error('no adapter');
  device = await adapter.requestDevice();
});

/** `expr` in the variables `x` and `y`, computed on the GPU for each pair. */
async function computeOnGpu(
  expr: Expr,
  env: Readonly<Record<string, string>>,
  pairs: Float32Array<ArrayBuffer>,
) {
  const count = pairs.length / 2;
  const code = `${WGSL_HELPERS}
@group(0) @binding(0) var<storage, read> pairs: array<vec2f>;
@group(0) @binding(1) var<storage, read_write> results: array<f32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let x = pairs[id.x].x;
  let y = pairs[id.x].y;
  if (id.x < ${count}u) { results[id.x] = ${renderWgsl(expr, env)}; }
}`;
  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code }), entryPoint: 'main' },
  });
  const { STORAGE, COPY_DST, COPY_SRC, MAP_READ } = GPUBufferUsage;
  const input = device.createBuffer({ size: pairs.byteLength, usage: STORAGE | COPY_DST });
  const output = device.createBuffer({ size: 4 * count, usage: STORAGE | COPY_SRC });
  const target = device.createBuffer({ size: 4 * count, usage: MAP_READ | COPY_DST });
  device.queue.writeBuffer(input, 0, pairs);
  // Of `y` a formula may use nothing, but the layout has both buffers.
  const group = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [input, output].map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(Math.ceil(count / 64));
  pass.end();
  encoder.copyBufferToBuffer(output, 0, target, 0, 4 * count);
  device.queue.submit([encoder.finish()]);
  await target.mapAsync(GPUMapMode.READ);
  const results = new Float32Array(target.getMappedRange().slice(0));
  for (const buffer of [input, output, target]) buffer.destroy();
  return results;
}

/** Dense near 0, then out to where every formula has to be finite. */
const POINTS = [...Array(801).keys()]
  .map((at) => (at - 400) / 40)
  .concat([-1e4, -300, -100, -89, -30, -1e-4, -1e-10, 1e-10, 1e-4, 30, 89, 100, 300, 1e4]);

async function expectClose(expr: Expr, names: readonly [string, string], second: number): Promise<void> {
  const pairs = Float32Array.from(POINTS.flatMap((x) => [x, second]));
  const results = await computeOnGpu(expr, { [names[0]]: 'x', [names[1]]: 'y' }, pairs);
  results.forEach((result, at) => {
    const x = pairs[2 * at] ?? NaN;
    const expected = evaluateExpr(expr, { [names[0]]: x, [names[1]]: Math.fround(second) });
    const message = `${x}: ${result} instead of ${expected}`;
    expect(Math.abs(result - expected), message).toBeLessThanOrEqual(
      2e-6 * Math.max(1, Math.abs(expected), Math.abs(x) * 0.5),
    );
  });
}

describe('On the GPU', () => {
  test.each(ACTIVATION_IDS.map((id) => [id]))(
    '%s and its slope have the values of the reference.',
    async (id) => {
      const { value, slope } = ACTIVATIONS[id];
      for (const expr of [value, slope]) await expectClose(expr, ['z', 'alpha'], 0.3);
    },
  );

  test.each(LOSS_IDS.map((id) => [id]))(
    'the loss %s and its slope have the values of the reference.',
    async (id) => {
      const { value, slope, outputs } = LOSSES[id];
      const labels = new Set(
        Object.values(outputs).flatMap(({ negative, positive }) => [negative, positive]),
      );
      for (const expr of [value, slope])
        for (const label of labels) await expectClose(expr, ['p', 'y'], label);
    },
  );

  test('an exponential that would overflow is the largest that does not.', async () => {
    const results = await computeOnGpu(
      exp(variable('x')),
      { x: 'x' },
      Float32Array.from([100, 0, 1e30, 0, 1, 0]),
    );
    for (const result of results.subarray(0, 2)) {
      expect(result).toBeGreaterThan(3e38);
      expect(result).toBeLessThan(Infinity);
    }
    expect(results[2]).toBeCloseTo(Math.E, 5);
  });
});
