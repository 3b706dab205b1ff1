import AxeBuilder from '@axe-core/playwright';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { expectMetric, expectTrainer, openPage, readMetric, runEpochs } from './helpers';

/** Puts a line before everything that the worker runs: a browser of another make. */
async function alterWorker(context: BrowserContext, line: string): Promise<void> {
  await context.route(/worker-.*\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${line}\n${await response.text()}` });
  });
}

/** Keeps the page's workers at hand, so that a test can end one as a browser does that runs out of memory. */
async function keepWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept: Worker[] = [];
    Object.assign(globalThis, { kept });
    const Native = globalThis.Worker;
    globalThis.Worker = class extends Native {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        kept.push(this);
      }
    };
  });
}

async function killWorker(page: Page): Promise<void> {
  await page.evaluate(() => {
    const worker = (globalThis as unknown as { kept: Worker[] }).kept.at(-1);
    worker?.terminate();
    worker?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
  });
}

const expectNoViolations = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([]);
};

test('without WebGPU the CPU trains, and the panel says why and what to do', async ({ page, context }) => {
  await alterWorker(context, "Object.defineProperty(navigator, 'gpu', { value: undefined });");
  await openPage(page);
  const badge = page.locator('[data-engine]').first();
  await expect(badge).toHaveAttribute('data-engine', 'cpu');
  await expect(badge).toHaveAttribute('title', 'The browser gives no WebGPU adapter.');
  await badge.click();
  const panel = page.getByRole('dialog', { name: 'Device', exact: true });
  await expect(panel.locator('[data-webgpu="noWebgpu"]')).toContainText('This browser has no WebGPU.');
  await expect(panel.getByRole('button', { name: 'Compute on the GPU', exact: true })).toBeDisabled();
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await runEpochs(page, 1);
});

test('with WebGPU but no adapter the panel says that', async ({ page, context }) => {
  await alterWorker(context, 'GPU.prototype.requestAdapter = () => Promise.resolve(null);');
  await openPage(page);
  await page.keyboard.press('d');
  await expect(page.locator('[data-webgpu="noAdapter"]')).toContainText('gives no adapter');
});

test('a worker that dies is replaced, and the run goes on exactly where it was saved', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  const unbroken = await runEpochs(page, 6);

  await keepWorkers(page);
  await openPage(page, 'engine=cpu');
  await runEpochs(page, 4);
  await killWorker(page);
  const notice = page.locator('[data-notice="workerRestarted"]');
  await expect(notice).toContainText('goes on from epoch 4');
  await expect(notice).toContainText('out of memory');
  await expectTrainer(page, 'paused');
  await expectMetric(page, 'epoch', 4);
  await expectNoViolations(page);
  for (const epoch of [5, 6]) {
    await page.getByRole('button', { name: '1 epoch', exact: true }).click();
    await expectMetric(page, 'epoch', epoch);
    await expectTrainer(page, 'paused');
    expect(await readMetric(page, 'loss')).toBe(unbroken[epoch]?.loss);
  }
  await notice.getByRole('button', { name: 'Dismiss', exact: true }).click();
  await expect(notice).toHaveCount(0);
});

test('a worker that dies while it trains goes on training by itself, with its curves', async ({ page }) => {
  await keepWorkers(page);
  await openPage(page, 'engine=cpu');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  // A state is saved every two seconds at most: at ten epochs a second it is there before the fortieth.
  await expect.poll(() => readMetric(page, 'epoch'), { timeout: 30_000 }).toBeGreaterThan(40);
  await killWorker(page);
  await expect(page.locator('[data-notice="workerRestarted"]')).toContainText('goes on from epoch');
  await expectTrainer(page, 'training');
  await expect.poll(() => readMetric(page, 'epoch'), { timeout: 30_000 }).toBeGreaterThan(50);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.locator('[data-chart="loss"]').first()).toHaveAttribute('aria-label', /epochs 0 to/);
});

test('a worker that dies again at once stays away until the person goes on', async ({ page }) => {
  await keepWorkers(page);
  await openPage(page, 'engine=cpu');
  await killWorker(page);
  await expectTrainer(page, 'paused');
  await killWorker(page);
  await expectTrainer(page, 'failed');
  const notice = page.locator('[data-notice="workerFailed"]');
  await expect(notice).toContainText('out of memory');
  await notice.getByRole('button', { name: 'Start it again', exact: true }).click();
  await expectTrainer(page, 'paused');
  await expect(notice).toHaveCount(0);
  await runEpochs(page, 1);
});

/** A linear output with squared error, and far too large a rate for it. */
async function makeDiverge(page: Page, learningRate: string, hasLayers: boolean): Promise<void> {
  await openPage(page, 'engine=cpu');
  const remove = page.getByRole('button', { name: 'Remove layer', exact: true });
  while (!hasLayers && (await remove.count()) > 0) {
    const left = (await remove.count()) - 1;
    await remove.last().click();
    await expect(remove).toHaveCount(left);
  }
  await page.getByLabel('Loss', { exact: true }).selectOption('meanSquaredError');
  await page
    .getByRole('group', { name: 'Output layer', exact: true })
    .getByLabel('Activation', { exact: true })
    .selectOption('linear');
  const rate = page.getByRole('spinbutton', { name: 'Learning rate', exact: true });
  await rate.fill(learningRate);
  await rate.press('Enter');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expectTrainer(page, 'diverged');
}

test('a loss that is not finite pauses training and says what was measured; a third of the rate goes on', async ({
  page,
}) => {
  await makeDiverge(page, '0.3', false);
  const notice = page.locator('[data-notice="diverged"]');
  await expect(notice).toContainText(/Training stopped at epoch \d/);
  await expect(notice).toContainText('Likely cause: steps that are too large');
  await expectNoViolations(page);
  // The last finite weights are kept: what is drawn is still a number.
  await expect(page.locator('[data-chart="boundary"]').first()).not.toHaveAttribute('aria-label', /NaN/);
  const epoch = await readMetric(page, 'epoch');

  // One linear unit on these inputs learns at such a rate from whatever weights: its slope is the same everywhere.
  const rate = page.getByRole('spinbutton', { name: 'Learning rate', exact: true });
  const goOn = notice.getByRole('button', { name: 'Continue with a third of the rate', exact: true });
  await goOn.click();
  await expect(rate).toHaveAttribute('aria-valuenow', '0.1');
  await expect.poll(() => readMetric(page, 'epoch'), { timeout: 30_000 }).toBeGreaterThan(epoch + 10);
  await expectTrainer(page, 'training');
  await expect(notice).toHaveCount(0);
});

test('where the weights have grown beyond help, the notice says that Reset is the surer way', async ({
  page,
}) => {
  await makeDiverge(page, '10', true);
  await expect(page.locator('[data-notice="diverged"]')).toContainText('Reset with a smaller rate is surer');
});

test('after a loss that is not finite, Reset starts again at step 0', async ({ page }) => {
  await makeDiverge(page, '10', true);
  await page.locator('[data-notice="diverged"]').getByRole('button', { name: 'Reset', exact: true }).click();
  await expectTrainer(page, 'paused');
  await expectMetric(page, 'step', 0);
  await expect(page.locator('[data-notice="diverged"]')).toHaveCount(0);
});

test('every number refuses what is outside its limits, with a sentence, and keeps its value', async ({
  page,
}) => {
  await openPage(page, 'engine=cpu');
  const fields = page.getByRole('spinbutton');
  const count = await fields.count();
  expect(count).toBeGreaterThan(8);
  for (let at = 0; at < count; at++) {
    const field = fields.nth(at);
    const name = await field.evaluate((element) => element.getAttribute('aria-valuetext'));
    for (const wrong of ['-1e9', 'some']) {
      await field.fill(wrong);
      await field.press('Enter');
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      const sentence = page.locator(`[id="${await field.getAttribute('aria-describedby')}"]`);
      await expect(sentence).toBeVisible();
      await expect(sentence).toContainText(/stays/);
      await field.press('Escape');
    }
    await field.blur();
    expect(await field.getAttribute('aria-valuetext')).toBe(name);
  }
});

test('a crash of the page keeps the Experiment: it says what happened and goes on', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  const before = page.url();
  await page.getByLabel('Optimizer', { exact: true }).selectOption('adam');
  await expect.poll(() => page.url()).not.toBe(before);
  const address = page.url();
  await page.evaluate(() => {
    const found = Object.getOwnPropertyDescriptor(Intl.NumberFormat.prototype, 'format');
    const planted = () => {
      throw new Error('a planted failure');
    };
    Object.defineProperty(Intl.NumberFormat.prototype, 'format', { configurable: true, get: planted });
    Object.assign(globalThis, {
      mend: () => Object.defineProperty(Intl.NumberFormat.prototype, 'format', found ?? {}),
    });
  });
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'The page has stopped' })).toBeVisible();
  await expect(page.locator('.crash')).toContainText('a planted failure');
  await expect(page.locator('.crash-link')).toHaveAttribute('href', address);
  await expectNoViolations(page);
  await page.evaluate(() => (globalThis as unknown as { mend: () => void }).mend());
  await page.getByRole('button', { name: 'Undo the last change and go on', exact: true }).click();
  await expect(page.getByLabel('Optimizer', { exact: true })).toHaveValue('sgd');
});
