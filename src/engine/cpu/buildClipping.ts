/** Keeps a step's gradients within a limit, each by itself or all together; reads no parameters. */
import type { ClippingSpec } from '../../domain/experiment';
import { scaleBy } from './denseLoops';
import type { FloatArray } from './floatArray';

/** A part of the parameter array, from `start` to `end - 1`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Works on `gradients` in place, within `trained` only. `value`: each to [-limit, limit]. `norm`: all of them times limit / ‖g‖ where their norm ‖g‖
 * is larger than the limit (Pascanu et al. 2013), which keeps the direction.
 */
export function buildClipping(
  { id, limit }: ClippingSpec,
  gradients: FloatArray,
  trained: readonly Span[],
): () => void {
  const parts = trained.map(({ start, end }) => gradients.subarray(start, end));
  switch (id) {
    case 'none':
      return () => undefined;
    case 'value':
      return () => {
        for (const part of parts)
          part.forEach((value, at) => (part[at] = Math.min(limit, Math.max(-limit, value))));
      };
    case 'norm':
      return () => {
        let sum = 0;
        for (const part of parts) for (const value of part) sum += value * value;
        const norm = Math.sqrt(sum);
        if (norm > limit) for (const part of parts) scaleBy(part, limit / norm, part.length);
      };
    default: {
      const unknown: never = id;
      return unknown;
    }
  }
}
