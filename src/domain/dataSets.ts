/** How each data set draws one sample, with the axes it is shown on; the generated ones' formulas are TensorFlow Playground's (`dataset.ts` there), with classes 0 and 1 for -1 and 1. */
import type { TaskKind } from './experiment';
import type { DataSetId } from './ids';
import { DOMAIN_EXTENT } from './limits';
import type { Random } from './random';

export interface Extent {
  readonly min: number;
  readonly max: number;
}

export interface DataSetDefinition {
  readonly task: TaskKind;
  /** How many classes the labels tell apart; 0 for regression. */
  readonly classes: number;
  /** Both axes go from `min` to `max`: of grids, boundary and maps. */
  readonly extent: Extent;
  /** Four fixed points, training and validation set alike; noise, samples and share do not apply. */
  readonly isGate: boolean;
  /**
   * Draws sample `index` of `count`. `random` is the sample's own stream: what is taken from it must not depend on `noise`, which only scales,
   * so that changing the noise moves the same points. Even and odd samples take turns where the classes are drawn apart: any prefix is balanced.
   */
  readonly draw: (random: Random, index: number, count: number, noise: number) => Sample;
}

/**
 * One point. XOR, circle and spiral stay within ±DOMAIN_EXTENT; a Gauss point may lie beyond (at noise 0.5 about one in twenty does), where charts do
 * not show it. It is left there: moving or redrawing it would make the set another than the one whose variance the noise states.
 */
export interface Sample {
  readonly x1: number;
  readonly x2: number;
  readonly label: number;
}

/** How many points a gate has: every pair of two bits. */
export const GATE_POINTS = 4;

export const GENERATED_EXTENT: Extent = { min: -DOMAIN_EXTENT, max: DOMAIN_EXTENT };

export const DATA_SETS: Readonly<Record<DataSetId, DataSetDefinition>> = {
  xor: generated(drawXor),
  circle: generated(drawCircle),
  gauss: generated(drawGauss),
  spiral: generated(drawSpiral),
  gateAnd: gate([0, 0, 0, 1]),
  gateOr: gate([0, 1, 1, 1]),
  gateNand: gate([1, 1, 1, 0]),
  gateXor: gate([0, 1, 1, 0]),
};

function generated(draw: DataSetDefinition['draw']): DataSetDefinition {
  return { task: 'binary', classes: 2, extent: GENERATED_EXTENT, isGate: false, draw };
}

/** A logic gate over inputs coded 0 and 1; `outputs` for (0, 0), (0, 1), (1, 0), (1, 1). */
function gate(outputs: readonly [number, number, number, number]): DataSetDefinition {
  return {
    task: 'binary',
    classes: 2,
    extent: { min: -0.5, max: 1.5 },
    isGate: true,
    draw: (_random, index) => ({ x1: index >> 1, x2: index & 1, label: outputs[index & 3] ?? 0 }),
  };
}

const between = (random: Random, low: number, high: number): number => low + (high - low) * random.uniform();

/** Free space on both sides of the axes. */
const XOR_PADDING = 0.3;

/** Class 1 where the coordinates, displaced by the noise, have equal signs. */
function drawXor(random: Random, _index: number, _count: number, noise: number): Sample {
  const padded = (x: number) => (x > 0 ? x + XOR_PADDING : x - XOR_PADDING);
  const x1 = padded(between(random, -5, 5));
  const x2 = padded(between(random, -5, 5));
  const noise1 = between(random, -5, 5) * noise;
  const noise2 = between(random, -5, 5) * noise;
  return { x1, x2, label: (x1 + noise1) * (x2 + noise2) >= 0 ? 1 : 0 };
}

const CIRCLE_RADIUS = 5;

/** Half the points in the inner disc, half in the outer ring; class 1 where the place displaced by the noise is within half the radius. */
function drawCircle(random: Random, index: number, _count: number, noise: number): Sample {
  const inside = index % 2 === 0;
  const radius = inside
    ? between(random, 0, CIRCLE_RADIUS * 0.5)
    : between(random, CIRCLE_RADIUS * 0.7, CIRCLE_RADIUS);
  const angle = between(random, 0, 2 * Math.PI);
  const x1 = radius * Math.sin(angle);
  const x2 = radius * Math.cos(angle);
  const noise1 = between(random, -CIRCLE_RADIUS, CIRCLE_RADIUS) * noise;
  const noise2 = between(random, -CIRCLE_RADIUS, CIRCLE_RADIUS) * noise;
  return { x1, x2, label: Math.hypot(x1 + noise1, x2 + noise2) < CIRCLE_RADIUS * 0.5 ? 1 : 0 };
}

/** Class 1 around (2, 2), class 0 around (-2, -2); noise 0 to 0.5 is a variance of 0.5 to 4 along each axis. */
function drawGauss(random: Random, index: number, _count: number, noise: number): Sample {
  const label = index % 2 === 0 ? 1 : 0;
  const centre = label === 1 ? 2 : -2;
  const deviation = Math.sqrt(0.5 + noise * 7);
  return { x1: centre + deviation * random.normal(), x2: centre + deviation * random.normal(), label };
}

/** Two arms of 1.75 turns; each arm has count / 2 points, evenly along its radius. */
function drawSpiral(random: Random, index: number, count: number, noise: number): Sample {
  const label = index % 2 === 0 ? 1 : 0;
  const share = Math.floor(index / 2) / (count / 2);
  const radius = share * 5;
  const angle = 1.75 * share * 2 * Math.PI + (label === 1 ? 0 : Math.PI);
  return {
    x1: radius * Math.sin(angle) + between(random, -1, 1) * noise,
    x2: radius * Math.cos(angle) + between(random, -1, 1) * noise,
    label,
  };
}
