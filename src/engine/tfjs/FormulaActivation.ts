/** A layer of tfjs that applies an activation of `domain/formula`; has no weights. */
import * as tf from '@tensorflow/tfjs';
import type { ActivationSpec } from '../../domain/experiment';
import { ACTIVATIONS } from '../../domain/formula/activations';
import { renderTensors } from './renderTensors';
import type { Constants } from './renderTensors';

export class FormulaActivation extends tf.layers.Layer {
  static readonly className = 'FormulaActivation';

  constructor(
    /** May be replaced while training. */
    public spec: ActivationSpec,
    private readonly constants: Constants,
  ) {
    super({});
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const z = Array.isArray(inputs) ? inputs[0] : inputs;
    if (!z) throw new RangeError('an activation needs an input');
    const { id, alpha } = this.spec;
    return tf.tidy(() =>
      renderTensors(ACTIVATIONS[id].value, { z, alpha: this.constants.get(alpha) }, this.constants),
    );
  }
}
