/**
 * The WGSL that looks at networks without changing them: figures over sample sets, the output over a grid, every hidden unit over a grid. Several
 * such jobs, for several networks, are one dispatch: workgroup (x, y) takes a part of the job that x falls into, for network y.
 */
import { LOSSES } from '../../domain/formula/losses';
import type { FusedSpec } from './fusedSpec';
import { JOB_STRUCT, LOOK, MEMBER_STRUCT } from './memberLayout';
import { renderFormulas } from './renderFormulas';

/** Jobs of a look: both sample sets, the boundary, the maps. */
export const MAX_JOBS = 4;

/** How a look's work is cut: threads of a workgroup, and rows that each of them takes. */
export interface LookShape {
  readonly threads: number;
  readonly rowsPerThread: number;
  /** Writes every product out: quick to run, slow to compile for a large network. */
  readonly isUnrolled: boolean;
}

const LOOK_BINDINGS = `
@group(0) @binding(0) var<storage, read> state: array<f32>;
@group(0) @binding(1) var<storage, read> members: array<Member>;
@group(0) @binding(2) var<storage, read> jobs: array<Job, ${MAX_JOBS}>;
@group(0) @binding(3) var<storage, read> samples: array<f32>;
@group(0) @binding(4) var<storage, read> grids: array<f32>;
@group(0) @binding(5) var<storage, read_write> seen: array<f32>;
`;

/**
 * Rows of `samples` and `grids` are `[features…, class]`. A metrics job leaves for each of its workgroups the sum of losses and the number of
 * samples on the right side of the threshold; the other jobs leave a number a row, or a number a row for each hidden unit.
 */
export function renderLook(spec: FusedSpec, { threads, rowsPerThread, isUnrolled }: LookShape): string {
  const width = (spec.layers[0]?.inputs ?? 0) + 1;
  const last = spec.layers.length - 1;
  const p = LOSSES[spec.loss].of === 'logits' ? 'z' : 'prediction';
  const { before, forward, storeMaps } = isUnrolled ? renderUnrolled(spec) : renderRolled(spec);
  return `
${MEMBER_STRUCT}${JOB_STRUCT}${LOOK_BINDINGS}${renderFormulas(spec)}
var<workgroup> sums: array<vec2f, ${threads}>;

@compute @workgroup_size(${threads})
fn look(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3u) {
  let member = group.y;
  var number = 0u;
  for (var candidate = 1u; candidate < ${MAX_JOBS}u; candidate++) {
    if (group.x >= jobs[candidate].firstGroup) { number = candidate; }
  }
  let job = jobs[number];
  let part = group.x - job.firstGroup;
  let outAt = member * job.outLength + job.out;
  let stateAt = members[member].stateOffset;
  let negative = members[member].negative;
  let positive = members[member].positive;
  let threshold = members[member].threshold;
  let firstSample = members[member].sampleOffset + job.firstRow;
${spec.layers.map((_, l) => `  let alpha${l} = members[member].alphas[${l}];`).join('\n')}
${before}
  var sum = vec2f(0.0f, 0.0f);
  for (var turn = 0u; turn < ${rowsPerThread}u; turn++) {
    let row = (part * ${rowsPerThread}u + turn) * ${threads}u + thread;
    if (row < job.count) {
${forward}
      let prediction = ${spec.layers[last]?.activation ?? 'linear'}_value(z, alpha${last});
      if (job.kind == ${LOOK.metrics}u) {
        let isPositive = samples[(firstSample + row) * ${width}u + ${width - 1}u] > 0.5f;
        let isRight = (prediction > threshold) == isPositive;
        sum += vec2f(lossOf(${p}, select(negative, positive, isPositive)), select(0.0f, 1.0f, isRight));
      } else if (job.kind == ${LOOK.boundary}u) {
        seen[outAt + row] = prediction;
      } else {
${storeMaps}
      }
    }
  }
  sums[thread] = sum;
  workgroupBarrier();
  if (thread == 0u && job.kind == ${LOOK.metrics}u) {
    var total = vec2f(0.0f, 0.0f);
    for (var at = 0u; at < ${threads}u; at++) { total += sums[at]; }
    seen[outAt + 2u * part] = total.x;
    seen[outAt + 2u * part + 1u] = total.y;
  }
}
`;
}

