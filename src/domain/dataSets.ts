/** How each generated data set draws one sample; the formulas are TensorFlow Playground's (`dataset.ts` there), with classes 0 and 1 for -1 and 1. */
import type { TaskKind } from './experiment';
import type { DataSetId } from './ids';
import type { Random } from './random';

export interface DataSetDefinition {
  readonly task: TaskKind;
  /** How many classes the labels tell apart; 0 for regression. */
  readonly classes: number;
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

export const DATA_SETS: Readonly<Record<DataSetId, DataSetDefinition>> = {
  xor: { task: 'binary', classes: 2, draw: drawXor },
  circle: { task: 'binary', classes: 2, draw: drawCircle },
  gauss: { task: 'binary', classes: 2, draw: drawGauss },
  spiral: { task: 'binary', classes: 2, draw: drawSpiral },
};

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
