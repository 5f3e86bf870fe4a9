/** Chromium for measures of the page: the same search as in test/support/browser.ts. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const args = [
  ...['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  // Heap sizes to the byte.
  '--enable-precise-memory-info',
];

/** Starts it; the caller closes it. */
export async function launchChromium() {
  const found = process.env.CHROMIUM_PATH ?? installed.find(path => existsSync(path));
  const executablePath = found ?? (await (await import('@sparticuz/chromium')).default.executablePath());
  return chromium.launch({ executablePath, args, headless: true });
}

/** Signs in and waits for the first row. */
export async function openInbox(browser, port, { email, password }) {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 900 }, locale: 'en-US' });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(`http://localhost:${port}/inbox`);
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', password);
  await page.click('button[type=submit]');
  await page.locator('a.row').first().waitFor();
  return { page, session: await context.newCDPSession(page) };
}
