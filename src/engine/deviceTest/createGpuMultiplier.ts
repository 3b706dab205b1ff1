/** Products of square matrices on the GPU, by a small kernel of our own; knows nothing of networks. */

/** Rows and columns are padded to a multiple of this: an invocation computes a block of 4 x 4. */
const BLOCK = 4;
/** Invocations of a workgroup along each axis. */
const GROUP = 8;
const ROWS_PER_GROUP = BLOCK * GROUP;

/**
 * `shape` holds the padded size and the first row of the band to compute. Four numbers of a row lie in a vec4. The sums stay in registers and
 * nothing is shared, so that no barrier is needed: those cost software adapters more than they save.
 */
const MULTIPLY_WGSL = /* wgsl */ `
@group(0) @binding(0) var<storage, read> left: array<vec4f>;
@group(0) @binding(1) var<storage, read> right: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> product: array<vec4f>;
@group(0) @binding(3) var<uniform> shape: vec2u;

@compute @workgroup_size(${GROUP}, ${GROUP})
fn multiply(@builtin(global_invocation_id) id: vec3u) {
  let quads = shape.x / ${BLOCK}u;
  let column = id.x;
  let row = shape.y + id.y * ${BLOCK}u;
  if (column >= quads || row >= shape.x) { return; }
  let first = row * quads;
  var sum0 = vec4f();
  var sum1 = vec4f();
  var sum2 = vec4f();
  var sum3 = vec4f();
  for (var inner = 0u; inner < quads; inner++) {
    let at = inner * ${BLOCK}u * quads + column;
    let right0 = right[at];
    let right1 = right[at + quads];
    let right2 = right[at + 2u * quads];
    let right3 = right[at + 3u * quads];
    let left0 = left[first + inner];
    let left1 = left[first + quads + inner];
    let left2 = left[first + 2u * quads + inner];
    let left3 = left[first + 3u * quads + inner];
    sum0 += left0.x * right0 + left0.y * right1 + left0.z * right2 + left0.w * right3;
    sum1 += left1.x * right0 + left1.y * right1 + left1.z * right2 + left1.w * right3;
    sum2 += left2.x * right0 + left2.y * right1 + left2.z * right2 + left2.w * right3;
    sum3 += left3.x * right0 + left3.y * right1 + left3.z * right2 + left3.w * right3;
  }
  product[first + column] = sum0;
  product[first + quads + column] = sum1;
  product[first + 2u * quads + column] = sum2;
  product[first + 3u * quads + column] = sum3;
}`;

export interface GpuProduct {
  /** From the two matrices (`size`² numbers each, row by row) to their product. `afterBand` is awaited after each band of rows; false ends the work, which gives null. */
  multiply(
    left: Float32Array<ArrayBuffer>,
    right: Float32Array<ArrayBuffer>,
    rowsPerBand?: number,
    afterBand?: () => Promise<boolean>,
  ): Promise<Float32Array | null>;
  dispose(): void;
}

/** Compiles the kernel; what it returns makes buffers for one size. Rejects where the device refuses the kernel. */
export async function createGpuMultiplier(device: GPUDevice): Promise<(size: number) => GpuProduct> {
  const module = device.createShaderModule({ label: 'matrix product', code: MULTIPLY_WGSL });
  const pipeline = await device.createComputePipelineAsync({
    label: 'matrix product',
    layout: 'auto',
    compute: { module, entryPoint: 'multiply' },
  });
  return (size) => createProduct(device, pipeline, size);
}

function createProduct(device: GPUDevice, pipeline: GPUComputePipeline, size: number): GpuProduct {
  const padded = Math.ceil(size / BLOCK) * BLOCK;
  const byteLength = padded * padded * Float32Array.BYTES_PER_ELEMENT;
  const createBuffer = (usage: GPUBufferUsageFlags, bytes = byteLength): GPUBuffer =>
    device.createBuffer({ label: `matrix product of ${size}`, size: bytes, usage });
  const left = createBuffer(GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST);
  const right = createBuffer(GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST);
  const product = createBuffer(GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC);
  const staging = createBuffer(GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
  const shape = createBuffer(GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST, 8);
  const buffers = [left, right, product, shape];
  const group = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
  });

  const submitBand = (firstRow: number, rows: number): void => {
    device.queue.writeBuffer(shape, 0, new Uint32Array([padded, firstRow]));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(Math.ceil(padded / ROWS_PER_GROUP), Math.ceil(rows / ROWS_PER_GROUP));
    pass.end();
    if (firstRow + rows >= padded) encoder.copyBufferToBuffer(product, 0, staging, 0, byteLength);
    device.queue.submit([encoder.finish()]);
  };

  return {
    multiply: async (leftMatrix, rightMatrix, rowsPerBand = padded, afterBand) => {
      device.queue.writeBuffer(left, 0, pad(leftMatrix, size, padded));
      device.queue.writeBuffer(right, 0, pad(rightMatrix, size, padded));
      const step = Math.max(ROWS_PER_GROUP, Math.floor(rowsPerBand / ROWS_PER_GROUP) * ROWS_PER_GROUP);
      for (let row = 0; row < padded; row += step) {
        submitBand(row, Math.min(step, padded - row));
        if (row + step >= padded) break;
        await device.queue.onSubmittedWorkDone();
        if (afterBand && !(await afterBand())) return null;
      }
      await staging.mapAsync(GPUMapMode.READ);
      const result = new Float32Array(staging.getMappedRange().slice(0));
      staging.unmap();
      return padded === size ? result : cut(result, size, padded);
    },
    dispose: () => {
      for (const buffer of [...buffers, staging]) buffer.destroy();
    },
  };
}

/** The same matrix with zeros to the right and below. */
function pad(matrix: Float32Array<ArrayBuffer>, size: number, padded: number): Float32Array<ArrayBuffer> {
  if (padded === size) return matrix;
  const wide = new Float32Array(padded * padded);
  for (let row = 0; row < size; row++) wide.set(matrix.subarray(row * size, (row + 1) * size), row * padded);
  return wide;
}

function cut(matrix: Float32Array, size: number, padded: number): Float32Array {
  const narrow = new Float32Array(size * size);
  for (let row = 0; row < size; row++)
    narrow.set(matrix.subarray(row * padded, row * padded + size), row * size);
  return narrow;
}
