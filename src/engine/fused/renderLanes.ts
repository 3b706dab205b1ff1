/**
 * The WGSL of the kernel for small networks on devices with subgroups: a workgroup is one subgroup and trains one network. Every lane takes every
 * n-th sample of a batch with all weights in its own memory at constant places, forward and backward written out; no barrier, no shared memory.
 * Gradients are added up across lanes so that lane j gets parameter j's, updates it, and gives it back to all.
 */
import { LOSSES } from '../../domain/formula/losses';
import { firstTrainedOf, rowsOf } from './fusedSpec';
import type { FusedSpec } from './fusedSpec';
import { layoutState, MEMBER_STRUCT } from './memberLayout';
import { END_OF_EPOCH, TRAIN_BINDINGS } from './renderBaseline';
import { renderFormulas, renderUpdate, scalarName } from './renderFormulas';
import { renderTransposedSum } from './renderTransposedSum';

/** A parameter that is trained: its place, and whether it belongs to a kernel (and is penalised) or to a bias. */
interface TrainedParameter {
  readonly place: number;
  readonly isKernel: boolean;
}

/**
 * `lanes` is the size of every subgroup of the device, a power of two from 4 on. With `isAllConstant` no array is ever indexed by a variable, so that
 * a compiler may keep all of them in registers; else the copies in and out, once a dispatch, are loops, which is quicker to compile.
 */
export function renderLanes(spec: FusedSpec, lanes: number, isAllConstant: boolean): string {
  const trained = listTrained(spec);
  const groups = Math.ceil(trained.length / lanes);
  const { slots, scalars, renderScalars } = renderUpdate(spec);
  const state = layoutState(spec.count);
  const inputs = spec.layers[0]?.inputs ?? 0;
  return `enable subgroups;
${MEMBER_STRUCT}${TRAIN_BINDINGS}${renderFormulas(spec)}
@compute @workgroup_size(${lanes})
fn train(@builtin(subgroup_invocation_id) lane: u32, @builtin(workgroup_id) group: vec3u) {
  let member = group.x;
  let steps = members[member].steps;
  let batchSize = members[member].batchSize;
  let trainCount = members[member].trainCount;
  let sampleOffset = members[member].sampleOffset;
  let stateAt = members[member].stateOffset;
  let rateAt = members[member].rateOffset;
  let clippingLimit = members[member].clippingLimit;
  let penaltyRate = members[member].penaltyRate;
  let negative = members[member].negative;
  let positive = members[member].positive;
${spec.layers.map((_, l) => `  let alpha${l} = members[member].alphas[${l}];`).join('\n')}
${scalars.map(({ name }, at) => `  var ${scalarName(name)} = state[stateAt + ${state.scalars + at}u];`).join('\n')}
  var used = members[member].used;
  var next = members[member].orderOffset;
  var epoch = 0u;
  var rate = bitcast<f32>(order[rateAt]);
  var w: array<f32, ${spec.count}>;
  var g: array<f32, ${spec.count}>;
${renderLoop('k', spec.count, isAllConstant, ['w[k] = state[stateAt + k];'])}
${slots.map((_, slot) => `  var slot${slot}: array<f32, ${Math.max(1, groups)}>;`).join('\n')}
${renderOwn(trained, lanes, state.slots.slice(0, slots.length), isAllConstant, 'in')}
  for (var step = 0u; step < steps; step++) {
    let count = min(batchSize, trainCount - used);
    let share = 1.0f / f32(count);
    ${trained.length > 0 ? `g = array<f32, ${spec.count}>();` : ''}
    for (var base = 0u; base < count; base += ${lanes}u) {
      let row = (sampleOffset + order[next + min(base + lane, count - 1u)]) * ${inputs + 1}u;
      let weight = select(0.0f, share, base + lane < count);
${renderSample(spec)}
    }
${renderUpdates(spec, trained, lanes)}
${renderScalars()
  .map((line) => `    ${line}`)
  .join('\n')}
    next += count;
    used += count;
${END_OF_EPOCH}
  }
${renderOwn(trained, lanes, state.slots.slice(0, slots.length), isAllConstant, 'out')}
  if (lane == 0u) {
${scalars.map(({ name }, at) => `    state[stateAt + ${state.scalars + at}u] = ${scalarName(name)};`).join('\n')}
  }
}
`;
}

