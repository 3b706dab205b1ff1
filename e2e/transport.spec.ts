import { expect, test } from '@playwright/test';
import { expectMetric, expectTrainer, openPage, readMetric, runEpochs } from './helpers';

test('Step takes one batch, 1 epoch goes to its end, Reset replays exactly', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expectMetric(page, 'step', 1);
  await page.getByRole('button', { name: '1 epoch', exact: true }).click();
  await expectMetric(page, 'epoch', 1);
  await expectMetric(page, 'step', 20);
  const first = await readMetric(page, 'loss');

  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expectMetric(page, 'epoch', 0);
  await expectMetric(page, 'step', 0);
  const again = await runEpochs(page, 1);
  expect(again[1]?.loss).toBe(first);
});

test('New seed starts another run and changes only the seed', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  const before = await runEpochs(page, 1);
  const seed = page.getByRole('spinbutton', { name: 'Seed', exact: true });
  const oldSeed = await seed.getAttribute('aria-valuenow');
  await page.getByRole('button', { name: 'New seed', exact: true }).click();
  await expectMetric(page, 'epoch', 0);
  await expect(seed).not.toHaveAttribute('aria-valuenow', oldSeed ?? '');
  const after = await runEpochs(page, 1);
  expect(after[1]?.loss).not.toBe(before[1]?.loss);
});

test('the keys Space, S, E and R do what their buttons do', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  await page.keyboard.press('s');
  await expectMetric(page, 'step', 1);
  await page.keyboard.press('e');
  await expectMetric(page, 'epoch', 1);
  await page.keyboard.press('r');
  await expectMetric(page, 'epoch', 0);
  await page.keyboard.press('Space');
  await expectTrainer(page, 'training');
  await page.keyboard.press('Space');
  await expectTrainer(page, 'paused');
});

test('after a click on Reset, Space plays and does not reset again', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await page.keyboard.press('Space');
  await expectTrainer(page, 'training');
});

test('the figures of an epoch do not depend on the speed at which it was reached', async ({ page }) => {
  await openPage(page, 'engine=cpu&speed=max');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => readMetric(page, 'epoch')).toBeGreaterThan(3);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expectTrainer(page, 'paused');
  await page.getByRole('button', { name: '1 epoch', exact: true }).click();
  await expectTrainer(page, 'paused');
  const fast = await page.waitForFunction(() => {
    const value = (metric: string) =>
      Number(document.querySelector(`[data-metric="${metric}"]`)?.getAttribute('data-value'));
    return value('step') === value('epoch') * 20 ? { epoch: value('epoch'), loss: value('loss') } : null;
  });
  const { epoch, loss } = (await fast.jsonValue()) as { epoch: number; loss: number };

  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expectMetric(page, 'epoch', 0);
  const steps = page.getByRole('button', { name: '1 epoch', exact: true });
  for (let next = 1; next <= Math.min(epoch, 3); next++) {
    await steps.click();
    await expectMetric(page, 'epoch', next);
  }
  const third = await readMetric(page, 'loss');
  await openPage(page, 'engine=cpu&speed=3');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  // Both at one moment: the run goes on.
  const played = await page.waitForFunction(() => {
    const value = (metric: string) =>
      document.querySelector(`[data-metric="${metric}"]`)?.getAttribute('data-value');
    return value('epoch') === '3' ? value('loss') : null;
  });
  expect(Number(await played.jsonValue())).toBe(third);
  expect(loss).toBeLessThan(third);
});
