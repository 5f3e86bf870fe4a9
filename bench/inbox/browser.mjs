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
