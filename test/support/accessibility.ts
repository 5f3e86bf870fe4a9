/** Accessibility of what the inbox shows, in both colour schemes and at both widths. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@jest/globals';
import type { InboxPage } from './inbox-page.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const phone = { width: 390, height: 844 };

/**
 * What axe finds in the light window as it is. In the dark only colours are others, so only contrasts are looked at
 * again.
 */
export async function violationsInLightAndDark(inbox: InboxPage): Promise<string[]> {
  const { page } = inbox;
  const found = await runAxe(inbox);
  await page.emulateMedia({ colorScheme: 'dark' });
  found.push(...(await runAxe(inbox, ['color-contrast'])).map(violation => `dark: ${violation}`));
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/** Nothing violates axe, at this width and on a phone, where nothing is wider than the page. */
export async function expectAccessible(inbox: InboxPage): Promise<void> {
  const { page } = inbox;
  const before = page.viewportSize() ?? { width: 1_280, height: 900 };
  expect(await violationsInLightAndDark(inbox)).toEqual([]);
  await page.setViewportSize(phone);
  try {
    // The thread has its heading when it is the whole page.
    await page.locator('h1').first().waitFor({ state: 'attached' });
    expect(await runAxe(inbox)).toEqual([]);
    await expectToFit(inbox);
  } finally {
    await page.setViewportSize(before);
  }
}

/** Nothing is wider than the window. */
export async function expectToFit({ page }: InboxPage): Promise<void> {
  const { width = 0 } = page.viewportSize() ?? {};
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  const main = page.locator('main.page');
  if ((await main.count()) === 0) return;
  expect(await main.evaluate(pane => pane.scrollWidth)).toBeLessThanOrEqual(width);
}

/** Of an open dialog only: the page below it cannot be reached meanwhile, and is looked at without it. */
async function runAxe({ page }: InboxPage, rules?: readonly string[]): Promise<string[]> {
  // Trusted Types refuse a script that is added to the page; one that the debugger evaluates is not.
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axeSource);
  return page.evaluate(async only => {
    const { axe, document } = globalThis as unknown as {
      document: { querySelector(selectors: string): unknown };
      axe: {
        run(
          context: { include?: string[]; exclude: string[] },
          options: { runOnly?: readonly string[] },
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const include = document.querySelector('[role=dialog]') === null ? {} : { include: ['[role=dialog]'] };
    // Focus guards of Base UI pass the focus on at once.
    const { violations } = await axe.run(
      { ...include, exclude: ['[data-base-ui-focus-guard]'] },
      only === null ? {} : { runOnly: only },
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(node => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary.slice(0, 300)}`),
    );
  }, rules ?? null);
}
