/** Where a network's numbers stand in the buffers that all kernels share; a fleet's networks follow each other. Sizes and places only. */
import { LIMITS } from '../../domain/limits';

/** Most numbers per parameter that any optimiser keeps; room is left for all, so that changing the optimiser moves nothing. */
export const MAX_SLOTS = 2;
export const MAX_SCALARS = 4;
export const MAX_LAYERS = LIMITS.hiddenLayers.max + 1;

/** Floats of one network's state: parameters as `layoutParams` orders them, each slot likewise, then the optimiser's scalars. */
export interface StateLayout {
  readonly parameters: number;
  readonly slots: readonly number[];
  readonly scalars: number;
  readonly length: number;
}

export function layoutState(parameterCount: number): StateLayout {
  const slots = Array.from({ length: MAX_SLOTS }, (_, slot) => (1 + slot) * parameterCount);
  const scalars = (1 + MAX_SLOTS) * parameterCount;
  return { parameters: 0, slots, scalars, length: scalars + MAX_SCALARS };
}

/** 32-bit words of a network's cells: where it stands and what may be tuned while it trains. */
export const CELL = {
  /** u32: steps to take in this dispatch. */
  steps: 0,
  /** u32: samples of the present epoch already used. */
  used: 1,
  /** u32 */
  batchSize: 2,
  /** u32: training samples. */
  trainCount: 3,
  /** u32: where in the order buffer the first sample of this dispatch stands. */
  orderOffset: 4,
  /** u32: row of the network's first training sample. */
  sampleOffset: 5,
  /** u32: float at which the network's state begins. */
  stateOffset: 6,
  /** u32: float at which the network's scratch begins. */
  scratchOffset: 7,
  /** u32: where in the order buffer the learning rates of the epochs of this dispatch stand, as bits. */
  rateOffset: 8,
  /** f32 from here on. */
  penaltyRate: 9,
  clippingLimit: 10,
  negative: 11,
  positive: 12,
  threshold: 13,
  /** One for each layer. */
  alphas: 14,
} as const;

export const CELL_WORDS = CELL.alphas + MAX_LAYERS;

/** The WGSL of a network's cells; its fields are the words of `CELL`, in that order. */
export const MEMBER_STRUCT = `
struct Member {
  steps: u32,
  used: u32,
  batchSize: u32,
  trainCount: u32,
  orderOffset: u32,
  sampleOffset: u32,
  stateOffset: u32,
  scratchOffset: u32,
  rateOffset: u32,
  penaltyRate: f32,
  clippingLimit: f32,
  negative: f32,
  positive: f32,
  threshold: f32,
  alphas: array<f32, ${MAX_LAYERS}>,
}
`;

/** What a look does with its rows. */
export const LOOK = { metrics: 0, boundary: 1, maps: 2 } as const;

/** 32-bit words of one job of a look. */
export const JOB_WORDS = 8;

/** Fields of a job: u32 each. `out` and `outLength` count floats within a network's part of what is read back. */
export const JOB_STRUCT = `
struct Job {
  firstGroup: u32,
  count: u32,
  firstRow: u32,
  out: u32,
  kind: u32,
  outLength: u32,
  padding0: u32,
  padding1: u32,
}
`;
