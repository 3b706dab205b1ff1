/** What a race of CPU and GPU over matrix sizes says: where the GPU overtakes for good, if it does. Claims nothing about sizes that were not measured. */

export interface RaceTimes {
  readonly size: number;
  /** Milliseconds; null where not measured. */
  readonly cpuMs: number | null;
  readonly gpuMs: number | null;
}

/** A size at which both were measured. */
export interface BothTimes {
  readonly size: number;
  readonly cpuMs: number;
  readonly gpuMs: number;
}

export type RaceVerdict =
  | {
      readonly kind: 'crossing';
      /** Where the two lines meet between two sizes, interpolated on logarithmic axes. */
      readonly at: number;
      /** Milliseconds of both there. */
      readonly ms: number;
      readonly slowerUpTo: number;
      readonly fasterFrom: number;
      readonly first: BothTimes;
      readonly last: BothTimes;
    }
  /** The GPU was the faster at every size measured on both. */
  | { readonly kind: 'gpuAlways'; readonly first: BothTimes; readonly last: BothTimes }
  /** At the largest size measured on both the CPU was no slower. */
  | { readonly kind: 'noCrossing'; readonly first: BothTimes; readonly last: BothTimes }
  /** Fewer than two sizes were measured on both. */
  | { readonly kind: 'tooFew' };

/** `rows` in ascending order of size. */
export function judgeRace(rows: readonly RaceTimes[]): RaceVerdict {
  const both: BothTimes[] = [];
  for (const { size, cpuMs, gpuMs } of rows)
    if (cpuMs !== null && gpuMs !== null) both.push({ size, cpuMs, gpuMs });
  const [first] = both;
  const last = both.at(-1);
  if (!first || !last || both.length < 2) return { kind: 'tooFew' };
  const lead = both.findLastIndex(({ cpuMs, gpuMs }) => cpuMs <= gpuMs);
  const before = both[lead];
  const after = both[lead + 1];
  if (!before) return { kind: 'gpuAlways', first, last };
  if (!after) return { kind: 'noCrossing', first, last };
  // log(cpu/gpu) is 0 where the lines meet; straight between two points of a log-log plot.
  const share = advantage(before) / (advantage(before) - advantage(after));
  return {
    kind: 'crossing',
    at: interpolate(before.size, after.size, share),
    ms: interpolate(before.gpuMs, after.gpuMs, share),
    slowerUpTo: before.size,
    fasterFrom: after.size,
    first,
    last,
  };
}

/** Positive where the GPU is the faster. */
const advantage = ({ cpuMs, gpuMs }: BothTimes): number => Math.log(cpuMs / gpuMs);

const interpolate = (from: number, to: number, share: number): number => from * (to / from) ** share;
