/** Measures what the page's main thread does while the default experiment trains: tasks over 50 ms and frames a second. Prints; never passes or fails. */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { chromium } from 'playwright';
import { ensureChromium } from '../scripts/ensureChromium.mjs';
import { CHROMIUM_ARGS } from '../scripts/findChromium.mjs';

const SECONDS = 20;
const RUNS = 3;
const port = 4175;

const server = spawn('node', ['scripts/serveDist.mjs', '--port', String(port)], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
await new Promise((resolve) => server.stdout.once('data', resolve));
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_ARGS });

async function measure(query) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`http://localhost:${port}/?lang=en&${query}`);
  await page.locator('html[data-trainer=paused]').waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForFunction(
    () => Number(document.querySelector('[data-metric=epoch]')?.getAttribute('data-value')) >= 5,
  );
  const result = await page.evaluate(async (seconds) => {
    const tasks = [];
    const observer = new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map((entry) => entry.duration)),
    );
    observer.observe({ type: 'longtask' });
    const started = performance.now();
    let frames = 0;
    await new Promise((resolve) => {
      const count = (now) => {
        frames++;
        if (now - started > seconds * 1000) resolve();
        else requestAnimationFrame(count);
      };
      requestAnimationFrame(count);
    });
    observer.disconnect();
    return { longTasks: tasks.length, longestMs: Math.max(0, ...tasks), framesPerSecond: frames / seconds };
  }, SECONDS);
  await page.close();
  return result;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

try {
  for (const query of ['', 'speed=max']) {
    const runs = [];
    for (let run = 0; run < RUNS; run++) runs.push(await measure(query));
    console.log(
      `${query || 'default speed'}: tasks over 50 ms in ${SECONDS} s: ${runs.map((run) => run.longTasks).join(', ')}` +
        ` (median ${median(runs.map((run) => run.longTasks))}); longest ${Math.max(...runs.map((run) => run.longestMs)).toFixed(0)} ms;` +
        ` frames a second ${median(runs.map((run) => run.framesPerSecond)).toFixed(1)}`,
    );
  }
} finally {
  await browser.close();
  server.kill();
}
process.exit(0);
