/** Makes docs/screenshot.png from the built page, in the middle of learning: `npm run build && npm run screenshot`. */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { chromium } from 'playwright';
import { ensureChromium } from './ensureChromium.mjs';
import { CHROMIUM_ARGS } from './findChromium.mjs';

const port = 4174;
const server = spawn('node', ['scripts/serveDist.mjs', '--port', String(port)], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
await new Promise((resolve) => server.stdout.once('data', resolve));
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_ARGS });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 });
  await page.goto(`http://localhost:${port}/?lang=en&theme=light&speed=30`);
  await page.locator('html[data-trainer=paused]').waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForFunction(
    () => Number(document.querySelector('[data-metric=epoch]')?.getAttribute('data-value')) >= 60,
  );
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.locator('html[data-trainer=paused]').waitFor();
  await page.screenshot({ path: 'docs/screenshot.png' });
  console.log('docs/screenshot.png');
} finally {
  await browser.close();
  server.kill();
}
process.exit(0);
