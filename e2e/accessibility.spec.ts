import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { expectTrainer, openPage } from './helpers';

for (const language of ['en', 'ko'])
  for (const theme of ['light', 'dark'])
    for (const width of [360, 1440])
      test(`axe finds nothing: ${language}, ${theme}, ${width} px`, async ({ page }) => {
        await page.setViewportSize({ width, height: 900 });
        await openPage(page, `lang=${language}&theme=${theme}&engine=cpu`);
        await page.keyboard.press('e');
        await expect(page.locator('[data-metric="epoch"]').first()).toHaveAttribute('data-value', '1');
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([]);
      });

for (const width of [360, 768, 1280, 1440, 3840])
  test(`nothing is wider than the page at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openPage(page, 'engine=cpu');
    const overflowPx = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflowPx).toBeLessThanOrEqual(0);
  });

test('at 1280x720 loss, boundary and network are seen together', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await openPage(page, 'engine=cpu');
  for (const chart of ['boundary', 'loss', 'network'])
    await expect(page.locator(`[data-chart="${chart}"]`).first()).toBeInViewport({ ratio: 0.95 });
});

test('both languages and both themes can be switched at once', async ({ page }) => {
  await openPage(page, 'engine=cpu&theme=light');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByLabel('Theme', { exact: true }).selectOption('dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByLabel('Language', { exact: true }).selectOption('ko');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(page.getByRole('button', { name: '학습', exact: true })).toBeVisible();
  await expectTrainer(page, 'paused');
});

test('a focused slider looks different from one that is not', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  const slider = page.getByRole('slider', { name: 'Noise', exact: true });
  const before = await slider.screenshot({ animations: 'disabled' });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await slider.focus();
  await expect(slider).toBeFocused();
  expect((await slider.screenshot({ animations: 'disabled' })).equals(before)).toBe(false);
});

test('everything on the page can be reached with the Tab key, and focus is seen', async ({ page }) => {
  await openPage(page, 'engine=cpu');
  const wanted = await page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLElement>('button, select, input, a[href], [tabindex="0"]')].filter(
        (element) =>
          element.checkVisibility() &&
          !element.matches(':disabled') &&
          element.tabIndex >= 0 &&
          !(element instanceof HTMLInputElement && element.type === 'radio' && !element.checked),
      ).length,
  );
  const reached = new Set<string>();
  for (let presses = 0; presses < wanted + 10; presses++) {
    await page.keyboard.press('Tab');
    const id = await page.evaluate(() => {
      const active = document.activeElement;
      if (!active || active === document.body) return null;
      const style = getComputedStyle(active);
      const seen =
        style.outlineStyle !== 'none' ||
        style.boxShadow !== 'none' ||
        active.matches('[type=radio], [type=range]');
      const all = [...document.querySelectorAll('*')];
      return `${all.indexOf(active)}${seen ? '' : ` unseen: ${active.outerHTML.slice(0, 120)}`}`;
    });
    if (id) reached.add(id);
  }
  expect([...reached].filter((id) => id.includes('unseen'))).toEqual([]);
  expect(reached.size).toBeGreaterThanOrEqual(wanted);
});
