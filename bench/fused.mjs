/** Times the fused kernels in Chromium: microseconds a step, milliseconds to build and to look. Prints; never passes or fails. Usage: node bench/fused.mjs [seconds] [optimizer] [filter] */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { CHROMIUM_ARGS, findChromium } from '../scripts/findChromium.mjs';

const seconds = Number(process.argv[2] ?? 1);
const optimizer = process.argv[3] ?? 'adam';
const filter = process.argv[4] ?? '';

const SHAPES = [
  { hidden: [4, 2], batchSize: 10 },
  { hidden: [8, 8], batchSize: 32 },
  { hidden: [16, 16, 16], batchSize: 32 },
];
const cases = SHAPES.flatMap((shape) =>
  [
    { kernel: 'baseline', members: 1 },
    { kernel: 'lanes', members: 1 },
    { kernel: 'automatic', members: 64 },
  ].map((rest) => ({ ...shape, ...rest, optimizer })),
);

const server = await createServer({
  configFile: false,
  root: fileURLToPath(new URL('..', import.meta.url)),
  // Its own, so that the tests' cache of prepared packages stays as it is.
  cacheDir: join(tmpdir(), 'neuroscope-bench'),
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { port: 0, hmr: false, watch: null },
});
await server.listen();
const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_ARGS });
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.log(String(error)));
  await page.goto(`${server.resolvedUrls.local[0]}bench/fused.html`);
  await page.waitForFunction(() => 'measureFused' in globalThis);
  for (const benchCase of cases) {
    const name = `2-${benchCase.hidden.join('-')}-1 b${benchCase.batchSize} x${benchCase.members} ${benchCase.kernel}`;
    if (!name.includes(filter)) continue;
    const result = await page.evaluate(
      ([each, time]) => globalThis.measureFused(each, time),
      [benchCase, seconds],
    );
    console.log(
      `${name.padEnd(36)} ${result.kernel.padEnd(9)} ${result.stepUs.toFixed(2).padStart(8)} us/step  build ${result.buildMs.toFixed(0).padStart(6)} ms  look ${result.lookMs.toFixed(1).padStart(6)} ms  error ${result.error.toExponential(1)}`,
    );
  }
} finally {
  await browser.close();
  await server.close();
}
