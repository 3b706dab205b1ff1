/** The tensors that a run carries from step to step, flat as `layoutParams` orders them: parameters, the optimiser's slots and scalars. */
import * as tf from '@tensorflow/tfjs';
import { OPTIMIZERS } from '../../domain/formula/optimizers';
import type { OptimizerId } from '../../domain/ids';
import type { TrainerState } from '../trainer';
import { renderTensors } from './renderTensors';
import type { Constants } from './renderTensors';

type Tensors = Readonly<Record<string, tf.Tensor>>;

export class FlatState {
  parameters: tf.Tensor;
  private slots: Tensors = {};
  private scalars: Tensors = {};
  private optimizer: OptimizerId | null = null;

  constructor(
    parameters: Float32Array,
    private readonly constants: Constants,
  ) {
    this.parameters = tf.keep(tf.tensor1d(parameters));
  }

  /** Slots and scalars of `optimizer` as they start, or as `state` has them if it is of the same optimiser. */
  startOptimizer(optimizer: OptimizerId, state: TrainerState | null): void {
    const { slots, scalars } = OPTIMIZERS[optimizer];
    const saved = state?.optimizer === optimizer ? state : null;
    const { size } = this.parameters;
    this.replaceOptimizer(
      mapValues(slots, (start, _, number) => {
        const values = saved?.slots[number];
        return values ? tf.tensor1d(values) : tf.fill([size], start);
      }),
      mapValues(scalars, (start, name) => tf.scalar(saved?.scalars[name] ?? start)),
    );
    this.optimizer = optimizer;
  }

  /** Keeps slots and scalars if the optimiser is the same, else starts it fresh. */
  tuneOptimizer(optimizer: OptimizerId): void {
    if (optimizer !== this.optimizer) this.startOptimizer(optimizer, null);
  }

  setParameters(parameters: tf.Tensor): void {
    this.parameters.dispose();
    this.parameters = tf.keep(parameters);
  }

  /** One step along `gradient`, flat as the parameters, at a rate that is a scalar. Where `trained` is given and 0, parameters and slots stay. */
  update(optimizer: OptimizerId, rate: tf.Tensor, gradient: tf.Tensor, trained: tf.Tensor | null): void {
    const { update } = OPTIMIZERS[optimizer];
    const old: Tensors = {
      w: this.parameters,
      g: gradient,
      rate,
      ...this.slots,
      ...this.scalars,
    };
    const render = (expr: typeof update.parameter, env: Tensors) => renderTensors(expr, env, this.constants);
    const slots = mapValues(update.slots, (expr) => render(expr, old));
    // The parameter's formula sees the new slots.
    const parameters = render(update.parameter, { ...old, ...slots });
    const scalars = mapValues(update.scalars, (expr) => render(expr, old));
    const keepFrozen = (next: tf.Tensor, before: tf.Tensor | undefined) =>
      trained && before ? tf.where(trained, next, before) : next;
    const next = keepFrozen(parameters, this.parameters);
    this.replaceOptimizer(
      mapValues(slots, (slot, name) => keepFrozen(slot, this.slots[name])),
      scalars,
    );
    this.setParameters(next);
  }

  /** Slots, then scalars: the order of `split`. */
  list(): tf.Tensor[] {
    return [...Object.values(this.slots), ...Object.values(this.scalars)];
  }

  /** What `list` gave, read back into one array after the parameters. */
  split(values: Float32Array): Pick<TrainerState, 'parameters' | 'slots' | 'scalars'> {
    const { size } = this.parameters;
    const slotCount = Object.keys(this.slots).length;
    const part = (number: number) => values.slice(number * size, (number + 1) * size);
    return {
      parameters: part(0),
      slots: Array.from({ length: slotCount }, (_, number) => part(1 + number)),
      scalars: mapValues(
        this.scalars,
        (_tensor, _name, number) => values[(1 + slotCount) * size + number] ?? NaN,
      ),
    };
  }

  dispose(): void {
    tf.dispose([this.parameters, ...this.list()]);
  }

  private replaceOptimizer(slots: Tensors, scalars: Tensors): void {
    const before = this.list();
    for (const tensor of [...Object.values(slots), ...Object.values(scalars)]) tf.keep(tensor);
    this.slots = slots;
    this.scalars = scalars;
    tf.dispose(before);
  }
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From, name: string, number: number) => To,
): Record<string, To> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value], number) => [name, map(value, name, number)]),
  );
}
