import { expect, test } from '@playwright/test';
import { expectTrainer, openPage, readMetric } from './helpers';

test('Play alone solves the default experiment within 60 epochs', async ({ page }) => {
  await openPage(page);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expectTrainer(page, 'training');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();

  const solved = await page.waitForFunction(
    () => {
      const value = (metric: string) =>
        Number(document.querySelector(`[data-metric="${metric}"]`)?.getAttribute('data-value'));
      const epoch = value('epoch');
      return value('valAccuracy') >= 0.95 || epoch > 60 ? { epoch, accuracy: value('valAccuracy') } : null;
    },
    undefined,
    { timeout: 60_000 },
  );
  const { epoch, accuracy } = (await solved.jsonValue()) as { epoch: number; accuracy: number };
  expect(accuracy).toBeGreaterThanOrEqual(0.95);
  expect(epoch).toBeLessThanOrEqual(60);

  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expectTrainer(page, 'paused');
});

test('the first picture stands before anything is trained, with epoch 0 evaluated', async ({ page }) => {
  await openPage(page);
  expect(await readMetric(page, 'epoch')).toBe(0);
  expect(await readMetric(page, 'loss')).toBeGreaterThan(0.3);
  for (const chart of ['boundary', 'loss', 'accuracy', 'weights', 'network'])
    await expect(page.locator(`[data-chart="${chart}"]`).first()).toBeVisible();
});

test('the page itself never loads tfjs, and no request leaves the site', async ({ page }) => {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  await openPage(page);
  const origin = new URL(page.url()).origin;
  const outside = urls.filter(
    (url) => !url.startsWith(origin) && !url.startsWith('data:') && !url.startsWith('blob:'),
  );
  expect(outside).toEqual([]);
  // What the page itself (not its worker) loaded: small, and without tfjs, whose code names itself.
  const { bytes, mentions } = await page.evaluate(async () => {
    const own = performance
      .getEntriesByType('resource')
      .map((entry) => entry.name)
      .filter((name) => /\.js$/.test(name) && !/worker/i.test(name));
    const texts = await Promise.all(own.map(async (name) => (await fetch(name)).text()));
    return {
      bytes: texts.reduce((sum, text) => sum + text.length, 0),
      mentions: texts.filter((text) => /registerBackend|GraphModel|tfjs-core/.test(text)).length,
    };
  });
  expect(bytes).toBeGreaterThan(100_000);
  expect(mentions).toBe(0);
});

test('nothing on the page breaks the content security policy or throws', async ({ page }) => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await openPage(page);
  await page.getByRole('button', { name: '1 epoch', exact: true }).click();
  await expect.poll(() => readMetric(page, 'epoch')).toBe(1);
  expect(problems).toEqual([]);
});
