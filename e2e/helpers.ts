/** What every end-to-end test needs: opening the page, reading its live numbers and its state by the names of the product. */
import { expect, type Page } from '@playwright/test';

export type Metric = 'epoch' | 'step' | 'loss' | 'valLoss' | 'accuracy' | 'valAccuracy' | 'stepsPerSecond';

/** Opens the page in English unless the query says otherwise, and waits until an engine stands ready. */
export async function openPage(page: Page, query = '', hash = ''): Promise<void> {
  const parameters = new URLSearchParams(query);
  if (!parameters.has('lang')) parameters.set('lang', 'en');
  await page.goto(`./?${parameters}${hash}`);
  await expectTrainer(page, 'paused');
}

export async function expectTrainer(page: Page, state: string, timeoutMs = 30_000): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-trainer', state, { timeout: timeoutMs });
}

/** The exact number behind a live figure. */
export async function readMetric(page: Page, metric: Metric): Promise<number> {
  const element = page.locator(`[data-metric="${metric}"]`).first();
  await expect(element).toHaveAttribute('data-value', /\d/);
  return Number(await element.getAttribute('data-value'));
}

/** Waits until the figure is what it should be. */
export async function expectMetric(
  page: Page,
  metric: Metric,
  value: number,
  timeoutMs = 30_000,
): Promise<void> {
  await expect(page.locator(`[data-metric="${metric}"]`).first()).toHaveAttribute(
    'data-value',
    String(value),
    {
      timeout: timeoutMs,
    },
  );
}

/** Which engine the badge names, once it is the one that was asked for. */
export async function expectEngine(page: Page, engine: string, backend: string): Promise<void> {
  const badge = page.locator('[data-engine]').first();
  await expect(badge).toHaveAttribute('data-engine', engine, { timeout: 60_000 });
  await expect(badge).toHaveAttribute('data-backend', backend);
}

/** Runs whole epochs with the button and gives loss and accuracy after each, epoch 0 first. */
export async function runEpochs(
  page: Page,
  count: number,
): Promise<{ loss: number; valLoss: number; accuracy: number }[]> {
  const rows = [];
  for (let epoch = 0; epoch <= count; epoch++) {
    if (epoch > 0) await page.getByRole('button', { name: '1 epoch', exact: true }).click();
    await expectMetric(page, 'epoch', epoch, 60_000);
    await expectTrainer(page, 'paused');
    rows.push({
      loss: await readMetric(page, 'loss'),
      valLoss: await readMetric(page, 'valLoss'),
      accuracy: await readMetric(page, 'accuracy'),
    });
  }
  return rows;
}
