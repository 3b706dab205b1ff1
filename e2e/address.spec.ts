import { expect, test } from '@playwright/test';
import { expectMetric, openPage, readMetric, runEpochs } from './helpers';

test('the address holds the experiment and replays it', async ({ page, context }) => {
  await openPage(page, 'engine=cpu');
  const noise = page.getByRole('spinbutton', { name: 'Noise', exact: true });
  await noise.fill('0.25');
  await noise.press('Enter');
  await page.getByLabel('Optimizer', { exact: true }).selectOption({ label: 'Adam' });
  await expect.poll(() => page.evaluate(() => location.hash.length)).toBeGreaterThan(20);
  const rows = await runEpochs(page, 2);
  // The address is written a moment after the last change: wait until it says Adam, which the other page then shows.
  const other = await context.newPage();
  await expect
    .poll(async () => {
      const hash = await page.evaluate(() => location.hash);
      await openPage(other, 'engine=cpu', hash);
      return other.getByLabel('Optimizer', { exact: true }).inputValue();
    })
    .toBe('adam');
  await expect(other.getByRole('spinbutton', { name: 'Noise', exact: true })).toHaveAttribute(
    'aria-valuenow',
    '0.25',
  );
  expect(await runEpochs(other, 2)).toEqual(rows);
});

for (const hash of ['#x1=thisIsNoExperiment', '#garbage', '#x1', '#x9=abc'])
  test(`the wrong address ${hash} gives a notice and the default, and training works`, async ({ page }) => {
    await openPage(page, 'engine=cpu', hash);
    await expect(page.getByRole('alert').filter({ hasText: /address/i })).toBeVisible();
    await expect(page.getByRole('spinbutton', { name: 'Noise', exact: true })).toHaveAttribute(
      'aria-valuenow',
      '0.1',
    );
    await page.getByRole('button', { name: '1 epoch', exact: true }).click();
    await expectMetric(page, 'epoch', 1);
    expect(await readMetric(page, 'loss')).toBeGreaterThan(0);
  });

test('pasting another address opens it', async ({ page, context }) => {
  const other = await context.newPage();
  await openPage(other, 'engine=cpu');
  await other
    .getByRole('radiogroup', { name: 'Data set' })
    .getByRole('radio', { name: 'Spiral' })
    .check({ force: true });
  await expect.poll(() => other.evaluate(() => location.hash)).not.toBe('');
  await openPage(page, 'engine=cpu');
  await expect(async () => {
    const hash = await other.evaluate(() => location.hash);
    await page.evaluate((next) => {
      location.hash = next;
    }, hash);
    await expect(
      page.getByRole('radiogroup', { name: 'Data set' }).getByRole('radio', { name: 'Spiral' }),
    ).toBeChecked({ timeout: 1000 });
  }).toPass();
});