/** Parts of the shader that differ: `forward` defines the output's logit `z`. */
interface ForwardText {
  readonly before: string;
  readonly forward: string;
  readonly storeMaps: string;
}

const featureAt = (width: number, column: string): string =>
  `select(samples[(firstSample + row) * ${width}u + ${column}], grids[(job.firstRow + row) * ${width}u + ${column}], job.kind != ${LOOK.metrics}u)`;

function renderUnrolled({ layers, count }: FusedSpec): ForwardText {
  const width = (layers[0]?.inputs ?? 0) + 1;
  const lines: string[] = [];
  for (let i = 0; i < width - 1; i++) lines.push(`let a0_${i} = ${featureAt(width, `${i}u`)};`);
  const stores: string[] = [];
  layers.forEach((layer, index) => {
    const isLast = index === layers.length - 1;
    for (let unit = 0; unit < layer.units; unit++) {
      const terms = Array.from(
        { length: layer.inputs },
        (_, i) => `a${index}_${i} * w[${layer.kernelOffset + i * layer.units + unit}]`,
      );
      if (layer.biasOffset !== null) terms.push(`w[${layer.biasOffset + unit}]`);
      if (isLast) {
        lines.push(`let z = ${terms.join(' + ')};`);
        continue;
      }
      const name = `a${index + 1}_${unit}`;
      lines.push(`let ${name} = ${layer.activation}_value(${terms.join(' + ')}, alpha${index});`);
      stores.push(`seen[outAt + ${stores.length}u * job.count + row] = ${name};`);
    }
  });
  return {
    before: `  var w: array<f32, ${count}>;\n  for (var k = 0u; k < ${count}u; k++) { w[k] = state[stateAt + k]; }`,
    forward: lines.map((line) => `      ${line}`).join('\n'),
    storeMaps: stores.map((line) => `        ${line}`).join('\n'),
  };
}

/** Every layer's outputs stand one after the other in one private array: the features, then all hidden units. */
function renderRolled({ layers }: FusedSpec): ForwardText {
  const inputs = layers[0]?.inputs ?? 0;
  const width = inputs + 1;
  const hidden = layers.slice(0, -1).reduce((sum, { units }) => sum + units, 0);
  let at = 0;
  const parts = layers.map((layer, index) => {
    const isLast = index === layers.length - 1;
    const from = at;
    at += layer.inputs;
    const sum = (unit: string) =>
      `${layer.biasOffset === null ? '0.0f' : `state[stateAt + ${layer.biasOffset}u + ${unit}]`}`;
    const product = (unit: string, into: string) =>
      `for (var i = 0u; i < ${layer.inputs}u; i++) { ${into} += a[${from}u + i] * state[stateAt + ${layer.kernelOffset}u + i * ${layer.units}u + ${unit}]; }`;
    if (isLast) return `      var z = ${sum('0u')};\n      ${product('0u', 'z')}`;
    return `      for (var unit = 0u; unit < ${layer.units}u; unit++) {
        var z${index} = ${sum('unit')};
        ${product('unit', `z${index}`)}
        a[${at}u + unit] = ${layer.activation}_value(z${index}, alpha${index});
      }`;
  });
  return {
    before: `  var a: array<f32, ${inputs + hidden}>;`,
    forward: [
      `      for (var i = 0u; i < ${inputs}u; i++) { a[i] = ${featureAt(width, 'i')}; }`,
      ...parts,
    ].join('\n'),
    storeMaps: `        for (var unit = 0u; unit < ${hidden}u; unit++) { seen[outAt + unit * job.count + row] = a[${inputs}u + unit]; }`,
  };
}

/** Rows that one workgroup takes. */
export const rowsPerGroup = ({ threads, rowsPerThread }: LookShape): number => threads * rowsPerThread;
