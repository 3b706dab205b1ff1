/**
 * The best accuracy that the noise of a data set allows: that of a classifier which knows how the points were drawn (the Bayes rate), as an expectation over
 * draws. A finite set may by luck allow more or less. Looks at no drawn point.
 */
import type { DataSpec } from './experiment';
import { erf } from './formula/erf';
import type { DataSetId } from './ids';

export interface BestAccuracy {
  /** 0.5 to 1. */
  readonly value: number;
  /** By a closed formula, or by numerical integration (error below 0.001). */
  readonly how: 'exact' | 'integrated';
}

const exact = (value: number): BestAccuracy => ({ value, how: 'exact' });
const integrated = (value: number): BestAccuracy => ({ value, how: 'integrated' });

/** A set whose rate is not known gives null. */
const RATES: Readonly<Record<DataSetId, ((data: DataSpec) => BestAccuracy) | null>> = {
  xor: ({ noise }) => exact(xorRate(noise)),
  circle: ({ noise, samples }) =>
    noise === 0 ? exact(1) : integrated(circleRate(noise, evenShare(samples))),
  gauss: ({ noise, samples }) => exact(gaussRate(noise, evenShare(samples))),
  spiral: ({ noise, samples }) =>
    // Without noise only the two first points, both at the origin, cannot be told apart.
    noise === 0 ? exact(1 - 1 / samples) : integrated(spiralRate(noise, samples)),
  // Four points, four answers.
  gateAnd: () => exact(1),
  gateOr: () => exact(1),
  gateNand: () => exact(1),
  gateXor: () => exact(1),
};

/** Rates differ by kind, noise and number of samples only; a drag over the noise asks for many. */
const known = new Map<string, BestAccuracy>();
const KNOWN_LIMIT = 256;

/** null where it is not known. `data` must be within LIMITS. */
export function bestAccuracy(data: DataSpec): BestAccuracy | null {
  const rate = RATES[data.kind];
  if (!rate) return null;
  const key = `${data.kind} ${data.noise} ${data.samples}`;
  let best = known.get(key);
  if (!best) {
    best = rate(data);
    if (known.size >= KNOWN_LIMIT) known.clear();
    known.set(key, best);
  }
  return best;
}

/** Share of the samples with even index, which are drawn from the first of two classes in turn. */
const evenShare = (samples: number): number => Math.ceil(samples / 2) / samples;

/**
 * Each coordinate's size is U(0.3, 5.3) and is displaced by U(-a, a), a = 5·noise: it changes its sign with the probability (a - x) / 2a where x < a, on average
 * m = (a - 0.3)² / 20a. No place is displaced across an axis more often than not, so the best answer is the undisturbed one: right where none or both change.
 */
function xorRate(noise: number): number {
  const reach = 5 * noise;
  const flips = reach > 0.3 ? (reach - 0.3) ** 2 / (20 * reach) : 0;
  return (1 - flips) ** 2 + flips ** 2;
}

/** Midpoints along the radius, along an eighth of a turn, and across the square of displacements. */
const CIRCLE_RADII = 160;
const CIRCLE_ANGLES = 24;
const CIRCLE_STRIPS = 48;

/**
 * The displaced place is uniform in a square of side 2a, a = 5·noise, around the point; the label is 1 with the share p of that square within the disc of
 * radius 2.5. The rate is the mean of max(p, 1 - p) over U(0, 2.5) (the share `inner` of the points) and U(3.5, 5) along the radius.
 */
function circleRate(noise: number, inner: number): number {
  const reach = 5 * noise;
  const meanOver = (from: number, to: number): number => {
    let sum = 0;
    for (let i = 0; i < CIRCLE_RADII; i++) {
      const radius = from + ((i + 0.5) / CIRCLE_RADII) * (to - from);
      // The square looks the same after an eighth of a turn, mirrored.
      for (let k = 0; k < CIRCLE_ANGLES; k++) {
        const angle = ((k + 0.5) / CIRCLE_ANGLES) * (Math.PI / 4);
        const share = discShare(radius * Math.sin(angle), radius * Math.cos(angle), reach);
        sum += Math.max(share, 1 - share);
      }
    }
    return sum / (CIRCLE_RADII * CIRCLE_ANGLES);
  };
  return inner * meanOver(0, 2.5) + (1 - inner) * meanOver(3.5, 5);
}

