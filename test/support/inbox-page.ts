/** The inbox in a browser, operated like an agent does. */
import { expect } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { reportOnFailure } from './page-report.js';
import { patient } from './patient.js';
import { runAxe } from './run-axe.js';

/** The page with an agent's actions. */
export interface InboxPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests to other hosts. */
  readonly foreign: readonly string[];
  /** Content policy violations, script errors, dialogs of scripts. */
  readonly complaints: readonly string[];
  signIn(email?: string, password?: string): Promise<void>;
  /** The row of a person in the list. */
  row(name: string): Locator;
  open(name: string): Promise<void>;
  /** The bubble with this text. */
  bubble(text: string): Locator;
  reply(text: string): Promise<void>;
  /** Rules of axe that the page violates, with the elements. */
  violations(): Promise<string[]>;
  /** Another tab of the same browser. */
  openTab(path?: string): Promise<InboxPage>;
}

/** How the browser is opened. */
export interface InboxOptions {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly path?: string;
}

/** Opens the inbox of a server in a browser that can reach no other host. */
export async function openInbox(
  browser: Browser,
  serverUrl: string,
  { width = 1_280, scheme = 'light', path = '/inbox' }: InboxOptions = {},
): Promise<InboxPage> {
  const context = await browser.newContext({
    ...{ viewport: { width, height: 900 }, locale: 'en-US', colorScheme: scheme, reducedMotion: 'reduce' },
    timezoneId: 'Asia/Almaty',
  });
  // The demo's company speaks Russian.
  await context.addInitScript(() => localStorage.setItem('trunkline-locale', 'en'));
  return openTab(context, serverUrl, path);
}

async function openTab(context: BrowserContext, serverUrl: string, path: string): Promise<InboxPage> {
  const foreign: string[] = [];
  const complaints: string[] = [];
  const page = await context.newPage();
  page.setDefaultTimeout(Math.min(120_000, patient(30_000)));
  reportOnFailure(page);
  const { host } = new URL(serverUrl);
  page.on('request', request => {
    const url = new URL(request.url());
    if (/^(?:http|ws)/.test(url.protocol) && url.host !== host) foreign.push(request.url());
  });
  page.on('console', message => {
    if (/Content Security Policy|TrustedHTML|Trusted Type/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(error.stack ?? error.message));
  page.on('dialog', dialog => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${serverUrl}${path}`);
  const inbox: InboxPage = {
    ...{ page, context, foreign, complaints },
    signIn: async (email = 'owner@demo.test', password = 'trunkline') => {
      await page.fill('input[name=email]', email);
      await page.fill('input[name=password]', password);
      await page.click('button[type=submit]');
      await page.locator('nav.list').waitFor();
    },
    row: name => page.locator('a.row', { hasText: name }),
    open: async name => {
      await inbox.row(name).click();
      await page.locator('.thread-name', { hasText: name }).waitFor();
    },
    bubble: text => page.locator('article.bubble', { hasText: text }),
    reply: async text => {
      await page.locator('.composer textarea').fill(text);
      await page.locator('.composer textarea').press('Enter');
    },
    violations: () => runAxe(page),
    openTab: (at = path) => openTab(context, serverUrl, at),
  };
  return inbox;
}

/** Waits until a locator has this many elements. */
export async function expectCount(locator: Locator, count: number): Promise<void> {
  if (count > 0) await locator.nth(count - 1).waitFor();
  expect(await locator.count()).toBe(count);
}
