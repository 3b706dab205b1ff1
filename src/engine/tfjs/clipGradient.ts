/** Keeps a step's gradient within a limit, each entry by itself or all together, as tensors. To be called within `tf.tidy`. */
import * as tf from '@tensorflow/tfjs';
import type { ClippingSpec } from '../../domain/experiment';
import type { Constants } from './renderTensors';

/** Keeps a gradient of 0 from being divided by 0. */
const SMALLEST = 1e-30;

/** `gradient` is flat and 0 for what is not trained. A gradient whose norm is within the limit is multiplied by exactly 1. */
export function clipGradient(
  { id, limit }: ClippingSpec,
  gradient: tf.Tensor,
  constants: Constants,
): tf.Tensor {
  switch (id) {
    case 'none':
      return gradient;
    case 'value':
      return tf.minimum(constants.get(limit), tf.maximum(constants.get(-limit), gradient));
    case 'norm': {
      // Measured by its largest entry: gradients that need clipping may be too large to be squared in float32.
      const largest = tf.maximum(tf.max(tf.abs(gradient)), constants.get(SMALLEST));
      const norm = tf.sqrt(tf.sum(tf.square(tf.div(gradient, largest)))).mul(largest);
      return gradient.mul(tf.div(constants.get(limit), tf.maximum(norm, constants.get(limit))));
    }
    default: {
      const unknown: never = id;
      return unknown;
    }
  }
}
