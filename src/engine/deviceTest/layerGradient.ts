/** One small layer whose gradient is known: on the GPU by a kernel of its own, on the CPU in float64. Serves to compare the two, not to train. */

/** Two inputs, two tanh units, mean squared error over the samples. */
export interface LayerCase {
  /** [samples, 2] row by row. */
  readonly inputs: readonly number[];
  /** [samples, 2] row by row. */
  readonly targets: readonly number[];
  /** Kernel [2 in, 2 out] row by row, then the two biases. */
  readonly parameters: readonly number[];
}

export const LAYER_CASE: LayerCase = {
  inputs: [0.5, -1.25, 2, 0.75, -0.3, 1.6, -1.8, -0.4],
  targets: [1, -1, 0.5, 0.25, -0.75, 1, -1, 0],
  parameters: [0.8, -0.35, 0.2, 1.1, -0.15, 0.4],
};

const UNITS = 2;
const PARAMETERS = 6;

/** L = mean over samples and units of (tanh(z) − y)², z = x·W + b. */
export function lossOnCpu({ inputs, targets, parameters }: LayerCase): number {
  const samples = inputs.length / UNITS;
  let sum = 0;
  for (let sample = 0; sample < samples; sample++)
    for (let unit = 0; unit < UNITS; unit++) {
      const z = weightedSum(inputs, parameters, sample, unit);
      sum += (Math.tanh(z) - targets[sample * UNITS + unit]!) ** 2;
    }
  return sum / (samples * UNITS);
}

/** ∂L/∂parameters in their order: 2 (tanh z − y)(1 − tanh² z) / (samples · units), times the input (1 for a bias), summed over samples. */
export function gradientOnCpu({ inputs, targets, parameters }: LayerCase): number[] {
  const samples = inputs.length / UNITS;
  const gradient = Array.from({ length: PARAMETERS }, () => 0);
  for (let sample = 0; sample < samples; sample++)
    for (let unit = 0; unit < UNITS; unit++) {
      const output = Math.tanh(weightedSum(inputs, parameters, sample, unit));
      const slope = (2 * (output - targets[sample * UNITS + unit]!) * (1 - output ** 2)) / (samples * UNITS);
      gradient[unit]! += slope * inputs[sample * UNITS]!;
      gradient[UNITS + unit]! += slope * inputs[sample * UNITS + 1]!;
      gradient[2 * UNITS + unit]! += slope;
    }
  return gradient;
}

function weightedSum(
  inputs: readonly number[],
  parameters: readonly number[],
  sample: number,
  unit: number,
): number {
  const [x1, x2] = [inputs[sample * UNITS]!, inputs[sample * UNITS + 1]!];
  return x1 * parameters[unit]! + x2 * parameters[UNITS + unit]! + parameters[2 * UNITS + unit]!;
}

/** An invocation for each parameter: number 0 to 3 are weights [in, out], 4 and 5 biases. */
const GRADIENT_WGSL = /* wgsl */ `
@group(0) @binding(0) var<storage, read> inputs: array<vec2f>;
@group(0) @binding(1) var<storage, read> targets: array<vec2f>;
@group(0) @binding(2) var<storage, read> parameters: array<f32>;
@group(0) @binding(3) var<storage, read_write> gradient: array<f32>;

@compute @workgroup_size(${PARAMETERS})
fn differentiate(@builtin(local_invocation_id) id: vec3u) {
  let samples = arrayLength(&inputs);
  let unit = id.x % ${UNITS}u;
  let source = id.x / ${UNITS}u;
  var sum = 0.0;
  for (var sample = 0u; sample < samples; sample++) {
    let x = vec3f(inputs[sample], 1.0);
    let weights = vec3f(parameters[unit], parameters[${UNITS}u + unit], parameters[${2 * UNITS}u + unit]);
    let output = tanh(dot(x, weights));
    sum += 2.0 * (output - targets[sample][unit]) * (1.0 - output * output) * x[source];
  }
  gradient[id.x] = sum / f32(samples * ${UNITS}u);
}`;

/** The same gradient from the GPU, in float32. Rejects where the device refuses the kernel. */
export async function gradientOnGpu(device: GPUDevice, layer: LayerCase): Promise<number[]> {
  const module = device.createShaderModule({ label: 'layer gradient', code: GRADIENT_WGSL });
  const pipeline = await device.createComputePipelineAsync({
    label: 'layer gradient',
    layout: 'auto',
    compute: { module, entryPoint: 'differentiate' },
  });
  const byteLength = PARAMETERS * Float32Array.BYTES_PER_ELEMENT;
  const given = [layer.inputs, layer.targets, layer.parameters].map((numbers) => {
    const values = new Float32Array(numbers);
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    const buffer = device.createBuffer({ label: 'layer gradient', size: values.byteLength, usage });
    device.queue.writeBuffer(buffer, 0, values);
    return buffer;
  });
  const gradient = device.createBuffer({
    label: 'layer gradient',
    size: byteLength,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC,
  });
  const staging = device.createBuffer({
    label: 'layer gradient',
    size: byteLength,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(
    0,
    device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [...given, gradient].map((buffer, binding) => ({ binding, resource: { buffer } })),
    }),
  );
  pass.dispatchWorkgroups(1);
  pass.end();
  encoder.copyBufferToBuffer(gradient, 0, staging, 0, byteLength);
  device.queue.submit([encoder.finish()]);
  try {
    await staging.mapAsync(GPUMapMode.READ);
    return [...new Float32Array(staging.getMappedRange().slice(0))];
  } finally {
    for (const buffer of [...given, gradient, staging]) buffer.destroy();
  }
}
