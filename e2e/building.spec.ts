import { expect, test } from '@playwright/test';
import { expectMetric, expectTrainer, openPage, readMetric, runEpochs } from './helpers';

test('layers are added, resized, given another activation and removed', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  await expect(page.getByRole('group', { name: 'Layer 2', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Add layer', exact: true }).last().click();
  const third = page.getByRole('group', { name: 'Layer 3', exact: true });
  await expect(third).toBeVisible();

  const units = third.getByRole('spinbutton', { name: 'Units', exact: true });
  await units.fill('6');
  await units.press('Enter');
  await expect(units).toHaveAttribute('aria-valuenow', '6');
  await third.getByLabel('Activation', { exact: true }).selectOption({ label: 'tanh' });

  const rows = await runEpochs(page, 1);
  expect(rows[1]?.loss).not.toBe(rows[0]?.loss);

  await third.getByRole('button', { name: 'Remove layer', exact: true }).click();
  await expect(third).toHaveCount(0);
  await expectMetric(page, 'epoch', 0);
});

test('a network has at most eight hidden layers, and may have none', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  const addButtons = page.getByRole('button', { name: 'Add layer', exact: true });
  for (let layers = 2; layers < 8; layers++) {
    await addButtons.last().click();
    await expect(page.getByRole('group', { name: `Layer ${layers + 1}`, exact: true })).toBeAttached();
  }
  await expect(addButtons.last()).toBeDisabled();
  for (let layers = 8; layers > 0; layers--) {
    await page
      .getByRole('group', { name: `Layer ${layers}`, exact: true })
      .getByRole('button', { name: 'Remove layer', exact: true })
      .click();
    await expect(page.getByRole('group', { name: `Layer ${layers}`, exact: true })).toHaveCount(0);
  }
  const rows = await runEpochs(page, 1);
  expect(rows[1]?.loss).not.toBe(rows[0]?.loss);
});

test('what tunes keeps the weights and marks the curves, what rebuilds starts again', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  await runEpochs(page, 2);
  const loss = await readMetric(page, 'loss');
  const rate = page.getByRole('spinbutton', { name: 'Learning rate', exact: true });
  await rate.fill('0.3');
  await rate.press('Enter');
  await expect(rate).toHaveAttribute('aria-valuenow', '0.3');
  await expectMetric(page, 'epoch', 2);
  expect(await readMetric(page, 'loss')).toBe(loss);
  await expect(page.locator('[data-chart="loss"]').first()).toContainText('0.03 → 0.3');

  await page.getByLabel('Initializer', { exact: true }).selectOption({ label: 'He normal' });
  await expectMetric(page, 'epoch', 0);
});

test('values outside the limits are refused at the control with a sentence, and nothing is lost', async ({
  page,
}) => {
  await openPage(page, 'engine=cpu');
  const rate = page.getByRole('spinbutton', { name: 'Learning rate', exact: true });
  for (const wrong of ['99', '-1', 'fast', '']) {
    await rate.fill(wrong);
    await rate.press('Enter');
    await expect(rate).toHaveAttribute('aria-invalid', 'true');
    const sentence = page.locator(`#${await rate.getAttribute('aria-describedby')}`);
    await expect(sentence).toBeVisible();
    await expect(sentence).toContainText('10');
    await rate.press('Escape');
    await expect(rate).toHaveAttribute('aria-valuenow', '0.03');
    await expect(rate).toHaveValue('0.03');
  }
});

test('every data set trains', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  for (const name of ['Circle', 'Gauss', 'Spiral', 'XOR']) {
    await page
      .getByRole('radiogroup', { name: 'Data set' })
      .getByRole('radio', { name, exact: true })
      .check({ force: true });
    const [before, after] = await runEpochs(page, 1);
    expect(after?.loss).not.toBe(before?.loss);
  }
});

test('the points on the boundary follow noise and train share', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  await page
    .getByRole('radiogroup', { name: 'Data set' })
    .getByRole('radio', { name: 'Spiral' })
    .check({ force: true });
  const chart = page.locator('[data-chart="boundary"]').first();
  const pictureAfter = async (name: string, value: string) => {
    const field = page.getByRole('spinbutton', { name, exact: true });
    await field.fill(value);
    await field.press('Enter');
    await expectMetric(page, 'epoch', 0);
    return chart.screenshot();
  };
  const calm = await pictureAfter('Noise', '0');
  await expect.poll(async () => (await pictureAfter('Noise', '0.5')).equals(calm)).toBe(false);
  await expect.poll(async () => (await pictureAfter('Noise', '0')).equals(calm)).toBe(true);
  await expect.poll(async () => (await pictureAfter('Train share', '0.9')).equals(calm)).toBe(false);
});

test('undo and redo go through every committed change', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  const rate = page.getByRole('spinbutton', { name: 'Learning rate', exact: true });
  await rate.fill('0.1');
  await rate.press('Enter');
  await page.getByLabel('Optimizer', { exact: true }).selectOption({ label: 'Adam' });
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByLabel('Optimizer', { exact: true })).toHaveValue('sgd');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(rate).toHaveAttribute('aria-valuenow', '0.03');
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await expect(rate).toHaveAttribute('aria-valuenow', '0.1');
  await expectTrainer(page, 'paused');
});
