import { devices, expect, test, type Page } from '@playwright/test';
import { expectMetric, expectTrainer, openPage, runEpochs } from './helpers';

/** What can be seen of the page: words, values, states, what is open. A control that works changes it. */
const readPage = (page: Page) =>
  page.evaluate(() => {
    const state = [
      ...document.querySelectorAll('input, select, [aria-pressed], [aria-expanded], [data-value]'),
    ].map((element) => [
      element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.value : '',
      element instanceof HTMLInputElement && element.checked,
      ...['aria-valuetext', 'aria-pressed', 'aria-expanded', 'data-value', 'aria-label'].map((name) =>
        element.getAttribute(name),
      ),
    ]);
    const open = document.querySelectorAll('dialog[open], :popover-open').length;
    const { trainer, theme, presentation } = document.documentElement.dataset;
    const active = document.activeElement;
    const place = active ? [...document.querySelectorAll('*')].indexOf(active) : -1;
    return JSON.stringify([state, open, trainer, theme, presentation, place, document.body.innerText]);
  });

interface Focused {
  readonly name: string;
  readonly keys: readonly string[];
  readonly place: number;
}

/** The focused control, its name, and the keys of which one at least must change something. */
const readFocused = (page: Page): Promise<Focused | null> =>
  page.evaluate(() => {
    const active = document.activeElement;
    if (!(active instanceof HTMLElement) || active === document.body) return null;
    const labels = (active.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '');
    const name =
      active.getAttribute('aria-label') ??
      (labels.join(' ').trim() || active.closest('label')?.textContent || active.textContent || '');
    const type = active instanceof HTMLInputElement ? active.type : '';
    const role = active.getAttribute('role') ?? '';
    const keys =
      role === 'spinbutton'
        ? ['ArrowUp', 'ArrowDown']
        : type === 'range'
          ? ['ArrowRight', 'ArrowLeft']
          : active instanceof HTMLSelectElement
            ? ['ArrowDown', 'ArrowUp']
            : type === 'radio'
              ? ['ArrowRight', 'ArrowLeft']
              : type === 'checkbox'
                ? ['Space']
                : active instanceof HTMLButtonElement
                  ? ['Enter']
                  : ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'Enter', 'Home'];
    const isOff = active.getAttribute('aria-disabled') === 'true';
    const place = [...document.querySelectorAll('*')].indexOf(active);
    return { name: name.trim().replaceAll(/\s+/g, ' '), keys: isOff ? [] : keys, place };
  });

const changes = async (page: Page, before: string): Promise<boolean> => {
  for (let tries = 0; tries < 20; tries++) {
    if ((await readPage(page)) !== before) return true;
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  return false;
};

for (const language of ['en', 'ko'])
  test(`every control of the page works by the keyboard alone: ${language}`, async ({ page }) => {
    test.setTimeout(400_000);
    const seen: string[] = [];
    const dead: string[] = [];
    const start = async () => {
      await openPage(page, `lang=${language}&engine=cpu`);
      await page.keyboard.press('e');
      await expectMetric(page, 'epoch', 1);
      await expectTrainer(page, 'paused');
    };
    await start();
    // As many presses of Tab as there are controls, each on a page that nothing was changed on.
    const total = await page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLElement>('button, select, input, a[href], [tabindex="0"]')].filter(
          (element) => element.checkVisibility() && !element.matches(':disabled') && element.tabIndex >= 0,
        ).length,
    );
    let isFresh = true;
    for (let at = 0; at < total + 2; at++) {
      if (!isFresh) await start();
      isFresh = true;
      for (let presses = 0; presses <= at; presses++) await page.keyboard.press('Tab');
      const focused = await readFocused(page);
      if (!focused) break;
      seen.push(focused.name);
      if (focused.keys.length === 0) continue;
      let works = false;
      for (const key of focused.keys) {
        const before = await readPage(page);
        await page.keyboard.press(key);
        works = await changes(page, before);
        if (works) break;
      }
      if (!works) dead.push(`${focused.name} (${focused.keys.join(', ')})`);
      isFresh = false;
    }
    expect(dead).toEqual([]);
    expect(seen.length).toBeGreaterThan(50);
  });

test('Ctrl+Z undoes from a list and from a number, and leaves a typed text to the field', async ({
  page,
}) => {
  await openPage(page, 'engine=cpu');
  const rate = page.getByRole('spinbutton', { name: 'Learning rate', exact: true });
  await rate.focus();
  await page.keyboard.type('0.5');
  await page.keyboard.press('Enter');
  await expect(rate).toHaveAttribute('aria-valuenow', '0.5');
  await expect(rate).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(rate).toHaveAttribute('aria-valuenow', '0.03');
  await page.keyboard.press('Control+Shift+z');
  await expect(rate).toHaveAttribute('aria-valuenow', '0.5');

  await page.keyboard.press('Control+a');
  await page.keyboard.type('7');
  await page.keyboard.press('Control+z');
  await expect(rate).toHaveAttribute('aria-valuenow', '0.5');
  await page.keyboard.press('Escape');

  const optimizer = page.getByLabel('Optimizer', { exact: true });
  await optimizer.focus();
  await page.keyboard.press('ArrowDown');
  await expect(optimizer).toHaveValue('momentum');
  await page.keyboard.press('Control+z');
  await expect(optimizer).toHaveValue('sgd');
});

test('weights come back with a layer that was removed by mistake', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  const before = await runEpochs(page, 3);
  await page
    .getByRole('group', { name: 'Layer 2', exact: true })
    .getByRole('button', { name: 'Remove layer', exact: true })
    .click();
  await expectMetric(page, 'epoch', 0);
  await page.keyboard.press('Control+z');
  await expectMetric(page, 'epoch', 3);
  await expect(page.locator('[data-metric="loss"]').first()).toHaveAttribute(
    'data-value',
    String(before[3]?.loss),
  );
});

