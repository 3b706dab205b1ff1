/** The worker's entry: joins the runner to this worker's clock, messages and engines, and holds nothing else. */
import type { ToWorker } from '../protocol/messages';
import { loadEngine, startEngine } from './createTrainer';
import { planEngines } from './planEngines';
import { createGpuRequester } from './requestDevice';
import { createRunner } from './runner';

// The type promises WebGPU to every worker; browsers without it have no `gpu`.
const gpu = createGpuRequester(navigator.gpu as GPU | undefined);

// A message to oneself queues behind messages from the page, and is not slowed down as timers are.
const turns = new MessageChannel();
const waiting: (() => void)[] = [];
turns.port1.onmessage = () => waiting.shift()?.();

const runner = createRunner({
  nowMs: () => performance.now(),
  afterMessages: (callback) => {
    waiting.push(callback);
    turns.port2.postMessage(null);
  },
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

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => runner.receive(data));
addEventListener('unhandledrejection', ({ reason }) => runner.reportFailure(reason));