function listTrained(spec: FusedSpec): readonly TrainedParameter[] {
  return spec.layers
    .filter(({ isFrozen }) => !isFrozen)
    .flatMap((layer) =>
      Array.from({ length: rowsOf(layer) * layer.units }, (_, at) => ({
        place: layer.kernelOffset + at,
        isKernel: at < layer.inputs * layer.units,
      })),
    );
}

/** `lines` for each value of `name` from 0 to `count` - 1. */
function renderLoop(name: string, count: number, isWrittenOut: boolean, lines: readonly string[]): string {
  const body = lines.map((line) => `    ${line}\n`).join('');
  if (!isWrittenOut) return `  for (var ${name} = 0u; ${name} < ${count}u; ${name}++) {\n${body}  }`;
  const pattern = new RegExp(`\\b${name}\\b`, 'g');
  return Array.from({ length: count }, (_, at) => `  {\n${body.replaceAll(pattern, `${at}u`)}  }`).join('\n');
}

/** Copies each lane's own parameters and slots from the state or back: lane j of group q has number q·lanes + j of the trained ones. */
function renderOwn(
  trained: readonly TrainedParameter[],
  lanes: number,
  slotPlaces: readonly number[],
  isAllConstant: boolean,
  way: 'in' | 'out',
): string {
  if (trained.length === 0) return '';
  const groups = Math.ceil(trained.length / lanes);
  // Where frozen layers leave gaps, places jump.
  const jumps = trained
    .map(({ place }, number) => ({ number, gap: place - number }))
    .filter(({ number, gap }) => number === 0 || gap !== (trained[number - 1]?.place ?? 0) - (number - 1));
  const place = jumps.reduce(
    (text, { number, gap }) =>
      number === 0 ? `number + ${gap}u` : `select(${text}, number + ${gap}u, number >= ${number}u)`,
    '',
  );
  const arrays = [{ name: 'own', at: 0 }, ...slotPlaces.map((at, slot) => ({ name: `slot${slot}`, at }))];
  const copies = arrays.map(({ name, at }) => {
    const [own, stored] = [`${name}[q]`, `state[place + ${at}u]`];
    return way === 'in' ? `  ${own} = ${stored};` : `  ${stored} = ${own};`;
  });
  const loop = renderLoop('q', groups, isAllConstant, [
    `let number = q * ${lanes}u + lane;`,
    `if (number < ${trained.length}u) {`,
    `  let place = stateAt + ${place};`,
    ...copies,
    '}',
  ]);
  return way === 'in' ? `  var own: array<f32, ${groups}>;\n${loop}` : loop;
}

/** One sample: forward, loss, backward, and its share of every trained parameter's gradient. */
function renderSample(spec: FusedSpec): string {
  const { layers } = spec;
  const lines: string[] = [];
  const inputs = layers[0]?.inputs ?? 0;
  for (let i = 0; i < inputs; i++) lines.push(`let a0_${i} = samples[row + ${i}u];`);
  lines.push(`let coded = select(negative, positive, samples[row + ${inputs}u] > 0.5f);`);
  layers.forEach((layer, l) => {
    for (let unit = 0; unit < layer.units; unit++) {
      const terms = Array.from(
        { length: layer.inputs },
        (_, i) => `a${l}_${i} * w[${layer.kernelOffset + i * layer.units + unit}]`,
      );
      if (layer.biasOffset !== null) terms.push(`w[${layer.biasOffset + unit}]`);
      lines.push(`let z${l}_${unit} = ${terms.join(' + ')};`);
      lines.push(`let r${l}_${unit} = ${layer.activation}_both(z${l}_${unit}, alpha${l});`);
      lines.push(`let a${l + 1}_${unit} = r${l}_${unit}.x;`);
    }
  });
  const last = layers.length - 1;
  const slope =
    LOSSES[spec.loss].of === 'logits'
      ? `lossSlopeOf(z${last}_0, coded)`
      : `lossSlopeOf(a${last + 1}_0, coded) * r${last}_0.y`;
  lines.push(`let d${last}_0 = ${slope} * weight;`);
  const firstTrained = firstTrainedOf(spec);
  for (let l = last; l >= firstTrained; l--) {
    const layer = layers[l];
    if (!layer) continue;
    if (!layer.isFrozen)
      for (let unit = 0; unit < layer.units; unit++) {
        for (let i = 0; i < layer.inputs; i++)
          lines.push(`g[${layer.kernelOffset + i * layer.units + unit}] += a${l}_${i} * d${l}_${unit};`);
        if (layer.biasOffset !== null) lines.push(`g[${layer.biasOffset + unit}] += d${l}_${unit};`);
      }
    if (l === firstTrained) break;
    for (let i = 0; i < layer.inputs; i++) {
      const terms = Array.from(
        { length: layer.units },
        (_, unit) => `d${l}_${unit} * w[${layer.kernelOffset + i * layer.units + unit}]`,
      );
      lines.push(`let d${l - 1}_${i} = (${terms.join(' + ')}) * r${l - 1}_${i}.y;`);
    }
  }
  return lines.map((line) => `      ${line}`).join('\n');
}

