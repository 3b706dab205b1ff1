/** Curves, earlier runs, stop rules and training settings, by the keyboard alone. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectMetric, expectTrainer, openPage, readMetric } from './helpers';

/** Goes on with the Tab key until the element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the Tab key does not lead there');
}

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

/** One epoch by its key, from outside any field. */
async function runEpochs(page: Page, from: number, count: number): Promise<void> {
  for (let epoch = from + 1; epoch <= from + count; epoch++) {
    await page.keyboard.press('e');
    await expectMetric(page, 'epoch', epoch);
    await expectTrainer(page, 'paused');
  }
}

const ghosts = (page: Page): Locator =>
  page.locator('[data-chart="loss"] path[data-ghost][data-figure="loss"]');

test('the x axis and the smoothing are chosen by keys, and each change is one undo', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  await runEpochs(page, 0, 3);
  const axis = page.getByLabel('X axis', { exact: true });
  await tabTo(page, axis);
  await page.keyboard.press('ArrowDown');
  await expect(axis).toHaveValue('steps');
  await expect(page.locator('[data-chart="loss"] text.axis').filter({ hasText: 'steps' })).toHaveText(
    '200 steps',
  );

  await tabTo(page, button(page, 'Smoothing'));
  await page.keyboard.press('Enter');
  const slider = page.getByRole('slider', { name: 'Smoothing', exact: true });
  await tabTo(page, slider);
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('spinbutton', { name: 'Smoothing', exact: true })).toHaveValue('0.05');
  await expect(page.locator('[data-chart="loss"] path[data-raw="loss"]')).toHaveCount(1);
  await expect(page.getByText('Smoothed over ≈ 1.1 epochs', { exact: false })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(slider).toBeHidden();
  await expect(button(page, 'Smoothing 0.05')).toBeFocused();

  await page.keyboard.press('Control+z');
  await expect(button(page, 'Smoothing 0.04')).toBeVisible();
  for (let presses = 0; presses < 4; presses++) await page.keyboard.press('Control+z');
  await expect(page.locator('[data-chart="loss"] path[data-raw]')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(axis).toHaveValue('epochs');
});

test('arrow keys read every row of the curves exactly', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  await runEpochs(page, 0, 3);
  const loss = await readMetric(page, 'loss');
  const chart = page.locator('[data-chart="loss"]');
  await tabTo(page, chart);
  const spoken = page.locator('[data-readout="loss"]');
  await page.keyboard.press('End');
  await expect(spoken).toContainText(`epoch 3 · step 60 · 600 samples`);
  await expect(spoken).toContainText(`training ${Number(loss.toPrecision(7))},`);
  await page.keyboard.press('ArrowLeft');
  await expect(spoken).toContainText('epoch 2 · step 40 · 400 samples');
  await expect(page.locator('.curves-notes')).toContainText('epoch 2 · step 40');
  await page.keyboard.press('Escape');
  await expect(spoken).toBeEmpty();
});

for (const { language, runs, restore, name, seed } of [
  { language: 'en', runs: 'Runs', restore: 'Restore run 1', name: 'Name of run 1', seed: 'seed 7' },
  { language: 'ko', runs: '실행', restore: '실행 1 되살리기', name: '실행 1 이름', seed: '시드 7' },
])
  test(`a run is kept over another seed, named, hidden, restored and removed by keys: ${language}`, async ({
    page,
  }) => {
    await openPage(page, `engine=cpu&lang=${language}`);
    await runEpochs(page, 0, 2);
    const loss = await readMetric(page, 'loss');
    await page.keyboard.press('n');
    await expectMetric(page, 'epoch', 0);
    await expect(ghosts(page)).toHaveCount(1);

    await tabTo(page, button(page, `${runs} 1`));
    await page.keyboard.press('Enter');
    const field = page.getByLabel(name, { exact: true });
    await expect(field).toHaveValue(seed);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await tabTo(page, field);
    await expect(ghosts(page)).toHaveCount(1);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('mine');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect(field).toBeHidden();
    // Hidden; while it was pointed at in the list it was shown.
    await expect(ghosts(page)).toHaveCount(0);

    await page.keyboard.press('Enter');
    await expect(field).toHaveValue('mine');
    await tabTo(page, button(page, restore));
    await page.keyboard.press('Enter');
    await expect(field).toBeHidden();
    await expectMetric(page, 'epoch', 0);
    await page.locator('[data-chart="loss"]').focus();
    await runEpochs(page, 0, 2);
    expect(await readMetric(page, 'loss')).toBe(loss);
    await page.keyboard.press('Control+z');
    await expectMetric(page, 'epoch', 0);
  });

test('a run is kept over Reset only if it took an epoch, and the same run is kept once', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  await page.keyboard.press('s');
  await expectMetric(page, 'step', 1);
  await page.keyboard.press('r');
  await expectMetric(page, 'step', 0);
  await expect(button(page, 'Runs')).toBeVisible();
  for (let times = 0; times < 2; times++) {
    await runEpochs(page, 0, 1);
    await page.keyboard.press('r');
    await expectMetric(page, 'epoch', 0);
    await expect(button(page, 'Runs 1')).toBeVisible();
  }
});

