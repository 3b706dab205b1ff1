/** The network's drawing and its layers: by keyboard alone, by pointer, by touch on a phone, and at its largest. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectMetric, expectTrainer, openPage, readMetric } from './helpers';

const WORDS = {
  en: {
    unit: (layer: number, unit: number) => `Layer ${layer}, unit ${unit}`,
    biasOf: 'Bias of',
    weight: 'Weight',
    bias: 'Bias',
    layer: 'Layer',
    move: 'Move layer',
    redraw: 'Reinitialize this layer',
    units: 'Units',
    reset: 'Reset',
    epoch: '1 epoch',
    moved: 'Now layer 1 of 2.',
  },
  ko: {
    unit: (layer: number, unit: number) => `은닉층 ${layer}, 뉴런 ${unit}`,
    biasOf: '편향:',
    weight: '가중치',
    bias: '편향',
    layer: '은닉층',
    move: '층 옮기기',
    redraw: '이 층의 가중치 다시 뽑기',
    units: '뉴런 수',
    reset: '처음부터',
    epoch: '1 에포크',
    moved: '이제 은닉층 2개 중 1번째입니다.',
  },
} as const;

const chart = (page: Page): Locator => page.locator('[data-chart="network"]').first();
const readout = (page: Page): Locator => page.locator('.readout');
const shownValue = (page: Page): Locator => readout(page).locator('[data-parameter]');

/** Middle of a tile of the first visit's network: four columns, units from the top. */
async function middleOf(page: Page, column: number, unit: number): Promise<{ x: number; y: number }> {
  const box = await chart(page).boundingBox();
  if (!box) throw new Error('the network is not on the page');
  const factor = Math.max(1, Math.min(4, box.height / 282, box.width / 600));
  return { x: box.x + ((column + 0.5) * box.width) / 4, y: box.y + (6 + 23 + unit * 74) * factor };
}

