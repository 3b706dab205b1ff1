/** The worker's entry: joins the runner to this worker's clock, messages and engines, and holds nothing else. */
import { isToDevice } from '../protocol/deviceMessages';
import type { ToWorker } from '../protocol/messages';
import { createDeviceDesk } from './deviceTest/createDeviceDesk';
import { loadEngine, startEngine } from './createTrainer';
import { planEngines } from './planEngines';
import { createGpuRequester } from './requestDevice';
import { createRunner } from './runner';

// The type promises WebGPU to every worker; browsers without it have no `gpu`.
const webgpu = navigator.gpu as GPU | undefined;
const gpu = createGpuRequester(webgpu);

// A message to oneself queues behind messages from the page, and is not slowed down as timers are.
const turns = new MessageChannel();
const waiting: (() => void)[] = [];
turns.port1.onmessage = () => waiting.shift()?.();

const afterMessages = (callback: () => void): void => {
  waiting.push(callback);
  turns.port2.postMessage(null);
};

const runner = createRunner({
  nowMs: () => performance.now(),
  afterMessages,
  afterDelay: (callback, delayMs) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  post: (message, transfer) => postMessage(message, [...transfer]),
  planEngines: async (choice) => {
    const plans = planEngines(choice, await gpu.requestFacts());
    const [best] = plans;
    if (best) await loadEngine(best.engine);
    return plans;
  },
  startEngine: ({ engine, backend }) => startEngine(engine, backend, gpu),
});

const deviceDesk = createDeviceDesk({
  gpu: webgpu,
  isSecure: isSecureContext,
  requester: gpu,
  nowMs: () => performance.now(),
  turn: () => new Promise(afterMessages),
  post: (answer) => postMessage(answer),
});

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (isToDevice(data)) deviceDesk.receive(data);
  else runner.receive(data);
});
addEventListener('unhandledrejection', ({ reason }) => runner.reportFailure(reason));
