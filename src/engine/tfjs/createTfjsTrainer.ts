/** Trains one network with tfjs, on whatever backend is set: gradients by tfjs' own derivatives of the formulas, updates by the formulas. */
import * as tf from '@tensorflow/tfjs';
import { fillBatchOrder } from '../../domain/batchOrder';
import type { NetworkSpec } from '../../domain/experiment';
import { resolveOutput } from '../../domain/formula/losses';
import { REGULARIZATIONS } from '../../domain/formula/regularizations';
import { buildInitialParameters } from '../../domain/initialParameters';
import { rateAtEpoch } from '../../domain/learningRate';
import { layoutParams } from '../../domain/paramLayout';
import type { SampleSet } from '../buildTrainingData';
import { advanceCursor, CURSOR_START } from '../cursor';
import type { Cursor, ReadRequest, Reading, Trainer, TrainerState } from '../trainer';
import type { TrainerSetup } from '../trainerSetup';
import { applySequential, buildSequential } from './buildSequential';
import type { SequentialNetwork } from './buildSequential';
import { clipGradient } from './clipGradient';
import { FlatState } from './FlatState';
import { LookTensors } from './LookTensors';
import { createConstants, renderTensors } from './renderTensors';
import type { Constants } from './renderTensors';

/** Every tensor is made on the present backend, which must stay until the trainer is disposed. */
export function createTfjsTrainer(setup: TrainerSetup): Trainer {
  return new TfjsTrainer(setup);
}

class TfjsTrainer implements Trainer {
  private readonly constants: Constants = createConstants();
  private readonly network: SequentialNetwork;
  private readonly state: FlatState;
  private readonly looks: LookTensors;
  /** 1 where a parameter belongs to a kernel that is trained. */
  private penalized: tf.Tensor;
  private spec: NetworkSpec;
  /** True where a parameter's layer is trained; null where all are. */
  private trained: tf.Tensor | null = null;
  private cursor: Cursor = CURSOR_START;
  /** The epoch's training set in its order, and its learning rate; null until they are needed. */
  private epoch: {
    readonly number: number;
    readonly rows: tf.Tensor;
    readonly targets: tf.Tensor;
    readonly rate: tf.Tensor;
  } | null = null;

  constructor(private readonly setup: TrainerSetup) {
    const { experiment, index } = setup;
    const spec = experiment.networks[index];
    if (!spec) throw new RangeError(`the experiment has no network ${index}`);
    this.spec = spec;
    const layout = layoutParams(experiment, index);
    this.network = buildSequential(spec, layout, this.constants);
    this.state = new FlatState(buildInitialParameters(experiment, index), this.constants);
    this.state.startOptimizer(spec.optimizer.id, null);
    this.looks = new LookTensors(setup);
    this.penalized = tf.keep(tf.scalar(0));
    this.followSpec();
    this.assignVariables();
  }

  tune(network: NetworkSpec): void {
    this.spec = network;
    // Rates and α that are no longer used would otherwise stay for as long as the trainer.
    this.constants.dispose();
    this.state.tuneOptimizer(network.optimizer.id);
    this.followSpec();
  }

  async train(steps: number): Promise<void> {
    for (let taken = 0; taken < steps; taken++) tf.tidy(() => this.takeStep());
    // Reading one number waits for all that was queued: the steps are done when this resolves.
    const probe = tf.tidy(() => this.state.parameters.slice([0], [1]));
    await probe.data();
    probe.dispose();
  }

  read(request: ReadRequest): Promise<Reading> {
    return this.looks.read(request, this.spec, this.network, this.state.parameters, this.constants);
  }

  async save(): Promise<TrainerState> {
    const all = tf.tidy(() =>
      tf.concat([this.state.parameters, ...this.state.list()].map((tensor) => tensor.flatten())),
    );
    const values = await all.data<'float32'>();
    all.dispose();
    return { ...this.state.split(values), optimizer: this.spec.optimizer.id, cursor: this.cursor };
  }

  load(state: TrainerState): Promise<void> {
    this.state.setParameters(tf.tensor1d(state.parameters));
    this.state.startOptimizer(this.spec.optimizer.id, state);
    this.cursor = state.cursor;
    this.assignVariables();
    return Promise.resolve();
  }

  dispose(): void {
    this.forgetEpoch();
    this.network.model.dispose();
    this.state.dispose();
    this.looks.dispose();
    tf.dispose([this.penalized, ...(this.trained ? [this.trained] : [])]);
    this.constants.dispose();
  }