for (const language of ['en', 'ko'] as const) {
  const words = WORDS[language];

  test(`every part is reached and edited by keyboard alone: ${language}`, async ({ page }) => {
    await openPage(page, `engine=cpu&lang=${language}`);
    await page.locator('.network-stop').focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
    await expect(page.locator('.network-stop')).toBeFocused();
    await expect(page.locator('.network-stop')).toHaveAccessibleName(words.unit(1, 3));
    await expect(chart(page)).toHaveAttribute('data-part', 'unit 1 2');
    await expect(chart(page)).toHaveAccessibleName(new RegExp(words.unit(1, 3)));

    await page.keyboard.press('Enter');
    await expect(page.locator('.network-stop')).toHaveAccessibleName(new RegExp(words.biasOf));
    await page.keyboard.press('Enter');
    const bias = readout(page).getByRole('spinbutton', { name: words.bias, exact: true });
    await expect(bias).toBeFocused();
    await page.keyboard.type('0.75');
    await page.keyboard.press('Enter');
    await expect(shownValue(page)).toHaveAttribute('data-value', '0.75');
    await page.keyboard.press('Escape');
    await expect(page.locator('.network-stop')).toBeFocused();

    // The next parts inside are the connections from the two inputs.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(chart(page)).toHaveAttribute('data-part', 'connection 0 1 2');
    await page.keyboard.press('Enter');
    await expect(readout(page).getByRole('spinbutton', { name: words.weight, exact: true })).toBeFocused();
    await page.keyboard.type('-1.5');
    await page.keyboard.press('Enter');
    await expect(shownValue(page)).toHaveAttribute('data-value', '-1.5');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(page.locator('.network-stop')).toHaveAccessibleName(words.unit(1, 3));

    // Set before the first step, they are part of the Experiment: Reset keeps them.
    await page.getByRole('button', { name: words.epoch, exact: true }).focus();
    await page.keyboard.press('Enter');
    await expectMetric(page, 'epoch', 1);
    await expectTrainer(page, 'paused');
    await page.getByRole('button', { name: words.reset, exact: true }).focus();
    await page.keyboard.press('Enter');
    await expectMetric(page, 'epoch', 0);
    await page.locator('.network-stop').focus();
    await page.keyboard.press('Enter');
    await expect(shownValue(page)).toHaveAttribute('data-value', '0.75');
  });

  test(`layers are moved by keyboard alone: ${language}`, async ({ page }) => {
    await openPage(page, `engine=cpu&lang=${language}`);
    const layer = (number: number) =>
      page.getByRole('group', { name: `${words.layer} ${number}`, exact: true });
    const units = (number: number) =>
      layer(number).getByRole('spinbutton', { name: words.units, exact: true });
    const handle = (number: number) => layer(number).getByRole('button', { name: words.move, exact: true });
    await units(1).fill('3');
    await units(1).press('Enter');
    await expect(units(1)).toHaveAttribute('aria-valuenow', '3');

    await handle(2).focus();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(units(2)).toHaveAttribute('aria-valuenow', '3');
    await expect(handle(1)).toBeFocused();
    await expect(page.locator('.network [role="status"]')).toHaveText(words.moved);

    await page.keyboard.press('Enter');
    await expect(handle(1)).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('ArrowRight');
    await expect(units(1)).toHaveAttribute('aria-valuenow', '3');
    await expect(handle(2)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(units(2)).toHaveAttribute('aria-valuenow', '3');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(units(1)).toHaveAttribute('aria-valuenow', '3');
    await expect(handle(2)).toHaveAttribute('aria-pressed', 'false');
  });
}

test('a neuron under the pointer shows its bias, and its output in place of the boundary', async ({
  page,
}) => {
  await openPage(page, 'engine=cpu');
  const boundary = page.locator('[data-chart="boundary"]').first();
  const before = await boundary.getAttribute('aria-label');
  const at = await middleOf(page, 1, 0);
  await page.mouse.move(at.x, at.y);
  await expect(readout(page)).toContainText('Layer 1, unit 1');
  await expect(shownValue(page)).toHaveAttribute('data-value', '0');
  await expect(boundary).not.toHaveAttribute('aria-label', before ?? '');
  await page.mouse.move(at.x, at.y - 200);
  await expect(readout(page)).toHaveCount(0);
  await expect(boundary).toHaveAttribute('aria-label', before ?? '');
});

test('a connection is edited where it is clicked; on the way it makes a mark, and Reset takes it back', async ({
  page,
}) => {
  await openPage(page, 'engine=cpu');
  await page.getByRole('button', { name: '1 epoch', exact: true }).click();
  await expectMetric(page, 'epoch', 1);
  await expectTrainer(page, 'paused');
  const [from, to] = [await middleOf(page, 0, 0), await middleOf(page, 1, 0)];
  await page.mouse.click((from.x + to.x) / 2, from.y);
  const weight = readout(page).getByRole('spinbutton', { name: 'Weight', exact: true });
  await expect(weight).toBeFocused();
  const loss = await readMetric(page, 'loss');
  await page.keyboard.type('2.25');
  await page.keyboard.press('Enter');
  await expect(shownValue(page)).toHaveAttribute('data-value', '2.25');
  await expect(page.locator('[data-chart="loss"]').first()).toContainText('2.25');
  await expectMetric(page, 'epoch', 1);
  await expect.poll(() => readMetric(page, 'loss')).not.toBe(loss);

  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expectMetric(page, 'epoch', 0);
  await page.mouse.move((from.x + to.x) / 2, from.y);
  await expect(shownValue(page)).not.toHaveAttribute('data-value', '2.25');
});

test('a weight out of range is refused with a sentence at its field', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  const at = await middleOf(page, 1, 1);
  await page.mouse.click(at.x, at.y);
  const bias = readout(page).getByRole('spinbutton', { name: 'Bias', exact: true });
  await bias.fill('5000');
  await bias.press('Enter');
  await expect(bias).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator(`#${await bias.getAttribute('aria-describedby')}`)).toContainText('1,000');
  await expect(shownValue(page)).toHaveAttribute('data-value', '0');
});

test('axe finds nothing while a read-out is open and a layer is held', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  const at = await middleOf(page, 1, 1);
  await page.mouse.click(at.x, at.y);
  await expect(readout(page)).toHaveAttribute('data-pinned', 'true');
  const find = async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id);
  expect(await find()).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(readout(page)).toHaveAttribute('data-pinned', 'false');
  await page.getByRole('button', { name: 'Move layer', exact: true }).first().press('Enter');
  expect(await find()).toEqual([]);
});

