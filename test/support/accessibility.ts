/** Accessibility of what the inbox shows, in both colour schemes and at both widths. */
import { expect } from '@jest/globals';
import { findAtRest } from './find-at-rest.js';
import type { InboxPage } from './inbox-page.js';
import { runAxe } from './run-axe.js';
import { waitFor } from './wait-for.js';

const phone = { width: 390, height: 844 };

/**
 * What axe finds in the light window as it is. In the dark only colours are others, so only contrasts are looked at
 * again.
 */
export async function violationsInLightAndDark(inbox: InboxPage): Promise<string[]> {
  const { page } = inbox;
  const found = await runAxe(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  found.push(...(await runAxe(page, { only: ['color-contrast'] })).map(violation => `dark: ${violation}`));
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/**
 * Nothing violates axe, at this width and on a phone, where nothing is wider than the page. A phone has another layout, and
 * the same colours: their contrasts, nearly half of the work, are not looked at again.
 */
export async function expectAccessible(inbox: InboxPage): Promise<void> {
  const { page } = inbox;
  const before = page.viewportSize() ?? { width: 1_280, height: 900 };
  expect(await violationsInLightAndDark(inbox)).toEqual([]);
  await page.setViewportSize(phone);
  try {
    // The thread has its heading when it is the whole page.
    await page.locator('h1').first().waitFor({ state: 'attached' });
    expect(await runAxe(page, { without: ['color-contrast'] })).toEqual([]);
    await expectToFit(inbox);
  } finally {
    await page.setViewportSize(before);
  }
}

/** The page is as wide as the window, once what measures itself (charts) has followed a change of its width. */
export async function expectPageToFit(page: InboxPage['page']): Promise<void> {
  const { width = 0 } = page.viewportSize() ?? {};
  await waitFor(async () => (await page.evaluate<number>('document.documentElement.scrollWidth')) <= width);
}

/** Nothing is wider than the window. */
export async function expectToFit({ page }: InboxPage): Promise<void> {
  await expectPageToFit(page);
  const { width = 0 } = page.viewportSize() ?? {};
  const main = page.locator('main.page');
  if ((await main.count()) === 0) return;
  await waitFor(async () => (await main.evaluate(pane => pane.scrollWidth)) <= width);
}

/** What does not fit on one of the owner's pages: nothing on a sound one. */
export const findMisfits = ({ page }: InboxPage): Promise<string[]> =>
  findAtRest(() => page.evaluate(misfits));

/** Runs in the page. */
const misfits = `(() => {
  const found = [];
  const main = document.querySelector('main');
  if (document.documentElement.scrollWidth > innerWidth || main.scrollWidth > main.clientWidth) found.push('wider than the window');
  const range = document.createRange();
  const isCut = element => {
    for (let each = element; each !== main; each = each.parentElement)
      if (getComputedStyle(each).overflowX !== 'visible') return true;
    return false;
  };
  for (const element of main.querySelectorAll('*')) {
    if (![...element.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim() !== '')) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1) continue;
    const name = element.tagName + ': ' + element.textContent.slice(0, 40);
    range.selectNodeContents(element);
    const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
    if (lines.some(({ right }) => right > innerWidth + 1) && !isCut(element)) found.push('beyond the window: ' + name);
    const tops = lines.map(({ top }) => top);
    const { fontSize, whiteSpace } = getComputedStyle(element);
    if (element.matches('.button') && whiteSpace === 'nowrap' && Math.max(...tops) - Math.min(...tops) > 8) found.push('in two lines: ' + name);
    // About 110 characters.
    if (element.matches('p, dd, blockquote') && lines.some(({ width }) => width > parseFloat(fontSize) * 60)) found.push('a long line: ' + name);
  }
  return found;
})()`;
