/** What page and worker say to each other about the device itself: what is there, whether it computes rightly, and how fast. No training is in it. */

/** Row by row: [a, b, c, d] is [[a, b], [c, d]]. */
export type Matrix2 = readonly [number, number, number, number];

export type ToDevice =
  | { readonly type: 'device/inspect' }
  /** Multiplies the two on the GPU, and compares a gradient; what the CPU expects comes with the answer. */
  | { readonly type: 'device/selfTest'; readonly left: Matrix2; readonly right: Matrix2 }
  /** Times products of square matrices on CPU and GPU, size by size. */
  | { readonly type: 'device/race' }
  /** Ends a race before its next slice; what was measured stays. */
  | { readonly type: 'device/cancel' };

export function isToDevice<Other extends { readonly type: string }>(
  message: Other | ToDevice,
): message is ToDevice {
  return message.type.startsWith('device/');
}

export type FromDevice =
  | { readonly type: 'device/inspected'; readonly facts: DeviceFacts }
  | { readonly type: 'device/selfTested'; readonly outcome: SelfTestOutcome }
  /** Sent after each size, and once more when the race is over. */
  | { readonly type: 'device/raced'; readonly race: Race };

/** Why there is no device to compute on. */
export type NoDevice =
  /** The page was not loaded over https (or from this machine): browsers hide WebGPU then. */
  | 'insecure'
  /** The browser has no WebGPU. */
  | 'noWebgpu'
  /** The browser has WebGPU, but gives no adapter. */
  | 'noAdapter'
  /** There is an adapter, but no device could be had of it. */
  | 'noDevice';

export interface AdapterDetails {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  /** Computed by the processor: correct, but slow. */
  readonly isSoftware: boolean;
}

/** The limits that decide how large a network the device can take at once. */
export const SHOWN_LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupsPerDimension',
] as const;
export type ShownLimit = (typeof SHOWN_LIMITS)[number];

/** Optional abilities that kernels make use of. */
export const SHOWN_FEATURES = ['subgroups', 'shader-f16', 'timestamp-query'] as const;
export type ShownFeature = (typeof SHOWN_FEATURES)[number];

export interface DeviceFacts {
  /** Null where there is a device. */
  readonly missing: NoDevice | null;
  /** The browser's own words about what is missing, '' without any. */
  readonly detail: string;
  readonly adapter: AdapterDetails | null;
  /** Of the adapter: counts, and bytes for sizes. */
  readonly limits: Readonly<Record<ShownLimit, number>> | null;
  readonly features: readonly ShownFeature[];
}

export type SelfTestOutcome =
  | {
      readonly kind: 'done';
      readonly left: Matrix2;
      readonly right: Matrix2;
      readonly product: Comparison;
      readonly gradient: Comparison;
    }
  | { readonly kind: 'failed'; readonly detail: string };

/** The same numbers from both, in the same order. */
export interface Comparison {
  readonly gpu: readonly number[];
  /** In float64. */
  readonly cpu: readonly number[];
  /** Largest difference, as a share of the largest number of `cpu` (of 1 where that is smaller). */
  readonly error: number;
  /** Whether `error` is no more than rounding to float32 explains. */
  readonly isEqual: boolean;
}

export interface Race {
  /** `wrong`: a product of the GPU was not the CPU's, and a race of wrong results is none. */
  readonly state: 'running' | 'done' | 'cancelled' | 'wrong' | 'failed';
  /** Smallest first. */
  readonly rows: readonly RaceRow[];
  /** What the browser says where the race failed. */
  readonly detail: string;
}

/** Milliseconds of one product, from the two matrices in memory to their product in memory; null for a side that was left out as too slow. */
export interface RaceRow {
  readonly size: number;
  readonly cpuMs: number | null;
  readonly gpuMs: number | null;
}

/** Rows and columns of the matrices that race. */
export const RACE_SIZES: readonly number[] = [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
