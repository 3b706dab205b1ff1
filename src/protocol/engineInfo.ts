/** Which engine trains, where, and why: what the badge says. */

export const ENGINE_IDS = ['fused', 'tfjs', 'cpu'] as const;
export type EngineId = (typeof ENGINE_IDS)[number];
export const BACKEND_IDS = ['webgpu', 'webgl', 'wasm', 'cpu'] as const;
export type BackendId = (typeof BACKEND_IDS)[number];

/** What a person asked for; null means automatic. */
export interface EngineChoice {
  readonly engine: EngineId | null;
  readonly backend: BackendId | null;
}

/** Why this engine and not another; `i18n` has the sentences. */
export type EngineReason =
  /** The person (or the address) asked for it. */
  | 'forced'
  /** A hardware WebGPU adapter is there. */
  | 'hardwareAdapter'
  /** WebGPU is there, but computed in software, where tfjs needs 150 ms a step. */
  | 'softwareAdapter'
  /** The browser has no WebGPU or gives no adapter. */
  | 'noAdapter'
  /** What was asked for could not start; this is the next best. */
  | 'unavailable'
  /** The first picture, before anything else is loaded. */
  | 'firstPicture';

export interface EngineInfo {
  readonly engine: EngineId;
  readonly backend: BackendId;
  /** The adapter's own name, '' without one. */
  readonly adapter: string;
  readonly reason: EngineReason;
}
