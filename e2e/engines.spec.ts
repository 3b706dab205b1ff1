import { expect, test } from '@playwright/test';
import { expectEngine, expectTrainer, openPage, readMetric, runEpochs } from './helpers';

test('tfjs on WebGPU gives the losses of the cpu engine for the first three epochs, and computes them on the device', async ({
  page,
  context,
}) => {
  test.setTimeout(180_000);
  await openPage(page, 'engine=cpu');
  await expectEngine(page, 'cpu', 'wasm');
  const cpu = await runEpochs(page, 3);

  // Count what the device is really asked to do: the worker's own scripts get a counter before anything else runs in them.
  await context.route(/worker.*\.js/, async (route) => {
    const response = await route.fetch();
    const counter = `
      if (typeof GPUComputePassEncoder !== 'undefined' && !globalThis.countsDispatches) {
        globalThis.countsDispatches = true;
        const channel = new BroadcastChannel('dispatches');
        let count = 0;
        const dispatch = GPUComputePassEncoder.prototype.dispatchWorkgroups;
        GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...size) {
          channel.postMessage(++count);
          return dispatch.apply(this, size);
        };
      }
    `;
    await route.fulfill({ response, body: counter + (await response.text()) });
  });
  await page.addInitScript(() => {
    const seen = { dispatches: 0 };
    Object.assign(globalThis, { seen });
    new BroadcastChannel('dispatches').addEventListener('message', ({ data }) => {
      seen.dispatches = data as number;
    });
  });
  await openPage(page, 'engine=tfjs&backend=webgpu');
  await expectEngine(page, 'tfjs', 'webgpu');
  const dispatches = () =>
    page.evaluate(() => (globalThis as unknown as { seen: { dispatches: number } }).seen.dispatches);
  const before = await dispatches();
  const webgpu = await runEpochs(page, 3);
  expect(webgpu).toHaveLength(4);
  webgpu.forEach((row, epoch) => {
    const other = cpu[epoch];
    expect(other).toBeDefined();
    expect(Math.abs(row.loss - (other?.loss ?? 0)), `loss at epoch ${epoch}`).toBeLessThan(1e-4);
    expect(Math.abs(row.valLoss - (other?.valLoss ?? 0)), `validation loss at epoch ${epoch}`).toBeLessThan(
      1e-4,
    );
  });
  // 60 steps of at least a forward, a backward and an update each.
  await expect.poll(dispatches).toBeGreaterThan(before + 60 * 3);
});

test('the badge says engine, backend, adapter and why', async ({ page }) => {
  await openPage(page);
  const badge = page.locator('[data-engine]').first();
  await expect(badge).toHaveAttribute('data-engine', /^(fused|tfjs|cpu)$/);
  await expect(badge).toHaveAttribute('data-backend', /^(webgpu|webgl|wasm|cpu)$/);
  const adapter = await page.evaluate(
    async () => (await navigator.gpu.requestAdapter())?.info.architecture ?? '',
  );
  await expect(badge).toHaveAttribute('data-adapter', new RegExp(adapter, 'i'));
  await badge.click();
  await expect(page.getByText(/software|hardware|No WebGPU/i).first()).toBeVisible();
});

test('the engine can be changed while training, and the run goes on from where it was', async ({ page }) => {
  await openPage(page, 'engine=cpu&speed=5');
  await expectEngine(page, 'cpu', 'wasm');
  await runEpochs(page, 2);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expectTrainer(page, 'training');
  await page.getByLabel('Engine', { exact: true }).selectOption('tfjs');
  await expect(page.locator('[data-engine]').first()).toHaveAttribute('data-engine', 'tfjs', {
    timeout: 60_000,
  });
  const epoch = await readMetric(page, 'epoch');
  expect(epoch).toBeGreaterThanOrEqual(2);
  await expect.poll(() => readMetric(page, 'epoch'), { timeout: 60_000 }).toBeGreaterThan(epoch);
});
