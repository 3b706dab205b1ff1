/** What a fused kernel is made for: a network's shape and formulas, without anything that can be tuned while it trains. Plain data; its text is the key under which pipelines are kept. */
import type { NetworkSpec } from '../../domain/experiment';
import { resolveOutput } from '../../domain/formula/losses';
import type { ActivationId, ClippingId, LossId, OptimizerId } from '../../domain/ids';
import type { LayerLayout, ParamLayout } from '../../domain/paramLayout';

export interface FusedLayer extends LayerLayout {
  readonly activation: ActivationId;
  readonly isFrozen: boolean;
}

export interface FusedSpec {
  /** Hidden layers, then the output layer. */
  readonly layers: readonly FusedLayer[];
  /** Parameters of a network. */
  readonly count: number;
  readonly loss: LossId;
  readonly optimizer: OptimizerId;
  readonly penalty: 'none' | 'l1' | 'l2';
  readonly clipping: ClippingId;
}

/** Rates, alphas, batch size and label coding are missing on purpose: they stand in the network's cells. Throws RangeError where loss and output do not go together, or the layout is another's. */
export function buildFusedSpec(network: NetworkSpec, layout: ParamLayout): FusedSpec {
  const specs = [...network.hidden, network.output];
  const isOfLayout =
    specs.length === layout.layers.length &&
    layout.layers.every(({ units, biasOffset }, index) => {
      const layer = network.hidden[index];
      return (layer ?? network.output).bias === (biasOffset !== null) && (!layer || layer.units === units);
    });
  if (!isOfLayout) throw new RangeError('the layout is not the network’s');
  if (layout.layers.at(-1)?.units !== 1) throw new RangeError('the network does not end in one unit');
  const { lossId } = resolveOutput(network);
  return {
    layers: layout.layers.map((shape, index) => {
      const { activation, frozen } = specs[index] ?? network.output;
      return { ...shape, activation: activation.id, isFrozen: frozen };
    }),
    count: layout.count,
    loss: lossId,
    optimizer: network.optimizer.id,
    penalty: network.regularization.id,
    clipping: network.optimizer.clipping.id,
  };
}

/** Index of the first layer that is trained; deltas are not followed below it. As many as there are layers if none is. */
export function firstTrainedOf({ layers }: FusedSpec): number {
  const index = layers.findIndex(({ isFrozen }) => !isFrozen);
  return index < 0 ? layers.length : index;
}

/** The rows of a layer's parameters as one matrix `[rows, units]`: the bias is the last row, fed with a constant 1. */
export const rowsOf = ({ inputs, biasOffset }: LayerLayout): number => inputs + (biasOffset === null ? 0 : 1);
