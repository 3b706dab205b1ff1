/**
 * The WGSL of the kernel that every adapter can run: one workgroup trains one network for many steps. Loops are rolled; threads share out
 * (sample, unit) pairs, then parameters; a barrier stands between two phases. Places are `planTile`'s, formulas `renderFormulas`'.
 */
import { LOSSES } from '../../domain/formula/losses';
import { firstTrainedOf, rowsOf } from './fusedSpec';
import type { FusedLayer, FusedSpec } from './fusedSpec';
import { layoutState, MEMBER_STRUCT } from './memberLayout';
import type { TileLayer, TilePlan } from './planTile';
import { renderFormulas, renderUpdate, scalarName } from './renderFormulas';

/** What all training kernels bind, at these numbers. */
export const TRAIN_BINDINGS = `
@group(0) @binding(0) var<storage, read_write> state: array<f32>;
@group(0) @binding(1) var<storage, read> members: array<Member>;
@group(0) @binding(2) var<storage, read> order: array<u32>;
@group(0) @binding(3) var<storage, read> samples: array<f32>;
@group(0) @binding(4) var<storage, read_write> scratch: array<f32>;
`;

/** After the last step of an epoch the next one's rate holds. */
export const END_OF_EPOCH = `    if (used >= trainCount) {
      used = 0u;
      epoch += 1u;
      rate = bitcast<f32>(order[rateAt + epoch]);
    }`;

/** `threads` is the size of the workgroup. */
export function renderBaseline(spec: FusedSpec, plan: TilePlan, threads: number): string {
  const { isTileShared, areWeightsShared, tileLength, weightsLength } = plan;
  return [
    MEMBER_STRUCT,
    TRAIN_BINDINGS,
    isTileShared ? `var<workgroup> tile: array<f32, ${tileLength}>;\n` : '',
    areWeightsShared ? `var<workgroup> weights: array<f32, ${weightsLength}>;\n` : '',
    spec.clipping === 'norm' ? `var<workgroup> squares: array<f32, ${threads}>;\n` : '',
    renderFormulas(spec),
    new BaselineWriter(spec, plan, threads).render(),
  ].join('');
}

class BaselineWriter {
  private readonly pairs: readonly { readonly layer: FusedLayer; readonly place: TileLayer }[];
  private readonly barrier: string;

  constructor(
    private readonly spec: FusedSpec,
    private readonly plan: TilePlan,
    private readonly threads: number,
  ) {
    this.pairs = spec.layers.map((layer, index) => {
      const place = plan.layers[index];
      if (!place) throw new RangeError('the plan is not the network’s');
      return { layer, place };
    });
    const isAllShared = plan.isTileShared && plan.areWeightsShared;
    this.barrier = isAllShared ? 'workgroupBarrier();' : 'storageBarrier(); workgroupBarrier();';
  }

  render(): string {
    const { scalars } = renderUpdate(this.spec);
    const state = layoutState(this.spec.count);
    const update = renderUpdate(this.spec);
    return `
@compute @workgroup_size(${this.threads})
fn train(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3u) {
  let member = group.x;
  let steps = members[member].steps;
  let batchSize = members[member].batchSize;
  let trainCount = members[member].trainCount;
  let sampleOffset = members[member].sampleOffset;
  let stateAt = members[member].stateOffset;
  let scratchAt = members[member].scratchOffset;
  let rateAt = members[member].rateOffset;
  let clippingLimit = members[member].clippingLimit;
  let penaltyRate = members[member].penaltyRate;
  let negative = members[member].negative;
  let positive = members[member].positive;
${this.spec.layers.map((_, l) => `  let alpha${l} = members[member].alphas[${l}];`).join('\n')}
${scalars.map(({ name }, at) => `  var ${scalarName(name)} = state[stateAt + ${state.scalars + at}u];`).join('\n')}
  var used = members[member].used;
  var next = members[member].orderOffset;
  var epoch = 0u;
  var rate = bitcast<f32>(order[rateAt]);
${this.renderCopyWeights('in')}
${this.renderOnes()}
  ${this.barrier}
  for (var step = 0u; step < steps; step++) {
    let count = min(batchSize, trainCount - used);
    let share = 1.0f / f32(count);
    for (var done = 0u; done < count; done += ${this.plan.rows}u) {
      let rows = min(${this.plan.rows}u, count - done);
${this.renderLoadRows()}
      ${this.barrier}
${this.pairs.map((_, index) => this.renderForward(index)).join('')}
${this.renderBackward()}
${this.renderGradients()}
      ${this.barrier}
    }
${update
  .renderScalars()
  .map((line) => `    ${line}`)
  .join('\n')}
    next += count;
    used += count;
${END_OF_EPOCH}
  }
${this.renderCopyWeights('out')}
  if (thread == 0u) {
${scalars.map(({ name }, at) => `    state[stateAt + ${state.scalars + at}u] = ${scalarName(name)};`).join('\n')}
  }
}
`;
  }

