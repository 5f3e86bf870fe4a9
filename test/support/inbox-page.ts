/** The inbox in a browser, operated like an agent does. */
import { expect } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core';
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
  /** Requests without an end so far. */
  readonly pending: ReadonlySet<string>;
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
  const pending = new Set<string>();
  const page = await context.newPage();
  page.setDefaultTimeout(Math.min(120_000, patient(30_000)));
  const { host } = new URL(serverUrl);
  page.on('request', request => {
    const url = new URL(request.url());
    if (/^(?:http|ws)/.test(url.protocol) && url.host !== host) foreign.push(request.url());
  });
  const toLine = (request: Request) =>
    `${request.method()} ${request.url()} ${/"operationName":"\w+"/.exec(request.postData() ?? '')?.[0] ?? ''}`;
  page.on('request', request => pending.add(toLine(request)));
  page.on('requestfinished', request => pending.delete(toLine(request)));
  page.on('requestfailed', request => pending.delete(toLine(request)));
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
    ...{ page, context, foreign, complaints, pending },
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

/** Waits for a part of a page. @throws with what the page shows instead, and what it has asked for */
export async function untilShown({ page, complaints, pending }: InboxPage, selector: string): Promise<void> {
  try {
    await page.locator(selector).first().waitFor();
  } catch (error) {
    const text = await page.evaluate('document.body.innerText');
    const requests = await page.evaluate(
      `performance.getEntriesByType('resource').slice(-25).map(r => r.name.slice(-50) + ' ' + Math.round(r.startTime) + '-' + Math.round(r.responseEnd)).join('\\n')`,
    );
    throw new Error(
      `${selector} is not shown at ${page.url()}, which shows:\n${text}\n${[...complaints, ...pending, requests].join('\n')}`,
      { cause: error },
    );
  }
}

/** Waits until a locator has this many elements. */
export async function expectCount(locator: Locator, count: number): Promise<void> {
  if (count > 0) await locator.nth(count - 1).waitFor();
  expect(await locator.count()).toBe(count);
}