/** Share of the square of half side `reach` around (x1, x2) that lies within the disc of radius 2.5 around the origin. */
function discShare(x1: number, x2: number, reach: number): number {
  let sum = 0;
  for (let strip = 0; strip < CIRCLE_STRIPS; strip++) {
    const x = x1 + (((strip + 0.5) / CIRCLE_STRIPS) * 2 - 1) * reach;
    const half = Math.sqrt(Math.max(0, 2.5 * 2.5 - x * x));
    sum += Math.max(0, Math.min(half, x2 + reach) - Math.max(-half, x2 - reach));
  }
  return sum / (CIRCLE_STRIPS * 2 * reach);
}

const normalShareBelow = (z: number): number => 0.5 * (1 + erf(z * Math.SQRT1_2));

/** Two round normal distributions 4√2 apart; the best line is moved off the middle where the classes are not equally many. */
function gaussRate(noise: number, share: number): number {
  const deviation = Math.sqrt(0.5 + noise * 7);
  const half = (2 * Math.SQRT2) / deviation;
  const shift = Math.log(share / (1 - share)) / (2 * half);
  return share * normalShareBelow(half + shift) + (1 - share) * normalShareBelow(half - shift);
}

/** Fewer rows do where more squares overlap and smooth the sum. */
const SPIRAL_ROWS = { few: 192, many: 96, manyFrom: 1000 } as const;

/**
 * Every sample is uniform in a square of side 2·noise around its own place on its arm. The error of the best classifier is the integral of the smaller of the
 * two classes' densities: row by row, exactly along x1, by midpoints along x2. Only squares that meet one of the other class count.
 */
function spiralRate(noise: number, samples: number): number {
  const arms = [placesOfArm(samples, 1), placesOfArm(samples, 0)] as const;
  const meeting = [meetingPlaces(arms[0], arms[1], noise), meetingPlaces(arms[1], arms[0], noise)] as const;
  const heights = [...meeting[0], ...meeting[1]].map(({ x2 }) => x2);
  const low = Math.min(...heights) - noise;
  const rows = samples < SPIRAL_ROWS.manyFrom ? SPIRAL_ROWS.few : SPIRAL_ROWS.many;
  const rowHeight = (Math.max(...heights) + noise - low) / rows;
  let overlap = 0;
  for (let row = 0; row < rows; row++) {
    const x2 = low + (row + 0.5) * rowHeight;
    overlap += overlapLength(startsAt(meeting[0], x2, noise), startsAt(meeting[1], x2, noise), 2 * noise);
  }
  return 1 - (overlap * rowHeight) / (samples * (2 * noise) ** 2);
}

interface Place {
  readonly x1: number;
  readonly x2: number;
}

/** Where the samples of one class stand before they are displaced. */
function placesOfArm(samples: number, label: 0 | 1): Place[] {
  const places: Place[] = [];
  for (let index = 1 - label; index < samples; index += 2) {
    const share = Math.floor(index / 2) / (samples / 2);
    const angle = 1.75 * share * 2 * Math.PI + (label === 1 ? 0 : Math.PI);
    places.push({ x1: 5 * share * Math.sin(angle), x2: 5 * share * Math.cos(angle) });
  }
  return places;
}

function meetingPlaces(places: readonly Place[], others: readonly Place[], noise: number): Place[] {
  return places.filter((place) =>
    others.some(
      (other) => Math.abs(place.x1 - other.x1) < 2 * noise && Math.abs(place.x2 - other.x2) < 2 * noise,
    ),
  );
}

/** Left ends of the squares that the row at `x2` cuts, ascending. */
function startsAt(places: readonly Place[], x2: number, noise: number): Float64Array {
  const cut: number[] = [];
  for (const place of places) if (Math.abs(place.x2 - x2) < noise) cut.push(place.x1 - noise);
  return Float64Array.from(cut).sort();
}

/** Integral over x of the smaller of two counts: how many intervals [start, start + length] of each list cover x. */
function overlapLength(first: Float64Array, second: Float64Array, length: number): number {
  const lists = [first, first, second, second] as const;
  const shifts = [0, length, 0, length] as const;
  const steps = [1, -1, 1, -1] as const;
  const at = [0, 0, 0, 0];
  const counts = [0, 0];
  let sum = 0;
  let x = 0;
  for (;;) {
    let next = -1;
    let nextX = Infinity;
    for (let list = 0; list < 4; list++) {
      const end = (lists[list]?.[at[list] ?? 0] ?? Infinity) + (shifts[list] ?? 0);
      if (end < nextX) [next, nextX] = [list, end];
    }
    if (next < 0) return sum;
    sum += Math.min(counts[0] ?? 0, counts[1] ?? 0) * (nextX - x || 0);
    x = nextX;
    at[next] = (at[next] ?? 0) + 1;
    const group = next < 2 ? 0 : 1;
    counts[group] = (counts[group] ?? 0) + (steps[next] ?? 0);
  }
}