  private tileAt(index: string): string {
    return this.plan.isTileShared ? `tile[${index}]` : `scratch[scratchAt + ${this.spec.count}u + ${index}]`;
  }

  private weightAt(index: string): string {
    return this.plan.areWeightsShared ? `weights[${index}]` : `state[stateAt + ${index}]`;
  }

  /** A loop in which thread t takes items t, t + threads, … */
  private overItems(count: string, body: string): string {
    return `      for (var item = thread; item < ${count}; item += ${this.threads}u) {\n${body}      }\n`;
  }

  /** Shared weights come from the state and go back to it; weights in storage are the state. */
  private renderCopyWeights(way: 'in' | 'out'): string {
    if (!this.plan.areWeightsShared) return '';
    return this.pairs
      .map(({ layer, place }) => {
        const shared = `weights[${place.weightAt}u + (item / ${layer.units}u) * ${place.weightStride}u + item % ${layer.units}u]`;
        const stored = `state[stateAt + ${layer.kernelOffset}u + item]`;
        const copy = way === 'in' ? `${shared} = ${stored};` : `${stored} = ${shared};`;
        return this.overItems(`${rowsOf(layer) * layer.units}u`, `        ${copy}\n`);
      })
      .join('');
  }

  /** The inputs that are always 1 and make a bias a weight like others. */
  private renderOnes(): string {
    return this.pairs
      .filter(({ layer }) => layer.biasOffset !== null)
      .map(({ layer, place }) => {
        const slot = this.tileAt(`${place.inputAt + layer.inputs}u + item * ${place.inputStride}u`);
        return this.overItems(`${this.plan.rows}u`, `        ${slot} = 1.0f;\n`);
      })
      .join('');
  }

  /** Features and coded class of the tile's samples. */
  private renderLoadRows(): string {
    const [first] = this.pairs;
    if (!first) return '';
    const { inputs } = first.layer;
    const width = inputs + 1;
    const body = `        let row = item / ${width}u;
        let column = item % ${width}u;
        let value = samples[(sampleOffset + order[next + done + row]) * ${width}u + column];
        if (column < ${inputs}u) {
          ${this.tileAt(`${first.place.inputAt}u + row * ${first.place.inputStride}u + column`)} = value;
        } else {
          ${this.tileAt(`${this.plan.targets}u + row`)} = select(negative, positive, value > 0.5f);
        }
`;
    return this.overItems(`rows * ${width}u`, body);
  }

  /** z = x · kernel + bias; f(z) goes to the next layer's inputs, f'(z) to this layer's deltas, where the way back finds it. */
  private renderForward(index: number): string {
    const { layer, place } = this.pairs[index] ?? raise();
    const next = this.pairs[index + 1];
    const delta = this.tileAt(`${place.deltaAt}u + row * ${place.deltaStride}u + unit`);
    const store = next
      ? `        ${this.tileAt(`${next.place.inputAt}u + row * ${next.place.inputStride}u + unit`)} = result.x;\n        ${delta} = result.y;\n`
      : this.renderLoss(delta);
    const body = `        let row = item / ${layer.units}u;
        let unit = item % ${layer.units}u;
        var z = 0.0f;
        for (var i = 0u; i < ${rowsOf(layer)}u; i++) {
          z += ${this.tileAt(`${place.inputAt}u + row * ${place.inputStride}u + i`)} * ${this.weightAt(`${place.weightAt}u + i * ${place.weightStride}u + unit`)};
        }
        let result = ${layer.activation}_both(z, alpha${index});
${store}`;
    return `${this.overItems(`rows * ${layer.units}u`, body)}      ${this.barrier}\n`;
  }

  /** dL/dz of the output, L being the mean loss of the batch; for a loss of the prediction, by way of f'(z). */
  private renderLoss(delta: string): string {
    const target = this.tileAt(`${this.plan.targets}u + row`);
    const slope =
      LOSSES[this.spec.loss].of === 'logits'
        ? `lossSlopeOf(z, ${target})`
        : `lossSlopeOf(result.x, ${target}) * result.y`;
    return `        ${delta} = ${slope} * share;\n`;
  }

