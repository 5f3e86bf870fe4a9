/** One's own settings in Chromium, and the ways a session begins, goes on and ends; sounds and notifications. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { expectPageToFit } from '../support/accessibility.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { EraseContactDocument } from '../support/gql/operations.js';
import { expectCount, type InboxPage, openInbox } from '../support/inbox-page.js';
import { postChatFlow } from '../support/remote-api.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let browser: Browser;
let inbox: InboxPage;
let serial = 0;

/** Records sounds and notifications in place of making them. */
const recorder = `
  globalThis.made = { sounds: 0, notices: [], closed: 0 };
  AudioContext.prototype.createOscillator = new Proxy(AudioContext.prototype.createOscillator, {
    apply(of, context, list) { globalThis.made.sounds += 1; return Reflect.apply(of, context, list); },
  });
  globalThis.Notification = class {
    static permission = 'default';
    static async requestPermission() { return (this.permission = 'granted'); }
    constructor(title, options) { this.title = title; globalThis.made.notices.push({ title, ...options }); globalThis.lastNotice = this; }
    close() { globalThis.made.closed += 1; this.onclose?.(); }
  };`;
const made = (page: Page) =>
  page.evaluate('globalThis.made') as Promise<{
    readonly sounds: number;
    readonly notices: readonly { readonly title: string; readonly body: string; readonly tag: string }[];
    readonly closed: number;
  }>;
async function write(text: string, phone: string): Promise<void> {
  const message = { text, phone, messageId: `me-${serial++}`, instanceId: 'instance_xxx' };
  expect(await postChatFlow(server.url, 'demo', message)).toBe(200);
}
const goToSettings = async ({ page }: InboxPage) => {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Your settings' }).click();
  await page.getByRole('heading', { name: 'Your settings', level: 1 }).waitFor();
};

