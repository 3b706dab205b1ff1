import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { expectTrainer, openPage } from './helpers';

const openDevice = async (page: Page) => {
  await page.locator('[data-engine]').first().click();
  const panel = page.getByRole('dialog', { name: 'Device', exact: true });
  await expect(panel).toBeVisible();
  await expect(panel.locator('[data-webgpu="ready"]')).toBeVisible();
  return panel;
};

/** The figures of a matrix or a row, as numbers. */
const numbersOf = (texts: readonly string[]) => texts.map((text) => Number(text.replace('−', '-')));

test('the badge opens the panel, which names the adapter and its limits; Escape leads back', async ({
  page,
}) => {
  await openPage(page, 'engine=cpu');
  const panel = await openDevice(page);
  for (const name of ['vendor', 'architecture', 'description', 'kind', 'largest buffer'])
    await expect(panel.getByText(name, { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page.locator('[data-engine]').first()).toBeFocused();
  await page.keyboard.press('d');
  await expect(panel).toBeVisible();
});

test('the self-test multiplies on the GPU what was typed, and compares a gradient', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  const panel = await openDevice(page);
  const compute = panel.getByRole('button', { name: 'Compute on the GPU', exact: true });
  await compute.click();
  const product = panel.locator('.matrix-figure');
  await expect(product.first().locator('.matrix-number')).toHaveText(['1', '3', '3', '7']);
  await expect(product.last().locator('.matrix-number')).toHaveText(['1', '3', '3', '7']);
  await expect(panel.locator('[data-equal="true"]')).toHaveCount(2);

  const entry = panel.getByRole('spinbutton', { name: 'Left matrix, row 2, column 1', exact: true });
  await entry.fill('-5.5');
  await entry.press('Enter');
  await expect(panel.getByText('The entries were changed since.')).toBeVisible();
  await compute.click();
  await expect(product.first().locator('.matrix-number')).toHaveText(['1', '3', '-5.5', '-1.5']);

  const rows = panel.locator('.device-test tbody tr');
  await expect(rows).toHaveCount(6);
  for (const row of await rows.all()) {
    const [gpu = NaN, cpu = NaN] = numbersOf(await row.locator('td').allTextContents());
    expect(Math.abs(gpu - cpu)).toBeLessThan(1e-4);
    expect(Math.abs(cpu)).toBeGreaterThan(1e-3);
  }
});

test('the race measures, pauses training, ends in time and says its result', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expectTrainer(page, 'training');
  const panel = await openDevice(page);
  await panel.getByRole('button', { name: 'Start the race', exact: true }).click();
  await expectTrainer(page, 'paused');
  await expect(panel.locator('[data-race="done"]')).toBeVisible({ timeout: 45_000 });
  const result = panel.locator('.race-result');
  await expect(result).toHaveAttribute('data-crossing', /^(crossing|gpuAlways|noCrossing)$/);
  await expect(result).toContainText(/fast|crossing/i);
  await expect(panel.locator('[data-chart="race"] circle').first()).toBeAttached();
  const sizes = await panel.locator('.device-race thead th').allTextContents();
  expect(sizes.slice(1, 5)).toEqual(['2', '4', '8', '16']);
  const crossing = await result.getAttribute('data-crossing');
  await expect(panel.locator('[data-chart="race"] g.crossing')).toHaveCount(crossing === 'crossing' ? 1 : 0);
});

test('the race can be cancelled, and closing the panel cancels it', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  const panel = await openDevice(page);
  await panel.getByRole('button', { name: 'Start the race', exact: true }).click();
  await panel.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(panel.locator('[data-race="cancelled"]')).toBeVisible({ timeout: 20_000 });
  await panel.getByRole('button', { name: 'Race again', exact: true }).click();
  await page.keyboard.press('Escape');
  await openDevice(page);
  await expect(panel.locator('[data-race="cancelled"]')).toBeVisible({ timeout: 20_000 });
});

for (const language of ['en', 'ko'])
  for (const width of [360, 1440])
    test(`axe finds nothing in the open panel: ${language}, ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await openPage(page, `lang=${language}&engine=cpu`);
      await page.keyboard.press('d');
      await expect(page.locator('[data-webgpu="ready"]')).toBeVisible();
      await page.locator('.device-test .button').click();
      await expect(page.locator('[data-equal="true"]')).toHaveCount(2);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([]);
    });
