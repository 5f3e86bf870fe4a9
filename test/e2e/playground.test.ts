/** The playground in a real browser that can reach only the server. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { patient } from '../support/patient.js';
import { openPlayground, type PlaygroundPage } from '../support/playground-page.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';

let database: TestDatabase;
let server: TestApp;
let browser: Browser;
let playground: PlaygroundPage;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestApp({ databaseUrl: database.url });
  browser = await launchBrowser();
  playground = await openPlayground(browser, server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await database?.drop();
});

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

/** The same server again, on the same port and database. */
async function restart(): Promise<void> {
  const { port } = new URL(server.url);
  await server.stop();
  await playground.page.locator('[data-state=RECONNECTING]').waitFor();
  server = await startTestApp({ databaseUrl: database.url, env: { PORT: port } });
}

describe('the playground', () => {
  it('shows the schema with its descriptions, finds a field, and opens an operation for it', async () => {
    const { page } = playground;
    await page.getByRole('button', { name: 'Documentation' }).click();
    const documentation = page.locator('.documentation');
    await documentation.getByRole('button', { name: 'Subscription', exact: true }).click();
    await documentation.getByText('Every stored message, inbound and outbound').waitFor();
    await documentation.getByPlaceholder('Find a type or field').fill('topics');
    await documentation.getByRole('button', { name: 'Query.topics' }).click();
    await documentation.getByRole('button', { name: 'Open in a tab' }).click();
    await page.locator('.tab.active', { hasText: 'Topics' }).waitFor();
    await page.locator('.editor-graphql', { hasText: 'keywords' }).waitFor();
    await page.getByRole('button', { name: 'Close documentation' }).click();
  });

  it('says what to do while nobody is signed in', async () => {
    expect(await playground.result()).toContain('Sign in with the form at the top');
    await playground.run();
    await playground.waitForResult('UNAUTHENTICATED');
    await playground.start('LiveMessages');
    await playground.waitForResult('UNAUTHENTICATED');
  });

  it('tells a wrong password, then signs in', async () => {
    const { page } = playground;
    await page.fill('input[name=password]', 'wrong');
    await page.click('#sign-in button');
    await waitFor(async () => (await playground.notice()) !== '');
    await page.fill('input[name=password]', 'trunkline');
    await playground.signIn();
    expect(await playground.notice()).toBe('');
  });

  it('says so when a ready operation needs something that is not there yet', async () => {
    await playground.start('SendReply');
    await playground.waitForResult('The variables still hold <conversationId>');
  });

  it('runs a query that shows lead and topic', async () => {
    await say('Первый вопрос: ламинат');
    await playground.start('Inbox');
    await playground.waitForResult('Первый вопрос: ламинат');
    expect(await playground.result()).toMatch(/"lead": \{[^}]*"name": "Asel"/);
    expect(await playground.result()).toMatch(/"topic": \{\s*"name": "Ламинат"/);
  });

  it('says where a document or its variables cannot be read', async () => {
    const { page } = playground;
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.editor-graphql .cm-content').fill('query { viewer {');
    await playground.run();
    await playground.waitForResult('line 1');
    await page.locator('.editor-graphql .cm-content').fill('query Who { viewer { name } }');
    await page.locator('.editor-json .cm-content').fill('{ wrong');
    await playground.run();
    await playground.waitForResult('The variables are not valid JSON');
    await page.locator('.editor-json .cm-content').fill('');
    await playground.run();
    await playground.waitForResult('Айгерим');
  });

  it('completes a field by the schema', async () => {
    const { page } = playground;
    const editor = page.locator('.editor-graphql .cm-content');
    await editor.fill('query Typed { viewer { emai');
    await editor.press('End');
    await editor.press('Control+Space');
    await page.locator('.cm-tooltip-autocomplete', { hasText: 'email' }).waitFor();
    await editor.press('Escape');
    await page.getByRole('button', { name: 'Close Typed' }).click();
  });

  it('runs operations side by side: a subscription goes on while other tabs run and stop', async () => {
    const { page } = playground;
    await playground.start('LiveMessages');
    await playground.waitUntilLive();
    await playground.start('LiveStatus');
    await playground.waitUntilLive();
    await playground.start('SendReply');
    await playground.waitForResult('"sendReply"');
    await playground.start('Stats');
    await playground.waitForResult('"totalMessages"');
    await waitFor(async () => {
      const running = page.locator('.tab', { has: page.locator('.running') });
      expect(await running.allTextContents()).toEqual([
        expect.stringContaining('LiveMessages'),
        expect.stringContaining('LiveStatus'),
      ]);
      return true;
    });
    await playground.show('LiveStatus');
    await playground.waitForResult('"SENT"');
    await page.getByRole('button', { name: '■ Stop' }).click();
    await playground.waitForResult('Ended');
    await playground.show('LiveMessages');
    await playground.waitForResult('Live ·');
    await say('Live words');
    await playground.waitForResult('Live words');
  });

  it('lists the events of a subscription, the newest first', async () => {
    for (const text of ['One of three', 'Two of three', 'Three of three']) {
      await say(text);
      await playground.waitForResult(text);
    }
    const shown = (await playground.events()).map(text => /"text": "([^"]*)"/.exec(text)?.[1]);
    expect(shown.slice(0, 4)).toEqual(['Three of three', 'Two of three', 'One of three', 'Live words']);
  });

  it('continues subscriptions after a restart, also one that was written without a cursor', async () => {
    const { page } = playground;
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.editor-graphql .cm-content').fill('subscription Plain { messageAdded { text } }');
    await playground.run();
    await playground.waitUntilLive();
    const before = playground.sentFrames.length;
    await restart();
    await say('Said before the page was back');
    await playground.waitUntilLive(patient(2_000));
    await playground.waitForResult('Said before the page was back');
    expect(await playground.events()).toHaveLength(1);
    expect(await playground.result()).not.toContain('ursor"');
    await playground.show('LiveMessages');
    await playground.waitForResult('Said before the page was back');
    const shown = (await playground.events()).map(text => /"text": "([^"]*)"/.exec(text)?.[1]);
    expect(shown.slice(0, 2)).toEqual(['Said before the page was back', 'Three of three']);
    expect(await playground.result()).toContain('Connected again: continues after the last event.');
    const subscribed = playground.sentFrames.slice(before).map(frame => JSON.parse(frame));
    const cursors = subscribed
      .filter(({ type }) => type === 'subscribe')
      .map(({ payload }) => payload.variables.after);
    expect(cursors.length).toBeGreaterThanOrEqual(2);
    expect(cursors.every(cursor => typeof cursor === 'string')).toBe(true);
  });

  it('keeps tabs and session over a reload and refreshes the token before it expires', async () => {
    const { page } = playground;
    await page.evaluate(`{
      const key = 'trunkline:playground-session';
      const session = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.setItem(key, JSON.stringify({ ...session, expiresAt: new Date(Date.now() + 5000).toISOString() }));
    }`);
    const refreshed = page.waitForResponse(answer => answer.url().endsWith('/auth/refresh'));
    await page.reload();
    expect((await refreshed).status()).toBe(200);
    await page.getByText('Signed in as owner@demo.test (OWNER)').waitFor();
    await page.locator('.tab', { hasText: 'LiveMessages' }).first().waitFor();
    await playground.start('Stats');
    await playground.waitForResult('"totalMessages"');
  });

  it('renews a token that the server no longer accepts, whatever the clock says', async () => {
    const { page } = playground;
    await page.evaluate(`{
      const key = 'trunkline:playground-session';
      const session = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.setItem(key, JSON.stringify({ ...session, accessToken: 'ended' }));
    }`);
    await page.reload();
    await playground.start('Stats');
    await playground.waitForResult('"totalMessages"');
    expect(await playground.notice()).toBe('');
  });

  it('says so when the server cannot be reached', async () => {
    const { page } = playground;
    await page.route('**/graphql', route => route.abort());
    await playground.run();
    await playground.waitForResult('The server cannot be reached. Is it running?');
    await page.unroute('**/graphql');
  });

  it('signs out, and shows nothing of what was asked before', async () => {
    const { page } = playground;
    await page.click('#sign-out');
    await page.locator('#sign-in').waitFor();
    expect(await page.evaluate("sessionStorage.getItem('trunkline:playground-session')")).toBeNull();
    expect(await playground.result()).toContain('Sign in with the form at the top');
    // The session has ended on the server, too.
    await waitFor(async () => {
      const { rows } = await server.app.database.pool.query(
        'select from sessions where user_agent like $1 and revoked_at is not null',
        ['%Chrome%'],
      );
      return rows.length > 0;
    });
  });

  it('asked nothing of any other host, and nothing broke its content policy', () => {
    expect(playground.foreign).toEqual([]);
    expect(playground.complaints).toEqual([]);
  });

  it('can be used in a window of 390 pixels', async () => {
    const narrow = await openPlayground(browser, server.url, 390);
    const { page } = narrow;
    const overflow = () => page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(await overflow()).toBe(0);
    await narrow.signIn();
    await narrow.start('Inbox');
    await narrow.waitForResult('"displayName": "Asel"');
    await waitFor(() =>
      page.evaluate("document.querySelector('.results').getBoundingClientRect().top < 450"),
    );
    await narrow.start('LiveMessages');
    await narrow.waitUntilLive();
    await say('In a narrow window');
    await narrow.waitForResult('In a narrow window');
    expect(await overflow()).toBe(0);
    await page.getByRole('button', { name: 'Documentation' }).click();
    await page.locator('.documentation dl').waitFor();
    expect(await overflow()).toBe(0);
    expect([narrow.foreign, narrow.complaints]).toEqual([[], []]);
    await page.context().close();
  });
});
