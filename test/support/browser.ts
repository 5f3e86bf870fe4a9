/** A real Chromium for tests of pages. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Install paths of distributions. */
const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Starts Chromium: the one in CHROMIUM_PATH, else one of the system, else the one in the npm package
 * `@sparticuz/chromium`. The caller closes it.
 *
 * @throws when none starts, with the error of each attempt: a page that was not tried in a browser is not tested
 */
export async function launchBrowser(): Promise<Browser> {
  const attempts: string[] = [];
  for (const { name, find } of candidates()) {
    try {
      const executablePath = await find();
      return await chromium.launch({ executablePath, args, headless: true });
    } catch (error) {
      attempts.push(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    }
  }
  throw new Error(
    `No Chromium could be started. Set CHROMIUM_PATH to one.\n${attempts.map(attempt => `  - ${attempt}`).join('\n')}`,
  );
}

interface Candidate {
  readonly name: string;
  readonly find: () => Promise<string> | string;
}

/** A configured one is the only candidate: a wrong path must not go unnoticed. */
function candidates(): Candidate[] {
  const named = process.env.CHROMIUM_PATH;
  if (named) return [{ name: 'CHROMIUM_PATH', find: () => named }];
  const installed = systemPaths
    .filter(path => existsSync(path))
    .map(path => ({ name: path, find: () => path }));
  return [
    ...installed,
    {
      name: '@sparticuz/chromium',
      find: async () => (await import('@sparticuz/chromium')).default.executablePath(),
    },
  ];
}
