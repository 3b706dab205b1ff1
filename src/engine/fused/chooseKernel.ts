/** Which kernel trains a network on a device, and how the work is cut there; compiles nothing. */
import type { DeviceContext, PipelineRequest } from './deviceContext';
import type { FusedSpec } from './fusedSpec';
import { planTile } from './planTile';
import { renderBaseline } from './renderBaseline';
import { renderLanes } from './renderLanes';
import { renderLook } from './renderLook';
import type { LookShape } from './renderLook';

export type KernelChoice = 'automatic' | 'baseline' | 'lanes';

/** Up to how many parameters a network is trained by lanes: registers bound it on hardware, the time to compile on a software adapter. */
const LANES_PARAMETERS = { hardware: 150, software: 700 } as const;

/**
 * A software adapter runs a workgroup on one processor, four threads at a time, and switches between such fours at each barrier: more of them
 * only cost. What it compiles grows with the workgroup's memory: 0.1 s without any, 1.5 s with 16 KiB.
 */
const SOFTWARE_THREADS = 8;
const SOFTWARE_SHARED_BYTES = 12 * 1024;

/** Enough for the (sample, unit) pairs of a layer, but no more: a barrier waits for all. */
const threadsFor = ({ layers }: FusedSpec): number => (layers.some(({ units }) => units > 16) ? 256 : 64);

export interface TrainKernel extends PipelineRequest {
  readonly kind: 'baseline' | 'lanes';
  /** Floats of scratch that a network needs. */
  readonly scratchLength: number;
}

export function chooseTrainKernel(
  context: DeviceContext,
  spec: FusedSpec,
  choice: KernelChoice,
): TrainKernel {
  const lanes = context.subgroupSize;
  const mostParameters = context.isSoftware ? LANES_PARAMETERS.software : LANES_PARAMETERS.hardware;
  if (lanes !== null && (choice === 'lanes' || (choice === 'automatic' && spec.count <= mostParameters)))
    return {
      kind: 'lanes',
      code: renderLanes(spec, lanes, !context.isSoftware),
      entryPoint: 'train',
      layout: context.trainLayout,
      scratchLength: 0,
    };
  const { maxComputeWorkgroupStorageSize, maxComputeInvocationsPerWorkgroup } = context.device.limits;
  const sharedBytes = context.isSoftware
    ? Math.min(SOFTWARE_SHARED_BYTES, maxComputeWorkgroupStorageSize)
    : maxComputeWorkgroupStorageSize;
  const plan = planTile(spec, sharedBytes);
  const threads = context.isSoftware ? SOFTWARE_THREADS : threadsFor(spec);
  return {
    kind: 'baseline',
    code: renderBaseline(spec, plan, Math.min(threads, maxComputeInvocationsPerWorkgroup)),
    entryPoint: 'train',
    layout: context.trainLayout,
    scratchLength: plan.scratchLength,
  };
}

export interface LookKernel extends PipelineRequest {
  readonly shape: LookShape;
}

const UNROLLED_LOOK_PARAMETERS = 700;

export function chooseLookKernel(context: DeviceContext, spec: FusedSpec): LookKernel {
  const isUnrolled = spec.count <= UNROLLED_LOOK_PARAMETERS;
  const shape = context.isSoftware
    ? { threads: 16, rowsPerThread: 16, isUnrolled }
    : { threads: 64, rowsPerThread: 4, isUnrolled };
  return { code: renderLook(spec, shape), entryPoint: 'look', layout: context.lookLayout, shape };
}