  /** Brings everything that follows from the spec to its present state. */
  private followSpec(): void {
    const specs = [...this.spec.hidden, this.spec.output];
    this.network.activations.forEach((activation, index) => {
      activation.spec = specs[index]?.activation ?? activation.spec;
    });
    this.trained?.dispose();
    this.trained = specs.some(({ frozen }) => frozen)
      ? this.keepMask('bool', ({ layer }) => !specs[layer]?.frozen)
      : null;
    this.penalized.dispose();
    this.penalized = this.keepMask('float32', ({ layer, isKernel }) => isKernel && !specs[layer]?.frozen);
    // The labels' code and the rate may be others.
    this.forgetEpoch();
  }

  private takeStep(): void {
    const { rows, targets, rate } = this.prepareEpoch();
    const shape = { trainCount: this.setup.data.train.count, batchSize: this.spec.batchSize };
    const count = Math.min(shape.batchSize, shape.trainCount - this.cursor.used);
    const gradient = this.computeGradient(
      rows.slice([this.cursor.used, 0], [count, -1]),
      targets.slice([this.cursor.used, 0], [count, -1]),
    );
    const { id, clipping } = this.spec.optimizer;
    const clipped = clipGradient(clipping, this.addPenaltySlope(gradient), this.constants);
    this.state.update(id, rate, clipped, this.trained);
    this.assignVariables();
    this.cursor = advanceCursor(this.cursor, shape, 1);
    if (this.cursor.used === 0) this.forgetEpoch();
  }

  /** The gradient of the batch's mean loss, flat; 0 for what is frozen. */
  private computeGradient(rows: tf.Tensor, targets: tf.Tensor): tf.Tensor {
    const { loss } = resolveOutput(this.spec);
    const specs = [...this.spec.hidden, this.spec.output];
    const { variables } = this.network;
    const trained = variables.filter(({ layer }) => !specs[layer]?.frozen).map(({ variable }) => variable);
    if (trained.length === 0) return tf.zerosLike(this.state.parameters);
    const { grads } = tf.variableGrads(() => {
      const last = applySequential(this.network, rows).at(-1);
      if (!last) throw new Error('the network has no layer');
      const p = loss.of === 'logits' ? last.z : last.output;
      return renderTensors(loss.value, { p, y: targets }, this.constants).mean().asScalar();
    }, trained);
    return tf.concat(
      variables.map(({ variable, size }) => grads[variable.name]?.flatten() ?? tf.zeros([size])),
    );
  }

  private addPenaltySlope(gradient: tf.Tensor): tf.Tensor {
    const { id, rate } = this.spec.regularization;
    if (id === 'none') return gradient;
    const slope = renderTensors(
      REGULARIZATIONS[id].slope,
      { w: this.state.parameters, rate: this.constants.get(rate) },
      this.constants,
    );
    return gradient.add(slope.mul(this.penalized));
  }

  /** Puts the flat parameters into the model's variables. */
  private assignVariables(): void {
    tf.tidy(() => {
      for (const { variable, offset, size } of this.network.variables)
        variable.assign(this.state.parameters.slice([offset], [size]).reshape(variable.shape));
    });
  }

  private prepareEpoch() {
    if (this.epoch?.number === this.cursor.epoch) return this.epoch;
    this.forgetEpoch();
    const { train } = this.setup.data;
    const order = new Uint32Array(train.count);
    fillBatchOrder(order, this.setup.experiment.data.seed, this.cursor.epoch);
    const { rows, targets } = orderSamples(train, order, this.setup.data.width, this.spec);
    this.epoch = {
      number: this.cursor.epoch,
      rows: tf.keep(rows),
      targets: tf.keep(targets),
      rate: tf.keep(tf.scalar(rateAtEpoch(this.spec.optimizer, this.cursor.epoch))),
    };
    return this.epoch;
  }

  private forgetEpoch(): void {
    if (this.epoch) tf.dispose([this.epoch.rows, this.epoch.targets, this.epoch.rate]);
    this.epoch = null;
  }

  private keepMask(
    dtype: 'float32' | 'bool',
    isIn: (variable: SequentialNetwork['variables'][number]) => boolean,
  ): tf.Tensor {
    return tf.tidy(() =>
      tf.keep(
        tf
          .concat(this.network.variables.map((variable) => tf.fill([variable.size], isIn(variable) ? 1 : 0)))
          .cast(dtype),
      ),
    );
  }
}

/** A set's features `[count, width]` and coded classes `[count, 1]` in the order of an epoch. */
function orderSamples(set: SampleSet, order: Uint32Array, width: number, spec: NetworkSpec) {
  const { rule } = resolveOutput(spec);
  const features = new Float32Array(order.length * width);
  const targets = new Float32Array(order.length);
  order.forEach((sample, row) => {
    features.set(set.features.subarray(sample * width, (sample + 1) * width), row * width);
    targets[row] = (set.classes[sample] ?? 0) > 0.5 ? rule.positive : rule.negative;
  });
  return {
    rows: tf.tensor2d(features, [order.length, width]),
    targets: tf.tensor2d(targets, [order.length, 1]),
  };
}