  /** dL/dz of each layer below the last, in place of f'(z): dL/da = deltas · kernelᵀ. */
  private renderBackward(): string {
    const parts: string[] = [];
    for (let index = this.pairs.length - 1; index > firstTrainedOf(this.spec); index--) {
      const { layer, place } = this.pairs[index] ?? raise();
      const below = this.pairs[index - 1] ?? raise();
      const target = this.tileAt(`${below.place.deltaAt}u + row * ${below.place.deltaStride}u + input`);
      const body = `        let row = item / ${layer.inputs}u;
        let input = item % ${layer.inputs}u;
        var sum = 0.0f;
        for (var u = 0u; u < ${layer.units}u; u++) {
          sum += ${this.tileAt(`${place.deltaAt}u + row * ${place.deltaStride}u + u`)} * ${this.weightAt(`${place.weightAt}u + input * ${place.weightStride}u + u`)};
        }
        ${target} *= sum;
`;
      parts.push(`${this.overItems(`rows * ${layer.inputs}u`, body)}      ${this.barrier}\n`);
    }
    return parts.join('');
  }

  /**
   * A thread takes one trained parameter: its gradient over the tile's rows, added to that of earlier tiles; after the last tile, its update.
   * It alone touches that parameter's gradient and slots, so no barrier is needed for them. Clipping by norm needs all gradients first.
   */
  private renderGradients(): string {
    const trained = this.pairs.filter(({ layer }) => !layer.isFrozen);
    const total = trained.reduce((sum, { layer }) => sum + rowsOf(layer) * layer.units, 0);
    if (total === 0) return '';
    const gradient = 'scratch[scratchAt + parameter]';
    const isByNorm = this.spec.clipping === 'norm';
    const body = `${this.renderPlaces()}        var sum = 0.0f;
        for (var row = 0u; row < rows; row++) {
          sum += ${this.tileAt('inputAt')} * ${this.tileAt('deltaAt')};
          inputAt += inputStride;
          deltaAt += deltaStride;
        }
        if (done > 0u) { sum += ${gradient}; }
        if (done + rows < count) {
          ${gradient} = sum;
        } else {
          let w = ${this.weightAt('weight')};
          let g = clipped(select(sum, withPenaltySlope(sum, w, penaltyRate), isKernel), clippingLimit);
${isByNorm ? `          ${gradient} = g;\n          ownSquares += g * g;\n` : this.renderParameterUpdate()}        }
`;
    const items = this.overItems(`${total}u`, body);
    if (!isByNorm) return items;
    const scaled = `${this.renderPlaces()}        let w = ${this.weightAt('weight')};
        let g = ${gradient} * scale;
${this.renderParameterUpdate()}`;
    return `      var ownSquares = 0.0f;
${items}      if (done + rows >= count) {
        squares[thread] = ownSquares;
        workgroupBarrier();
        var allSquares = 0.0f;
        for (var at = 0u; at < ${this.threads}u; at++) { allSquares += squares[at]; }
        let scale = scaleToNorm(allSquares, clippingLimit);
${this.overItems(`${total}u`, scaled)}      }
`;
  }

  /** Where trained parameter number `item` stands, among parameters and weights, and what its gradient is made of. */
  private renderPlaces(): string {
    let first = 0;
    const branches = this.pairs
      .filter(({ layer }) => !layer.isFrozen)
      .map(({ layer, place }) => {
        const { units, inputs } = layer;
        const size = rowsOf(layer) * units;
        const branch = `if (item < ${first + size}u) {
          let k = item - ${first}u;
          let i = k / ${units}u;
          let u = k % ${units}u;
          parameter = ${layer.kernelOffset}u + k;
          weight = ${place.weightAt}u + i * ${place.weightStride}u + u;
          isKernel = i < ${inputs}u;
          inputAt = ${place.inputAt}u + i;
          inputStride = ${place.inputStride}u;
          deltaAt = ${place.deltaAt}u + u;
          deltaStride = ${place.deltaStride}u;
        }`;
        first += size;
        return branch;
      });
    return `        var parameter = 0u;
        var weight = 0u;
        var isKernel = false;
        var inputAt = 0u;
        var inputStride = 0u;
        var deltaAt = 0u;
        var deltaStride = 0u;
        ${branches.join(' else ')}
`;
  }

  /** One step of the parameter `w` with the gradient `g`, and of its slots. */
  private renderParameterUpdate(): string {
    const state = layoutState(this.spec.count);
    const update = renderUpdate(this.spec);
    const slotAt = (at: number) => `state[stateAt + ${state.slots[at] ?? 0}u + parameter]`;
    const { statements, parameter, slots } = update.renderParameter(
      { w: 'w', g: 'g', rate: 'rate', slots: update.slots.map((_, at) => `slot${at}`) },
      'u',
    );
    return [
      ...update.slots.map((_, at) => `let slot${at} = ${slotAt(at)};`),
      ...statements,
      ...slots.map((text, at) => `${slotAt(at)} = ${text};`),
      `${this.weightAt('weight')} = ${parameter};`,
    ]
      .map((line) => `          ${line}\n`)
      .join('');
  }
}

function raise(): never {
  throw new RangeError('the network has no such layer');
}
