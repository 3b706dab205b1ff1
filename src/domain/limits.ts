/** What is permitted, once: controls, the parser and the tests read the same table. Ranges are inclusive. */

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

const range = (min: number, max: number): Range => ({ min, max, integer: false });
const whole = (min: number, max: number): Range => ({ min, max, integer: true });

export const LIMITS = {
  noise: range(0, 0.5),
  samples: whole(10, 4000),
  trainShare: range(0.1, 0.9),
  seed: whole(0, 4_294_967_295),
  hiddenLayers: whole(0, 8),
  units: whole(1, 64),
  alpha: range(0, 10),
  dropout: range(0, 0.9),
  learningRate: range(0.00001, 10),
  scheduleEpochs: whole(1, 1_000_000),
  scheduleFactor: range(0.01, 1),
  clippingLimit: range(0.0001, 1000),
  batchSize: whole(1, 4000),
  regularizationRate: range(0, 10),
  uniformLimit: range(0, 10),
  normalStddev: range(0, 10),
  stopEpochs: whole(1, 1_000_000),
  targetValue: range(0, 100),
  patience: whole(1, 100_000),
  /** How often a layer's initial weights have been drawn anew. */
  draw: whole(0, 1_000_000),
  /** Weights set by hand. */
  edits: whole(0, 64),
  /** Index of a parameter; each network has its own count besides. */
  parameter: whole(0, 65_535),
  /** As large as a weight can sensibly be typed. */
  weight: range(-1000, 1000),
  smoothing: range(0, 0.99),
  networks: whole(1, 4),
} as const satisfies Record<string, Range>;

export type LimitName = keyof typeof LIMITS;

/** Coordinates of generated sets lie in [-DOMAIN_EXTENT, DOMAIN_EXTENT] on both axes; each set's own axes stand in `DATA_SETS`. */
export const DOMAIN_EXTENT = 6;
