/** Times products of square matrices on CPU and GPU, size by size, in slices short enough that messages are answered; skips what would take too long. */
import { createRandom } from '../../domain/random';
import { RACE_SIZES, type Race, type RaceRow } from '../../protocol/deviceMessages';
import type { GpuProduct } from './createGpuMultiplier';
import { multiplyRows } from './multiplyOnCpu';
import { compareNumbers } from './runSelfTest';

export interface RaceHost {
  readonly nowMs: () => number;
  /** Lets messages in; false when the race was cancelled. */
  readonly turn: () => Promise<boolean>;
  /** Called with all that is known after each size, and at the end. */
  readonly onRace: (race: Race) => void;
  readonly createProduct: (size: number) => GpuProduct;
}

/** The whole race takes at most about this. */
export const RACE_LIMIT_MS = 10_000;
/** No single product longer than this is begun. */
const SLOWEST_PRODUCT_MS = 4500;
/** Products of a size are repeated, up to here, and the median counts. */
const REPEAT_MS = 120;
const MOST_REPEATS = 9;
/** Shorter times are not measured by one run of the clock but over many products. */
const LEAST_MEASURED_MS = 2;
/** Longest piece of work between two looks at the messages. */
const SLICE_MS = 8;
const GPU_BAND_MS = 60;
/** Work between two looks at the clock: long against the look, short against a slice. */
const MULTIPLICATIONS_PER_LOOK = 50_000;
const WHOLE_SIZE = 32;
/** Twice the size is eight times the work, at most. */
const GROWTH = 8;
/** Beyond rounding: sums of 256 products in another order differ by less. */
const TOLERANCE = 1e-4;
const CHECKED_SIZE = 256;
const SEED = 2;

interface Sides {
  readonly left: Float32Array<ArrayBuffer>;
  readonly right: Float32Array<ArrayBuffer>;
  readonly product: Float32Array;
}

/** `sizes` are powers of two, ascending. Rejects where the device fails. */
export async function runRace(host: RaceHost, sizes: readonly number[] = RACE_SIZES): Promise<void> {
  const deadlineMs = host.nowMs() + RACE_LIMIT_MS;
  const rows: RaceRow[] = [];
  const tell = (state: Race['state']): void => host.onRace({ state, rows: [...rows], detail: '' });
  const isAffordable = (lastMs: number | null): boolean =>
    lastMs !== null && lastMs * GROWTH <= SLOWEST_PRODUCT_MS && host.nowMs() + lastMs * GROWTH <= deadlineMs;
  let last: Pick<RaceRow, 'cpuMs' | 'gpuMs'> = { cpuMs: 0, gpuMs: 0 };

  tell('running');
  for (const size of sizes) {
    const sides = buildSides(size);
    const gpuFits = isAffordable(last.gpuMs);
    const cpuMs = isAffordable(last.cpuMs) ? await timeCpu(host, sides, size) : null;
    if (cpuMs === 'cancelled') return tell('cancelled');
    const gpu = gpuFits ? await timeGpu(host, sides, size, last.gpuMs ?? 0) : null;
    if (gpu === 'cancelled') return tell('cancelled');
    last = { cpuMs, gpuMs: gpu?.ms ?? null };
    if (cpuMs === null && gpu === null) break;
    if (gpu && cpuMs !== null && size <= CHECKED_SIZE) {
      const { isEqual } = compareNumbers([...gpu.product], [...sides.product], TOLERANCE);
      if (!isEqual) return tell('wrong');
    }
    rows.push({ size, ...last });
    tell('running');
  }
  tell('done');
}

/** Numbers between -1 and 1, the same every time. */
function buildSides(size: number): Sides {
  const random = createRandom(SEED, size);
  const draw = () => Float32Array.from({ length: size * size }, () => 2 * random.uniform() - 1);
  return { left: draw(), right: draw(), product: new Float32Array(size * size) };
}

/** Milliseconds of one product; time in which messages were answered does not count. */
async function timeCpu(host: RaceHost, sides: Sides, size: number): Promise<number | 'cancelled'> {
  const { left, right, product } = sides;
  // Small products are units of work as a whole, of large ones each row is.
  const unitsPerProduct = size <= WHOLE_SIZE ? 1 : size;
  const rowsPerUnit = size / unitsPerProduct;
  const unitsPerLook = Math.ceil(MULTIPLICATIONS_PER_LOOK / (rowsPerUnit * size ** 2));
  const workUnits = (first: number, end: number): void => {
    for (let unit = first; unit < end; unit++) {
      const row = (unit % unitsPerProduct) * rowsPerUnit;
      multiplyRows(left, right, product, size, row, row + rowsPerUnit);
    }
  };

  /** Doubled until one measurement is long enough for the clock; this also lets the compiler see the loop. */
  let batch = 1;
  const times: number[] = [];
  const startMs = host.nowMs();
  while (times.length < MOST_REPEATS && (times.length === 0 || host.nowMs() - startMs < REPEAT_MS)) {
    const units = batch * unitsPerProduct;
    let workedMs = 0;
    for (let done = 0; done < units;) {
      const sliceMs = host.nowMs();
      do {
        const end = Math.min(units, done + unitsPerLook);
        workUnits(done, end);
        done = end;
      } while (done < units && host.nowMs() - sliceMs < SLICE_MS);
      workedMs += host.nowMs() - sliceMs;
      if (!(await host.turn())) return 'cancelled';
    }
    if (workedMs < LEAST_MEASURED_MS) batch *= 2;
    else times.push(workedMs / batch);
  }
  return median(times);
}

async function timeGpu(
  host: RaceHost,
  { left, right }: Sides,
  size: number,
  lastMs: number,
): Promise<{ readonly ms: number; readonly product: Float32Array } | 'cancelled'> {
  const rowsPerBand = Math.max(1, Math.floor((size * GPU_BAND_MS) / Math.max(1, lastMs * GROWTH)));
  const gpu = host.createProduct(size);
  try {
    const times: number[] = [];
    const startMs = host.nowMs();
    // The first small one pays for what is done once; a large one is worth its time.
    const isWarmedUp = size > 64;
    for (let run = 0; ; run++) {
      const runMs = host.nowMs();
      const product = await gpu.multiply(left, right, rowsPerBand, host.turn);
      if (!product) return 'cancelled';
      if (run > 0 || isWarmedUp) times.push(host.nowMs() - runMs);
      if (!(await host.turn())) return 'cancelled';
      const isEnough = times.length >= MOST_REPEATS || host.nowMs() - startMs >= REPEAT_MS;
      if (times.length > 0 && isEnough) return { ms: median(times), product };
    }
  } finally {
    gpu.dispose();
  }
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