test('training stops at the target, says so, and Play goes on past it', async ({ page }) => {
  await openPage(page, 'engine=cpu&speed=max');
  await tabTo(page, button(page, 'Stop when…'));
  await page.keyboard.press('Enter');
  const value = page.getByRole('spinbutton', { name: 'Target value', exact: true });
  await tabTo(page, value);
  await page.keyboard.type('90%');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('checkbox', { name: 'Stop at a target', exact: true })).toBeChecked();
  await page.keyboard.press('Escape');
  await page.locator('[data-chart="loss"]').focus();
  await page.keyboard.press('Space');
  await expectTrainer(page, 'done');
  const done = page.getByRole('status').filter({ hasText: 'Done' });
  await expect(done).toContainText(/Done at epoch \d+: validation accuracy 9\d\.\d%, target 90\.0%/);
  const epoch = Number(/epoch (\d+)/.exec((await done.textContent()) ?? '')?.[1]);
  await expectMetric(page, 'epoch', epoch);
  expect(await readMetric(page, 'valAccuracy')).toBeGreaterThanOrEqual(0.9);
  await page.keyboard.press('e');
  await expectMetric(page, 'epoch', epoch + 1);
});

test('early stopping puts the best weights back and names their epoch', async ({ page }) => {
  await openPage(page, 'engine=cpu&speed=max');
  await tabTo(page, button(page, 'Stop when…'));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('checkbox', { name: 'Early stopping', exact: true }));
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await page.locator('[data-chart="loss"]').focus();
  await page.keyboard.press('Space');
  await expectTrainer(page, 'done', 60_000);
  await expect(page.getByRole('status').filter({ hasText: 'Stopped early' })).toContainText(
    /Stopped early at epoch \d+\. The weights of epoch \d+ are back: validation loss/,
  );
});

for (const { language, more, schedule, factor, clipping } of [
  {
    language: 'en',
    more: 'More: Schedule and clipping',
    schedule: 'Learning rate schedule',
    factor: 'Schedule factor',
    clipping: 'Gradient clipping',
  },
  {
    language: 'ko',
    more: '더 보기: 스케줄과 클리핑',
    schedule: '학습률 스케줄',
    factor: '스케줄 배율',
    clipping: '기울기 클리핑',
  },
])
  test(`schedule and clipping are set by keys, and the rate in force is shown: ${language}`, async ({
    page,
  }) => {
    await openPage(page, `engine=cpu&lang=${language}`);
    await tabTo(page, button(page, more));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByLabel(schedule, { exact: true }));
    await page.keyboard.press('ArrowDown');
    const factorField = page.getByRole('spinbutton', { name: factor, exact: true });
    await expect(factorField).toHaveValue('0.5');
    const epochs = page.getByRole('spinbutton', { name: language === 'en' ? /Epochs between/ : /단계 사이/ });
    await tabTo(page, epochs);
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByLabel(clipping, { exact: true }));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await page.locator('[data-chart="loss"]').focus();
    await runEpochs(page, 0, 4);
    // Two steps of 1/2: 0.03, 0.015, 0.0075.
    await expect(page.locator('.rate-now')).toHaveText('0.0075');
    for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Control+z');
    await expect(page.locator('.rate-now')).toHaveCount(0);
  });

test('a change on the way is marked on the curves', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  await runEpochs(page, 0, 2);
  await page.getByLabel('Learning rate', { exact: true }).and(page.getByRole('spinbutton')).focus();
  await page.keyboard.type('0.3');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-chart="loss"] g[data-layer="marks"] text')).toHaveText(
    'learning rate 0.03 → 0.3',
  );
  await expect(page.getByText('Reset replays with the present settings', { exact: false })).toBeVisible();
  await page.getByLabel('Batch size', { exact: true }).and(page.getByRole('spinbutton')).focus();
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect(page.getByText('stochastic', { exact: true })).toBeVisible();
  await expect(page.locator('[data-chart="loss"] g[data-layer="marks"] line')).toHaveCount(2);
});

test('the best accuracy that the noise allows is drawn and explained', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  await runEpochs(page, 0, 1);
  await expect(page.locator('[data-chart="accuracy"] g[data-layer="reference"] text')).toHaveText(
    'best 99.2%',
  );
  await tabTo(page, button(page, /best the noise allows/));
  await page.keyboard.press('Enter');
  await expect(page.getByText('by an exact formula', { exact: false })).toBeVisible();
});

for (const theme of ['light', 'dark'])
  test(`axe finds nothing in any open panel, and panels stay inside a phone: ${theme}`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await openPage(page, `engine=cpu&theme=${theme}`);
    await runEpochs(page, 0, 1);
    await page.keyboard.press('n');
    await expectMetric(page, 'epoch', 0);
    for (const name of ['Smoothing', 'Runs 1', 'Stop when…', 'More: Schedule and clipping']) {
      await button(page, name).click();
      const panel = page.locator('.panel-popover:popover-open');
      await expect(panel).toBeVisible();
      if (name.startsWith('More')) {
        await page.getByLabel('Learning rate schedule', { exact: true }).selectOption('step');
        await page.getByLabel('Gradient clipping', { exact: true }).selectOption('norm');
      }
      const box = await panel.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(800);
      const small = await panel.evaluate((element) =>
        [...element.querySelectorAll<HTMLElement>('button, select, .number-input, .run-name, label.toggle')]
          .filter((part) => part.checkVisibility())
          .map((part) => ({
            name: part.outerHTML.slice(0, 90),
            heightPx: part.getBoundingClientRect().height,
          }))
          .filter(({ heightPx }) => heightPx < 39.5),
      );
      expect(small).toEqual([]);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(panel).toHaveCount(0);
    }
  });
