/** The playground in a real browser that can reach nothing but the server. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let browser: Browser;
let page: Page;
/** What the page wanted from elsewhere, and what its own policy or code complained about. */
const foreign: string[] = [];
const complaints: string[] = [];
const socketFrames: string[] = [];

beforeAll(async () => {
  server = await startTestApp();
  browser = await launchBrowser();
  page = await openPage();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function openPage(): Promise<Page> {
  const { origin, host } = new URL(server.url);
  const context = await browser.newContext({ viewport: { width: 1_400, height: 900 } });
  const opened = await context.newPage();
  await context.route('**/*', route => {
    const { protocol, origin: wanted } = new URL(route.request().url());
    if (wanted === origin || protocol === 'data:') return route.continue();
    foreign.push(route.request().url());
    return route.abort();
  });
  opened.on('websocket', socket => {
    if (new URL(socket.url()).host !== host) foreign.push(socket.url());
    socket.on('framesent', ({ payload }) => socketFrames.push(String(payload)));
  });
  opened.on('console', message => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  opened.on('pageerror', error => complaints.push(error.message));
  await opened.goto(`${server.url}/playground`);
  await opened.waitForSelector('.graphiql-query-editor .view-line', { timeout: 20_000 });
  return opened;
}

const run = () => page.click('button.graphiql-execute-button');
/** What the response side shows; the editor writes spaces as no-break spaces. */
const response = async () =>
  ((await page.locator('.graphiql-response .view-lines').textContent()) ?? '').replaceAll('\u00a0', ' ');
const status = async () => (await page.locator('#bar-status').textContent()) ?? '';
const waitForResponse = (text: string) =>
  waitFor(
    async () => {
      expect(await response()).toContain(text);
      return true;
    },
    { what: `"${text}" in the response`, timeoutMs: 10_000 },
  );

/** Opens one from the menu; it comes in a tab of its own, besides those that a reload brought back. */
async function openReady(name: string): Promise<void> {
  const tabs = page.locator('.graphiql-tab-button');
  await tabs.first().waitFor();
  const count = await tabs.count();
  await page.selectOption('#ready-operations', name);
  await tabs.nth(count).waitFor();
  await page.locator('.graphiql-tab-active', { hasText: name }).waitFor();
}

const say = (text: string) =>
  server.post('/webhooks/chatflow?key=demo', {
    message: text,
    metadata: {
      remoteJid: '77005550101@s.whatsapp.net',
      sender: 'Asel',
      instance_id: 'instance_xxx',
      messageId: text,
    },
  });

describe('the playground', () => {
  it('shows the schema with its descriptions', async () => {
    await page.click('button[aria-label="Show Documentation Explorer"]');
    await page
      .locator('.graphiql-doc-explorer-content')
      .getByText('Subscription', { exact: true })
      .first()
      .click();
    const docs = page.locator('.graphiql-doc-explorer-content');
    await docs.getByText('messageAdded').first().waitFor();
    expect(await docs.textContent()).toContain(
      'Every message that is stored, inbound and outbound, in commit order.',
    );
    await page.click('button[aria-label="Hide Documentation Explorer"]');
  });

  it('says what to do while nobody is signed in', async () => {
    await run();
    await waitForResponse('UNAUTHENTICATED');
    expect(await status()).toBe('Not signed in: use the form at the top of the page.');
    await openReady('LiveMessages');
    await run();
    await waitForResponse('Not signed in');
  });

  it('tells a wrong password, then signs in', async () => {
    await page.fill('input[name=email]', 'owner@demo.test');
    await page.fill('input[name=password]', 'wrong');
    await page.click('#sign-in button');
    await waitFor(async () => (await status()) !== '' && !(await status()).startsWith('Not signed in'));
    await page.fill('input[name=password]', 'trunkline');
    await page.click('#sign-in button');
    await page.getByText('Signed in as owner@demo.test (OWNER)').waitFor();
    expect(await status()).toBe('');
  });

  it('runs a query', async () => {
    await say('First words');
    await openReady('Inbox');
    await run();
    await waitForResponse('First words');
    expect(await response()).toContain('"syncCursor"');
  });

  it('fills in a conversation and runs a mutation', async () => {
    await openReady('SendReply');
    await run();
    await waitForResponse('"QUEUED"');
  });

  it('shows events of a subscription as they come', async () => {
    await openReady('LiveMessages');
    await run();
    await waitFor(() => socketFrames.some(frame => frame.includes('"type":"subscribe"')));
    let count = 0;
    await waitFor(
      async () => {
        count += 1;
        await say(`Live words ${count}`);
        return (await response()).includes('Live words');
      },
      { intervalMs: 200, timeoutMs: 10_000 },
    );
    await say('The last live words');
    await waitForResponse('The last live words');
    await run();
  });

  it('keeps the session over a reload and refreshes the token before it ends', async () => {
    await page.evaluate(`{
      const key = 'trunkline:playground-session';
      const session = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.setItem(key, JSON.stringify({ ...session, expiresAt: new Date(Date.now() + 5000).toISOString() }));
    }`);
    const refreshed = page.waitForResponse(answer => answer.url().endsWith('/auth/refresh'));
    await page.reload();
    expect((await refreshed).status()).toBe(200);
    await page.getByText('Signed in as owner@demo.test (OWNER)').waitFor();
    await openReady('Stats');
    await run();
    await waitForResponse('"totalMessages"');
  });

  it('renews a token that the server no longer accepts, whatever the clock says', async () => {
    await page.evaluate(`{
      const key = 'trunkline:playground-session';
      const session = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.setItem(key, JSON.stringify({ ...session, accessToken: 'ended' }));
    }`);
    await page.reload();
    await openReady('Stats');
    await run();
    await waitForResponse('"totalMessages"');
    expect(await status()).toBe('');
  });

  it('says so when the server cannot be reached', async () => {
    await page.route('**/graphql', route => route.abort());
    await run();
    await waitForResponse('The server cannot be reached');
    expect(await status()).toBe('The server cannot be reached. Is it running?');
    await page.unroute('**/graphql');
  });

  it('signs out', async () => {
    await page.click('#sign-out');
    await page.locator('#sign-in').waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('asked nothing of any other host, and nothing broke its content policy', () => {
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