beforeAll(async () => {
  // The access token ends within the test: the page has to refresh it.
  [server, browser] = await Promise.all([
    startTestApp({ env: { ACCESS_TOKEN_TTL_MINUTES: '1' } }),
    launchBrowser(),
  ]);
  inbox = await openInbox(browser, server.url);
  await inbox.context.addInitScript(recorder);
  await inbox.page.reload();
  await inbox.signIn();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('new messages', () => {
  it('are counted in the title, make a sound, and none when they are in front of the eyes', async () => {
    const { page } = inbox;
    await page.locator('body').click({ position: { x: 700, y: 300 } });
    await write('First', '77011110001');
    await inbox.row('Айгерим').waitFor();
    await waitFor(async () => (await page.title()) === '(1) Inbox' && (await made(page)).sounds === 2);
    await inbox.open('Айгерим');
    await waitFor(async () => (await page.title()) === 'Inbox');
    await write('Seen', '77011110001');
    await inbox.bubble('Seen').waitFor();
    expect((await made(page)).sounds).toBe(2);
  });

  it('are notified outside of the browser after consent, by one of two tabs, and no more when they are read', async () => {
    const { page } = inbox;
    await goToSettings(inbox);
    await page.getByLabel('Show them outside of the browser').check();
    await page.getByLabel('With their text').waitFor();
    expect(await inbox.violations()).toEqual([]);
    const other = await inbox.openTab();
    await other.page.locator('nav.list').waitFor();
    await write('Told once', '77011110002');
    const all = async () => [...(await made(page)).notices, ...(await made(other.page)).notices];
    await waitFor(async () => (await all()).length === 1);
    expect(await all()).toMatchObject([{ body: 'Told once' }]);
    await other.page.locator('a.row', { hasText: 'Told once' }).click();
    await other.bubble('Told once').waitFor();
    await waitFor(async () => (await made(page)).closed + (await made(other.page)).closed === 1);
    await other.page.close();
  });

  it('are no longer notified of a person who is erased', async () => {
    const { page } = inbox;
    const { closed, notices } = await made(page);
    await write('Forget me', '77011110009');
    await waitFor(async () => (await made(page)).notices.length === notices.length + 1);
    const owner = await server.signIn('owner@demo.test');
    const { rows } = await server.app.database.pool.query(
      `select id from contacts where phone = '+77011110009'`,
    );
    const input = { contactId: rows[0].id, dryRun: false, reason: 'Asked for' };
    await server.run(EraseContactDocument, { input }, owner);
    await waitFor(async () => (await made(page)).closed === closed + 1);
  });
});

describe('a session', () => {
  it('is refreshed before its access token ends', async () => {
    const other = await openInbox(browser, server.url);
    await other.signIn('head@demo.test');
    const { page } = other;
    await page.clock.install();
    await page.reload();
    await page.locator('nav.list').waitFor();
    const refreshed = page.waitForResponse(
      response => response.url().endsWith('/auth/session/refresh') && response.status() === 200,
    );
    // The next request finds that the token is too old.
    await page.clock.fastForward(60_000);
    await goToSettings(other);
    await refreshed;
    await page.getByText('This browser').waitFor();
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Inbox' }).click();
    await write('After the refresh', '77011110003');
    await page.locator('a.row', { hasText: 'After the refresh' }).waitFor();
    await other.context.close();
  });

  it('keeps the choice of colours and language', async () => {
    const { page } = inbox;
    await goToSettings(inbox);
    await page.getByLabel('Colours').selectOption('DARK');
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(20, 24, 29)');
    await page.getByLabel('Language').selectOption('kk');
    await page.getByRole('heading', { name: 'Сіздің баптауларыңыз' }).waitFor();
    await page.getByLabel('Тіл').selectOption('en');
    await page.getByLabel('Colours').selectOption('SYSTEM');
  });

  it('begins with a second factor, which the page switches on', async () => {
    const { page } = inbox;
    const factor = page.locator('section', { has: page.getByRole('heading', { name: 'Second factor' }) });
    await factor.getByLabel('Password').fill('wrong');
    await factor.getByRole('button', { name: 'Switch on' }).click();
    await factor.getByRole('alert').waitFor();
    await factor.getByLabel('Password').fill('trunkline');
    await factor.getByRole('button', { name: 'Switch on' }).click();
    await factor.getByRole('img', { name: 'QR code' }).waitFor();
    const secret = await factor.getByLabel('Or type this secret').inputValue();
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    await factor.getByLabel('Code of the app').fill('000000');
    await factor.getByRole('button', { name: 'Confirm' }).click();
    await factor.getByRole('alert').waitFor();
    await factor.getByLabel('Code of the app').fill(totp.generate());
    await factor.getByRole('button', { name: 'Confirm' }).click();
    const [recovery = ''] = (await factor.getByLabel('Recovery codes').inputValue()).split(' ');
    expect(await inbox.violations()).toEqual([]);
    await factor.getByRole('button', { name: 'I have kept them' }).click();

    const other = await openInbox(browser, server.url);
    await other.page.fill('input[name=email]', 'owner@demo.test');
    await other.page.fill('input[name=password]', 'trunkline');
    await other.page.click('button[type=submit]');
    await other.page.locator('input[name=otp]').fill('not a code');
    await other.page.click('button[type=submit]');
    await other.page.getByRole('alert').filter({ hasText: 'wrong or was used' }).waitFor();
    await other.page.locator('input[name=otp]').fill(recovery);
    await other.page.click('button[type=submit]');
    await other.page.locator('nav.list').waitFor();

    // The other browser is listed, and ended from here.
    await page.reload();
    const sessions = page.locator('section', {
      has: page.getByRole('heading', { name: 'Where you are signed in' }),
    });
    await expectCount(sessions.getByText('This browser'), 1);
    await sessions.getByRole('button', { name: 'Sign out' }).first().click();
    await other.page.locator('input[name=password]').waitFor();
    await other.context.close();
  });

  it('stays when the password is changed; others end', async () => {
    const { page } = inbox;
    const other = await openInbox(browser, server.url);
    await other.signIn('manager@demo.test');
    const third = await openInbox(browser, server.url);
    await third.signIn('manager@demo.test');
    const tab = await other.openTab('/inbox/me');
    await tab.page.getByRole('heading', { name: 'Your settings', level: 1 }).waitFor();
    await goToSettings(other);
    const form = other.page.locator('section', {
      has: other.page.getByRole('heading', { name: 'Password' }),
    });
    await form.getByLabel('Current password').fill('trunkline');
    await form.getByLabel('New password').fill('short');
    await form.getByRole('button', { name: 'Change the password' }).click();
    await form.getByText('10 to 200').last().waitFor();
    await form.getByLabel('New password').fill('long enough and rare 17');
    await form.getByRole('button', { name: 'Change the password' }).click();
    await form.getByText('The password is changed.').waitFor();
    await third.page.locator('input[name=password]').waitFor();
    await tab.page.getByRole('heading', { name: 'Your settings', level: 1 }).waitFor();
    for (const { page: each } of [other, tab]) {
      await each.reload();
      await each.getByRole('heading', { name: 'Your settings', level: 1 }).waitFor();
    }
    expect([inbox.complaints, other.complaints, third.complaints]).toEqual([[], [], []]);
    await Promise.all([other.context.close(), third.context.close()]);
    await page.close();
  });

  it('fits a phone', async () => {
    const phone = await openInbox(browser, server.url, { width: 390, scheme: 'dark' });
    await phone.signIn('head@demo.test');
    await phone.page.goto(`${server.url}/inbox/me`);
    await phone.page.getByText('This browser').waitFor();
    await expectPageToFit(phone.page);
    expect(await phone.violations()).toEqual([]);
  });
});
