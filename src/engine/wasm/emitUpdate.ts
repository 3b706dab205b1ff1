/** Writes the optimiser's step of four neighbouring parameters, and what of it is the same for all of them; clips gradients before. */
import { emitClipByValue, emitNormScale, findTrained } from './emitClipping';
import { emitFlush } from './emitMath';
import { shift, VECTOR_BYTES } from './functionBuilder';
import type { FunctionBuilder, Place } from './functionBuilder';
import { hoistInvariants } from './hoistInvariants';
import { CELL } from './kernelLayout';
import type { KernelLayout } from './kernelLayout';
import { LANES } from './kernelSpec';
import type { KernelSpec } from './kernelSpec';
import { OP } from './opcodes';
import { prepareFormulas, renderWasm } from './renderWasm';
import type { Source } from './renderWasm';

/**
 * Numbers that decay towards 0 would in the end be denormal and slow every later step down; below these limits they are 0. A gradient's square must
 * stay normal after a factor of 0.001. No optimiser lets such gradients move a parameter: each adds an epsilon of 1e-7.
 */
const MIN_GRADIENT = 2 ** -58;
const MIN_STORED = 2 ** -96;

/** Which of four parameters are a kernel's, and so are penalised. */
export type PenalizedLanes = 'all' | 'none' | readonly boolean[];

export interface Update {
  /** Computes what is the same for all parameters; to be written at the beginning of each step. */
  begin(): void;
  /**
   * Updates the four parameters at `place` and their slots with the gradients in local `gradient`, which is used up. Where all gradients are clipped
   * together, it only puts them aside. To be written for all parameters of all trained layers.
   */
  emit(place: Place, gradient: number, penalized: PenalizedLanes): void;
  /** Updates the parameters whose gradients were put aside, and moves the scalars on; to be written at the end of each step. */
  end(): void;
}

export function planUpdate(
  f: FunctionBuilder,
  spec: KernelSpec,
  layout: KernelLayout,
  network: Place,
): Update {
  const { update } = spec.optimizer;
  const slotNames = Object.keys(spec.optimizer.slots);
  const scalarNames = Object.keys(spec.optimizer.scalars);
  const slotExprs = slotNames.map((name) => {
    const expr = update.slots[name];
    if (!expr) throw new RangeError(`the optimiser does not update ${name}`);
    return expr;
  });
  const { exprs, invariants } = hoistInvariants(
    [...slotExprs, update.parameter],
    new Set(['w', 'g', ...slotNames]),
  );
  const slotFormulas = prepareFormulas(exprs.slice(0, slotNames.length));
  const parameterFormula = prepareFormulas(exprs.slice(slotNames.length));
  const penaltyFormula = spec.penaltySlope && prepareFormulas([spec.penaltySlope]);
  const cells: Record<string, Source> = {
    rate: { kind: 'number', place: shift(network, CELL.learningRate) },
  };
  scalarNames.forEach((name, index) => {
    cells[name] = { kind: 'number', place: shift(network, CELL.scalars + 4 * index) };
  });
  const constants: Record<string, Source> = { ...cells };
  for (const name of Object.keys(invariants)) constants[name] = { kind: 'local', local: f.take('v128') };

  /** Adds what the penalties of the parameters in local `w` are to local `g`. */
  const emitPenalty = (w: number, g: number, penalized: PenalizedLanes): void => {
    if (!penaltyFormula || penalized === 'none') return;
    const [slope] = penaltyFormula.emit(f, {
      w: { kind: 'local', local: w },
      rate: { kind: 'number', place: shift(network, CELL.penaltyRate) },
    });
    if (slope === undefined) return;
    f.get(g).get(slope);
    if (penalized !== 'all') f.laneMask(penalized).op(OP.and);
    f.op(OP.add).set(g);
    f.release('v128', slope);
  };

  /** The step of the parameters in local `w`, which came from `place`; both locals are used up, and `w` is released. */
  const emitStep = (place: Place, w: number, gradient: number): void => {
    emitFlush(f, gradient, MIN_GRADIENT);
    const slotPlaces = slotNames.map((_, index) => shift(place, (index + 1) * layout.parameterBytes));
    const sources: Record<string, Source> = {
      ...constants,
      w: { kind: 'local', local: w },
      g: { kind: 'local', local: gradient },
    };
    slotNames.forEach((name, index) => {
      const slot = slotPlaces[index];
      if (slot) sources[name] = { kind: 'lanes', place: slot };
    });
    const slots = slotFormulas.emit(f, sources);
    slots.forEach((slot, index) => {
      emitFlush(f, slot, MIN_STORED);
      const slotPlace = slotPlaces[index];
      const name = slotNames[index];
      if (!slotPlace || name === undefined) return;
      f.store(slotPlace, slot);
      sources[name] = { kind: 'local', local: slot };
    });
    const values = parameterFormula.emit(f, sources);
    for (const value of values) {
      emitFlush(f, value, MIN_STORED);
      f.store(place, value);
    }
    f.release('v128', w, ...slots, ...values);
  };

  const trained = findTrained(layout);
  /** The step of all parameters with the gradients that were put aside. */
  const emitStepsFromAside = (): void => {
    const scale = emitNormScale(f, layout, network, trained);
    const gradient = f.take('v128');
    const parameters = shift(network, layout.parameters);
    for (const { start, length } of trained)
      f.repeat(
        length / LANES,
        true,
        [{ place: shift(parameters, 4 * start), step: VECTOR_BYTES }],
        ([place]) => {
          const w = f.take('v128');
          f.load(place).set(w);
          f.load(shift(place, layout.gradients)).get(scale).op(OP.mul).set(gradient);
          emitStep(place, w, gradient);
        },
      );
    f.release('v128', scale, gradient);
  };

  return {
    begin: () => {
      const names = Object.keys(invariants);
      const values = renderWasm(f, Object.values(invariants), cells);
      values.forEach((value, index) => {
        const source = constants[names[index] ?? ''];
        if (source?.kind === 'local') f.get(value).set(source.local);
      });
      f.release('v128', ...values);
    },
    emit: (place, gradient, penalized) => {
      const w = f.take('v128');
      f.load(place).set(w);
      emitPenalty(w, gradient, penalized);
      if (spec.clipping === 'value') emitClipByValue(f, gradient, network);
      if (spec.clipping === 'norm') {
        emitFlush(f, gradient, MIN_GRADIENT);
        f.store(shift(place, layout.gradients), gradient);
        f.release('v128', w);
      } else emitStep(place, w, gradient);
    },
    end: () => {
      if (spec.clipping === 'norm' && trained.length > 0) emitStepsFromAside();
      const next = renderWasm(
        f,
        scalarNames.map((name) => update.scalars[name] ?? { kind: 'variable', name }),
        cells,
      );
      next.forEach((value, index) => {
        emitFlush(f, value, MIN_STORED);
        f.storeFirstLane(shift(network, CELL.scalars + 4 * index), value);
      });
      f.release('v128', ...next);
    },
  };
}
