/** Data and output, by keyboard: gates with their truth table, inputs, the boundary's cursor, a neuron in its place, findings, weights; both languages. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, test, type Page } from '@playwright/test';
import { expectMetric, openPage, readMetric, runEpochs } from './helpers';

const WORDS = {
  en: {
    dataSet: 'Data set',
    xorGate: 'XOR gate',
    inputs: 'Inputs',
    epoch: '1 epoch',
    right: 'right',
    wrong: 'wrong',
    score: (right: number) => `${right} of 4 right`,
    note: 'Noise, samples and train share do not apply.',
    noise: 'Noise',
    unit: /^Layer 1, unit \d$/,
    cursor: /^Cursor on the boundary/,
    zeros: 'Zeros',
    initializer: 'Initializer',
    equal: 'equal weights',
  },
  ko: {
    dataSet: '데이터 세트',
    xorGate: 'XOR 게이트',
    inputs: '입력',
    epoch: '1 에포크',
    right: '맞음',
    wrong: '틀림',
    score: (right: number) => `4개 중 ${right}개 맞음`,
    note: '노이즈, 샘플 수, 훈련 비율은 적용되지 않습니다.',
    noise: '노이즈',
    unit: /^은닉층 1, 뉴런 \d$/,
    cursor: /^결정 경계 위의 커서/,
    zeros: '모두 0',
    initializer: '가중치 초기화 방법',
    equal: '가중치가 모두 같아',
  },
} as const;

async function trainByKey(page: Page, name: string, epoch: number): Promise<void> {
  await page.getByRole('button', { name, exact: true }).press('Enter');
  await expectMetric(page, 'epoch', epoch);
}

const exactValue = async (element: Locator): Promise<number> => {
  await expect(element).toHaveAttribute('data-value', /\d/);
  return Number(await element.getAttribute('data-value'));
};
const boundary = (page: Page) => page.locator('[data-chart="boundary"]');
const readout = (page: Page) => boundary(page).locator('.boundary-readout');
const cursor = (page: Page) => boundary(page).locator('[role="application"]');

for (const language of ['en', 'ko'] as const) {
  const words = WORDS[language];

  test(`a gate is chosen with the arrow keys and answers in a live truth table (${language})`, async ({
    page,
  }) => {
    await openPage(page, `lang=${language}&engine=cpu`);
    const sets = page.getByRole('radiogroup', { name: words.dataSet });
    await sets.getByRole('radio', { checked: true }).focus();
    for (let press = 0; press < 7; press++) await page.keyboard.press('ArrowRight');
    await expect(sets.getByRole('radio', { name: words.xorGate, exact: true })).toBeChecked();
    await expect(page.getByText(words.note)).toBeVisible();
    await expect(page.getByRole('slider', { name: words.noise, exact: true })).toHaveCount(0);

    const table = page.getByRole('table');
    const outputs = table.locator('tbody td[data-value]');
    await expect(outputs).toHaveCount(4);
    const before = await exactValue(outputs.nth(3));
    await trainByKey(page, words.epoch, 1);
    await expect(outputs.nth(3)).not.toHaveAttribute('data-value', String(before));

    const rows = await table
      .locator('tbody tr')
      .evaluateAll((all) =>
        all.map((row) =>
          [...row.children].map((cell) => cell.getAttribute('data-value') ?? cell.textContent),
        ),
      );
    let right = 0;
    for (const [x1, x2, target, output, verdict] of rows) {
      expect(Number(target)).toBe(Number(x1) ^ Number(x2));
      const isRight = Number(output) > 0.5 === (Number(target) === 1);
      if (isRight) right += 1;
      expect(verdict).toContain(isRight ? words.right : words.wrong);
    }
    await expect(table).toContainText(words.score(right));
    expect(await readMetric(page, 'accuracy')).toBe(right / 4);
    expect(await readMetric(page, 'valAccuracy')).toBe(right / 4);
    expect(await readMetric(page, 'valLoss')).toBe(await readMetric(page, 'loss'));

    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([]);
  });

  test(`the cursor on the boundary is moved by keys and reads the output exactly (${language})`, async ({
    page,
  }) => {
    await openPage(page, `lang=${language}&engine=cpu`);
    const sets = page.getByRole('radiogroup', { name: words.dataSet });
    await sets.getByRole('radio', { name: words.xorGate, exact: true }).focus();
    await page.keyboard.press('Space');
    await trainByKey(page, words.epoch, 1);
    await expect(cursor(page)).toHaveAccessibleName(words.cursor);
    await cursor(page).focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(readout(page)).toHaveAttribute('data-x1', '1');
    await expect(readout(page)).toHaveAttribute('data-x2', '0');
    // (1, 0) is the third row of the truth table.
    const output = await exactValue(page.getByRole('table').locator('tbody td[data-value]').nth(2));
    expect(await exactValue(readout(page))).toBe(output);
    await expect(readout(page)).toContainText(output > 0.5 ? words.right : words.wrong);
    await page.keyboard.press('ArrowUp');
    await expect(readout(page)).toHaveAttribute('data-x2', '0.05');
    await expect(readout(page)).not.toHaveAttribute('data-value', String(output));
    await page.keyboard.press('Escape');
    await expect(readout(page)).toHaveCount(0);
  });

  test(`a neuron reached by keys shows its output in the boundary's place (${language})`, async ({
    page,
  }) => {
    await openPage(page, `lang=${language}&engine=cpu`);
    const title = page.locator('.boundary-head h2');
    const before = await title.textContent();
    const label = await boundary(page).getAttribute('aria-label');
    await page.locator('[data-chart="network"] .network-stop').focus();
    await page.keyboard.press('ArrowRight');
    await expect(title).toHaveText(words.unit);
    await expect(boundary(page)).not.toHaveAttribute('aria-label', label ?? '');
    await page.getByRole('button', { name: words.epoch, exact: true }).focus();
    await expect(title).toHaveText(before ?? '');
  });

  test(`equal weights are found before anything is trained (${language})`, async ({ page }) => {
    await openPage(page, `lang=${language}&engine=cpu`);
    await page.getByLabel(words.initializer, { exact: true }).selectOption({ label: words.zeros });
    await expect(page.locator('[data-finding="symmetric"]')).toContainText(words.equal);
    await expect(page.locator('[data-finding="symmetric"]')).toHaveAttribute('data-warning', 'true');
  });
}

test('all seven inputs are switched by keyboard, and the last one stays on', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  const inputs = page.getByRole('group', { name: 'Inputs', exact: true }).last();
  const tiles = inputs
    .getByRole('button', { pressed: true })
    .or(inputs.getByRole('button', { pressed: false }));
  await expect(tiles).toHaveCount(7);
  for (const at of [2, 3, 4, 5, 6]) await tiles.nth(at).press('Enter');
  await expect(inputs.getByRole('button', { pressed: true })).toHaveCount(7);
  await runEpochs(page, 1);
  for (const at of [0, 1, 2, 3, 4, 5, 6]) await tiles.nth(at).press('Enter');
  await expect(inputs.getByRole('button', { pressed: true })).toHaveCount(1);
  await expect(tiles.nth(6)).toHaveAttribute('aria-disabled', 'true');
});

test('a click pins the read-out, which follows the training; a second one takes it away', async ({
  page,
}) => {
  await openPage(page, 'engine=cpu');
  const box = await cursor(page).boundingBox();
  if (!box) throw new Error('the boundary has no place');
  const place = { x: box.x + box.width * 0.75, y: box.y + box.height * 0.25 };
  await page.mouse.move(place.x, place.y);
  await expect(readout(page)).toBeVisible();
  await page.mouse.move(5, 5);
  await expect(readout(page)).toHaveCount(0);
  await page.mouse.click(place.x, place.y);
  await page.mouse.move(5, 5);
  expect(Number(await readout(page).getAttribute('data-x1'))).toBeCloseTo(3, 0);
  expect(Number(await readout(page).getAttribute('data-x2'))).toBeCloseTo(3, 0);
  const value = await exactValue(readout(page));
  await page.getByRole('button', { name: '1 epoch', exact: true }).click();
  await expect(readout(page)).not.toHaveAttribute('data-value', String(value));
  await page.mouse.click(place.x, place.y);
  await expect(readout(page)).toHaveCount(0);
});

test('at rest the page says what a neuron is worth', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  await runEpochs(page, 3);
  const detail = page.locator('.finding-detail');
  await expect(detail).toHaveAttribute('data-detail', /without/);
  await page.locator('[data-chart="network"] .network-stop').focus();
  await page.keyboard.press('ArrowRight');
  const title = (await page.locator('.boundary-head h2').textContent()) ?? '';
  const [, layer, unit] = /Layer (\d), unit (\d)/.exec(title) ?? [];
  await expect(detail).toContainText(`Without unit ${unit} of layer ${layer} the training accuracy would be`);
});

test('the weights are read bar by bar, and one of many layers can be shown alone', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  const weights = page.locator('[data-chart="weights"]');
  const reading = page.locator('.weights-summary');
  await weights.focus();
  let counted = 0;
  let before = '';
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('ArrowRight');
    const text = (await reading.textContent()) ?? '';
    if (text === before) break;
    before = text;
    counted += Number(/: (\d+) weights? from/.exec(text)?.[1] ?? 'NaN');
  }
  // 2-4-4-1: kernels of 8, 16 and 4 weights.
  expect(counted).toBe(28);
  await page.keyboard.press('Escape');
  await expect(reading).toContainText('mean');

  const choice = page.getByLabel('Layers shown', { exact: true });
  await expect(choice).toHaveCount(0);
  await page.getByRole('button', { name: 'Add layer', exact: true }).last().click();
  await choice.selectOption({ label: 'layer 3' });
  await expect(weights.locator('g.cell')).toHaveCount(1);
  await choice.selectOption({ label: 'all layers' });
  await expect(weights.locator('g.cell')).toHaveCount(4);
});
