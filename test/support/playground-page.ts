/** The playground in a browser, operated like a user does. */
import { expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { reportOnFailure } from './page-report.js';
import { patient } from './patient.js';
import { waitFor } from './wait-for.js';

/** The page with a user's actions. */
export interface PlaygroundPage {
  readonly page: Page;
  /** Requests of the page to other hosts. */
  readonly foreign: readonly string[];
  /** Content policy violations and script errors. */
  readonly complaints: readonly string[];
  /** Messages that it sent over the socket. */
  readonly sentFrames: readonly string[];
  /** Opens an operation from the menu, in a new tab. */
  open(name: string): Promise<void>;
  run(): Promise<void>;
  /** Opens and runs an operation. */
  start(name: string): Promise<void>;
  /** Shows the tab of this name. */
  show(name: string): Promise<void>;
  /** Text of the results of the visible tab. */
  result(): Promise<string>;
  /** The events of the visible subscription, newest first. */
  events(): Promise<string[]>;
  waitForResult(text: string): Promise<void>;
  /** Waits until the subscription of the visible tab is connected. */
  waitUntilLive(timeoutMs?: number): Promise<void>;
  signIn(): Promise<void>;
  notice(): Promise<string>;
}

/** Opens the playground of a server in a browser that can reach no other host. */
export async function openPlayground(
  browser: Browser,
  serverUrl: string,
  width = 1280,
): Promise<PlaygroundPage> {
  const foreign: string[] = [];
  const complaints: string[] = [];
  const sentFrames: string[] = [];
  const { origin, host } = new URL(serverUrl);
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(Math.min(120_000, patient(30_000)));
  reportOnFailure(page);
  await context.route('**/*', route => {
    const { protocol, origin: wanted } = new URL(route.request().url());
    if (wanted === origin || protocol === 'data:') return route.continue();
    foreign.push(route.request().url());
    return route.abort();
  });
  page.on('websocket', socket => {
    if (new URL(socket.url()).host !== host) foreign.push(socket.url());
    socket.on('framesent', ({ payload }) => sentFrames.push(String(payload)));
  });
  page.on('console', message => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(error.message));
  await page.goto(`${serverUrl}/playground`);
  await page.locator('.editor-graphql .cm-content').waitFor();

  const result = async () => (await page.locator('.results').textContent()) ?? '';
  const opened: PlaygroundPage = {
    page,
    foreign,
    complaints,
    sentFrames,
    open: async name => {
      const tabs = page.locator('.tab');
      const isReused =
        ((await page.locator('.editor-graphql .cm-content').textContent()) ?? '').trim() === '';
      const count = await tabs.count();
      if (width <= 900) await page.click('.menu-button');
      await page.click(`[data-operation="${name}"]`);
      await tabs.nth(isReused ? count - 1 : count).waitFor();
      await page.locator('.tab.active', { hasText: name }).waitFor();
    },
    run: () => page.click('button.run'),
    start: async name => {
      await opened.open(name);
      await opened.run();
    },
    show: async name => {
      await page.locator('.tab-name', { hasText: name }).last().click();
      await page.locator('.tab.active', { hasText: name }).waitFor();
    },
    result,
    events: () => page.locator('.events li.result').allTextContents(),
    waitForResult: async text => {
      await waitFor(
        async () => {
          expect(await result()).toContain(text);
          return true;
        },
        { what: `"${text}" in the result`, timeoutMs: 30_000 },
      );
    },
    waitUntilLive: async (timeoutMs = 30_000) => {
      await page.locator('[data-state=LIVE]').waitFor({ timeout: timeoutMs });
    },
    signIn: async () => {
      await page.click('#sign-in button');
      await page.getByText('Signed in as owner@demo.test (OWNER)').waitFor();
    },
    notice: async () => (await page.locator('#notice').textContent()) ?? '',
  };
  return opened;
}