test('a layer is drawn anew while the others keep their weights, and undo at step 0 brings a weight back', async ({
  page,
}) => {
  await openPage(page, 'engine=cpu');
  const second = page.getByRole('group', { name: 'Layer 2', exact: true });
  const weightOf = async (column: number): Promise<string | null> => {
    const [from, to] = [await middleOf(page, column, 0), await middleOf(page, column + 1, 0)];
    await page.mouse.move((from.x + to.x) / 2 + 3, from.y);
    await page.mouse.move((from.x + to.x) / 2, from.y);
    await expect(shownValue(page)).toBeVisible();
    return shownValue(page).getAttribute('data-value');
  };
  const before = [await weightOf(0), await weightOf(1)];
  await second.getByRole('button', { name: 'Reinitialize this layer', exact: true }).click();
  await expect(page.locator('.network [role="status"]')).toContainText('Layer 2');
  await expect.poll(() => weightOf(1)).not.toBe(before[1]);
  expect(await weightOf(0)).toBe(before[0]);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => weightOf(1)).toBe(before[1]);
});

test('layers are moved by dragging their handles', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  const units = (number: number) =>
    page
      .getByRole('group', { name: `Layer ${number}`, exact: true })
      .getByRole('spinbutton', { name: 'Units' });
  await units(1).fill('3');
  await units(1).press('Enter');
  const handle = page.getByRole('button', { name: 'Move layer', exact: true }).first();
  const box = await handle.boundingBox();
  const network = await chart(page).boundingBox();
  if (!box || !network) throw new Error('no handle');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 8);
  await page.mouse.move(network.x + network.width * (5 / 8), box.y + 8, { steps: 4 });
  await page.mouse.up();
  await expect(units(2)).toHaveAttribute('aria-valuenow', '3');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(units(1)).toHaveAttribute('aria-valuenow', '3');
});

test('a step output brings the perceptron rule with it, and hidden layers offer no step', async ({
  page,
}) => {
  await openPage(page, 'engine=cpu');
  const output = page.getByRole('group', { name: 'Output layer', exact: true });
  await output.getByLabel('Activation', { exact: true }).selectOption('step');
  await expect(output).toContainText('perceptron rule');
  await expectTrainer(page, 'paused');
  const hidden = page
    .getByRole('group', { name: 'Layer 1', exact: true })
    .getByLabel('Activation', { exact: true });
  await expect(hidden.locator('option[value="step"]')).toHaveCount(0);
  await page.getByRole('button', { name: '1 epoch', exact: true }).click();
  await expectMetric(page, 'epoch', 1);
  await output.getByLabel('Activation', { exact: true }).selectOption('sigmoid');
  await expect(page.getByLabel('Loss', { exact: true })).toHaveValue('binaryCrossentropy');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 800 }, hasTouch: true });

  test('a tap shows a neuron and lets its bias be set; headers keep over their columns', async ({ page }) => {
    await openPage(page, 'engine=cpu');
    await chart(page).scrollIntoViewIfNeeded();
    await page.locator('.network-scroll').evaluate((element) => {
      element.scrollLeft = 120;
    });
    const at = await middleOf(page, 1, 1);
    await page.touchscreen.tap(at.x, at.y);
    await expect(readout(page)).toContainText('Layer 1, unit 2');
    const card = await readout(page).boundingBox();
    expect(card?.x).toBeGreaterThanOrEqual(0);
    expect((card?.x ?? 0) + (card?.width ?? 0)).toBeLessThanOrEqual(360);
    const bias = readout(page).getByRole('spinbutton', { name: 'Bias', exact: true });
    const field = await bias.boundingBox();
    expect(field?.height).toBeGreaterThanOrEqual(40);
    await bias.tap();
    await bias.fill('0.5');
    await bias.press('Enter');
    await expect(shownValue(page)).toHaveAttribute('data-value', '0.5');
    await readout(page).getByRole('button', { name: 'Close', exact: true }).tap();
    await expect(readout(page)).toHaveCount(0);

    for (const layer of [1, 2]) {
      const header = await page.getByRole('group', { name: `Layer ${layer}`, exact: true }).boundingBox();
      const tile = await middleOf(page, layer, 0);
      expect(Math.abs((header?.x ?? 0) + (header?.width ?? 0) / 2 - tile.x)).toBeLessThan(2);
    }
    for (const name of ['Move layer', 'Reinitialize this layer', 'Remove layer']) {
      const box = await page.getByRole('button', { name, exact: true }).first().boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(40);
    }
  });
});