/** Sums across lanes, the update of each lane's own parameters, and every lane's copy of the new weights. */
function renderUpdates(spec: FusedSpec, trained: readonly TrainedParameter[], lanes: number): string {
  const parts = Array.from({ length: Math.ceil(trained.length / lanes) }, (_, q) =>
    trained.slice(q * lanes, (q + 1) * lanes),
  );
  const lines: string[] = [];
  if (spec.clipping === 'norm' && parts.length > 0) {
    parts.forEach((part, q) => renderOwnGradient(part, q, lanes, lines));
    // Lanes without a parameter have gradient 0.
    const squares = parts.map((_, q) => `c${q} * c${q}`).join(' + ');
    lines.push(`let scale = scaleToNorm(subgroupAdd(${squares}), clippingLimit);`);
    parts.forEach((part, q) => {
      lines.push(`let g${q} = c${q} * scale;`);
      renderOwnUpdate(spec, part, q, lines);
    });
  } else {
    parts.forEach((part, q) => {
      renderOwnGradient(part, q, lanes, lines);
      lines.push(`let g${q} = c${q};`);
      renderOwnUpdate(spec, part, q, lines);
    });
  }
  return lines.map((line) => `    ${line}`).join('\n');
}

/** `wq` and `cq`: the weight that is the lane's own in group q, and its gradient with the penalty's, clipped by value. */
function renderOwnGradient(
  part: readonly TrainedParameter[],
  q: number,
  lanes: number,
  lines: string[],
): void {
  const places = part.map(({ place }) => `g[${place}]`);
  const sum = renderTransposedSum(places, lanes, `s${q}_`, lines);
  const isPenalised = part.map(({ isKernel }) => isKernel);
  lines.push(`let w${q} = own[${q}];`);
  lines.push(`let c${q} = clipped(${renderPenalised(sum, `w${q}`, isPenalised)}, clippingLimit);`);
}

/** The step of the lane's own weight in group q by `gq`, and all lanes' copies of what came of it. */
function renderOwnUpdate(
  spec: FusedSpec,
  part: readonly TrainedParameter[],
  q: number,
  lines: string[],
): void {
  const update = renderUpdate(spec);
  update.slots.forEach((_, slot) => lines.push(`let v${q}_${slot} = slot${slot}[${q}];`));
  const { statements, parameter, slots } = update.renderParameter(
    { w: `w${q}`, g: `g${q}`, rate: 'rate', slots: update.slots.map((_, slot) => `v${q}_${slot}`) },
    `u${q}_`,
  );
  lines.push(...statements);
  slots.forEach((text, slot) => lines.push(`slot${slot}[${q}] = ${text};`));
  lines.push(`let n${q} = ${parameter};`, `own[${q}] = n${q};`);
  part.forEach(({ place }, j) => lines.push(`w[${place}] = subgroupBroadcast(n${q}, ${j}u);`));
}

function renderPenalised(g: string, w: string, isPenalised: readonly boolean[]): string {
  if (!isPenalised.includes(true)) return g;
  const penalised = `withPenaltySlope(${g}, ${w}, penaltyRate)`;
  if (!isPenalised.includes(false)) return penalised;
  // Kernels and biases come in runs: count the lanes of each.
  const runs: { readonly end: number; readonly is: boolean }[] = [];
  isPenalised.forEach((is, at) => {
    if (runs.at(-1)?.is === is) runs.pop();
    runs.push({ end: at + 1, is });
  });
  const text = (run: boolean) => (run ? penalised : g);
  return runs
    .slice(0, -1)
    .reduceRight(
      (rest, { end, is }) => `select(${rest}, ${text(is)}, lane < ${end}u)`,
      text(runs.at(-1)?.is ?? false),
    );
}
