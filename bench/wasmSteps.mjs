/** Times the WebAssembly engine in Node: microseconds a step by shape, and milliseconds to build. Prints; never passes or fails. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

/** Best of this many samples of about SAMPLE_MS each, in rounds over all cases, as other work on the machine comes and goes. */
const ROUNDS = 5;
const SAMPLES = 60;
const SAMPLE_MS = 1;
const WARM_UP_MS = 250;

const SHAPES = [
  { units: [4, 2], batchSize: 10 },
  { units: [8, 8], batchSize: 32 },
  { units: [16, 16, 16], batchSize: 32 },
  { units: [4, 4], batchSize: 10 },
  { units: [64, 64], batchSize: 256 },
  { units: Array.from({ length: 8 }, () => 64), batchSize: 10 },
];
const SETTINGS = [
  { activation: 'leakyRelu', optimizer: 'sgd', clipping: 'none' },
  { activation: 'leakyRelu', optimizer: 'adam', clipping: 'none' },
  { activation: 'leakyRelu', optimizer: 'adam', clipping: 'value' },
  { activation: 'leakyRelu', optimizer: 'adam', clipping: 'norm' },
  { activation: 'tanh', optimizer: 'adam', clipping: 'none' },
  { activation: 'sigmoid', optimizer: 'adam', clipping: 'none' },
];

const folder = await mkdtemp(join(tmpdir(), 'neuroscope-bench-'));
try {
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: fileURLToPath(new URL('./wasmSteps.entry.ts', import.meta.url)),
      outDir: folder,
      rollupOptions: { output: { entryFileNames: 'entry.mjs' } },
    },
  });
  const engine = await import(pathToFileURL(join(folder, 'entry.mjs')).href);
  await measureAll(engine);
} finally {
  await rm(folder, { recursive: true });
}
process.exit(0);

async function measureAll({ experimentOf, createTrainer, createReference, createKernelSteps }) {
  const cases = SHAPES.flatMap((shape) =>
    SETTINGS.map((setting) => ({ ...shape, ...setting, samples: Math.max(400, 4 * shape.batchSize) })),
  );
  const rows = [];
  for (const each of cases) {
    const experiment = experimentOf(each);
    const startMs = performance.now();
    const trainer = await createTrainer(experiment);
    await trainer.train(1);
    const buildMs = performance.now() - startMs;
    const reference = createReference(experiment);
    await reference.train(1);
    const [ours, theirs] = [await trainer.save(), await reference.save()];
    const isEqual = ours.parameters.every(
      (value, index) => Math.abs(value - theirs.parameters[index]) < 1e-5,
    );
    const kernel = await createKernelSteps(experiment);
    const row = { each, trainer, kernel, buildMs, isEqual, trainerUs: Infinity, kernelUs: Infinity };
    await warmUp((steps) => trainer.train(steps));
    await warmUp(kernel);
    rows.push(row);
  }
  for (let round = 0; round < ROUNDS; round++)
    for (const row of rows) {
      row.trainerUs = Math.min(row.trainerUs, await bestUs((steps) => row.trainer.train(steps)));
      row.kernelUs = Math.min(row.kernelUs, await bestUs(row.kernel));
    }
  console.log(
    'case                                                kernel us  trainer us  first step ms  equal',
  );
  for (const { each, buildMs, isEqual, trainerUs, kernelUs } of rows) {
    const { units, batchSize, activation, optimizer, clipping } = each;
    const clips = clipping === 'none' ? '' : ` ${clipping}`;
    const name = `2-${units.join('-')}-1 b${batchSize} ${activation} ${optimizer}${clips}`;
    console.log(
      name.padEnd(52),
      kernelUs.toFixed(2).padStart(8),
      trainerUs.toFixed(2).padStart(11),
      buildMs.toFixed(1).padStart(14),
      isEqual ? '  yes' : '  NO',
    );
  }
}

/** Until the optimising compiler has taken over; it works beside, so it is given turns. */
async function warmUp(run) {
  const until = performance.now() + WARM_UP_MS;
  while (performance.now() < until) {
    await run(20);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

async function bestUs(run) {
  let steps = 1;
  let best = Infinity;
  for (let sample = 0; sample < SAMPLES; sample++) {
    const startMs = performance.now();
    await run(steps);
    const ms = performance.now() - startMs;
    best = Math.min(best, (ms * 1000) / steps);
    if (ms < SAMPLE_MS / 2) steps *= 2;
  }
  return best;
}