test('a drag by arrow keys makes one entry of the history', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  const noise = page.getByRole('slider', { name: 'Noise', exact: true });
  await noise.focus();
  await page.keyboard.down('ArrowRight');
  await page.keyboard.down('ArrowRight');
  await page.keyboard.down('ArrowRight');
  await page.keyboard.up('ArrowRight');
  await expect(noise).not.toHaveAttribute('aria-valuetext', '0.10');
  await page.keyboard.press('Control+z');
  await expect(noise).toHaveAttribute('aria-valuetext', '0.10');
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
});

test('rails fold by key and button, large type comes by key, and both last', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await openPage(page, 'engine=cpu');
  const network = page.locator('[data-chart="network"]').first();
  const widthOf = async () => (await network.boundingBox())?.width ?? 0;
  const before = await widthOf();
  await page.keyboard.press('[');
  await expect(page.getByRole('slider', { name: 'Noise', exact: true })).toBeHidden();
  await expect.poll(widthOf).toBeGreaterThan(before + 150);
  await page.getByRole('button', { name: 'Fold the output', exact: true }).click();
  await expect.poll(widthOf).toBeGreaterThan(before + 450);
  await page.keyboard.press('p');
  await expect(page.locator('html')).toHaveAttribute('data-presentation', 'true');
  const sizePx = await page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
  expect(sizePx).toBeGreaterThanOrEqual(18);

  await page.reload();
  await expectTrainer(page, 'paused');
  await expect(page.locator('html')).toHaveAttribute('data-presentation', 'true');
  await expect(page.getByRole('slider', { name: 'Noise', exact: true })).toBeHidden();
  await page.getByRole('button', { name: 'Unfold data and inputs', exact: true }).click();
  await expect(page.getByRole('slider', { name: 'Noise', exact: true })).toBeVisible();
  await page.keyboard.press(']');
  await expect(page.locator('[data-chart="boundary"]').first()).toBeVisible();
});

test('the sheet of keys opens by ? and lists every key that does something', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  await page.keyboard.press('Shift+?');
  const sheet = page.getByRole('dialog', { name: 'Keys', exact: true });
  await expect(sheet).toBeVisible();
  const keys = await sheet.locator('kbd').allTextContents();
  for (const key of ['Space', 'S', 'E', 'R', 'N', 'Z', 'P', 'D', '[', ']', '?', 'Esc'])
    expect(keys).toContain(key);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

test.describe('by touch at 360 px', () => {
  // `defaultBrowserType` of a device would ask for another worker.
  const { userAgent, deviceScaleFactor } = devices['Galaxy S9+'];
  test.use({
    viewport: { width: 360, height: 780 },
    hasTouch: true,
    isMobile: true,
    userAgent,
    deviceScaleFactor,
  });

  test('every control is large enough for a finger', async ({ page }) => {
    await openPage(page, 'engine=cpu');
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, select, input, a[href]')]
        .filter((element) => element.checkVisibility() && !element.matches(':disabled'))
        .map((element) => {
          const target = element.closest('label') ?? element;
          const { width, height } = target.getBoundingClientRect();
          const name = element.getAttribute('aria-label') ?? target.textContent ?? '';
          return { name: name.trim() || element.outerHTML.slice(0, 90), width, height };
        })
        .filter(({ width, height }) => width < 39.5 || height < 39.5),
    );
    expect(small).toEqual([]);
  });

  test('taps train, choose, type and explain', async ({ page }) => {
    await openPage(page, 'engine=cpu');
    await page.getByRole('button', { name: '1 epoch', exact: true }).tap();
    await expectMetric(page, 'epoch', 1);
    await page.getByRole('button', { name: 'Play', exact: true }).tap();
    await expectTrainer(page, 'training');
    await page.getByRole('button', { name: 'Pause', exact: true }).tap();
    await expectTrainer(page, 'paused');
    await page.getByRole('button', { name: 'Reset', exact: true }).tap();
    await expectMetric(page, 'epoch', 0);

    const circle = page.getByRole('radio', { name: 'Circle' });
    await circle.tap();
    await expect(circle).toBeChecked();
    await page.getByLabel('Discretize', { exact: true }).tap();
    await expect(page.getByLabel('Discretize', { exact: true })).toBeChecked();

    const noise = page.getByRole('slider', { name: 'Noise', exact: true });
    await noise.scrollIntoViewIfNeeded();
    const box = await noise.boundingBox();
    if (!box) throw new Error('no slider');
    await page.touchscreen.tap(box.x + box.width * 0.8, box.y + box.height / 2);
    await expect.poll(async () => Number(await noise.getAttribute('aria-valuetext'))).toBeGreaterThan(0.3);

    const units = page.getByRole('group', { name: 'Layer 1', exact: true }).getByRole('spinbutton', {
      name: 'Units',
      exact: true,
    });
    await page
      .getByRole('group', { name: 'Layer 1', exact: true })
      .getByRole('button', { name: 'One unit more', exact: true })
      .tap();
    await expect(units).toHaveAttribute('aria-valuenow', '5');
    await units.tap();
    await units.fill('3');
    await units.press('Enter');
    await expect(units).toHaveAttribute('aria-valuenow', '3');

    await page.getByRole('button', { name: 'Explain: Loss', exact: true }).tap();
    await expect(page.locator(':popover-open .formula')).toBeVisible();
    await page.touchscreen.tap(350, 10);
    await page.locator('[data-engine]').first().tap();
    await expect(page.getByRole('dialog', { name: 'Device', exact: true })).toBeVisible();
  });
});
