/** The inbox in Chromium: real server, real PostgreSQL, the vendors' simulators. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Request } from 'playwright-core';
import { expectAccessible, expectPageToFit } from '../support/accessibility.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { expectCount, type InboxPage, openInbox } from '../support/inbox-page.js';
import { type LossyPath, openLossyPath } from '../support/lossy-path.js';
import { postChatFlow } from '../support/remote-api.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let browser: Browser;
let inbox: InboxPage;
/** Between the browser and the server; it can be cut. */
let path: LossyPath;
let base: string;
let serial = 0;

const rows = async (sql: string, ...values: unknown[]) =>
  (await server.app.database.pool.query(sql, values)).rows;
/** A customer writes; each phone is a person of its own. */
async function write(text: string, phone = '77011110001', instanceId = 'instance_xxx'): Promise<void> {
  const message = { text, phone, messageId: `inbox-${serial++}`, instanceId };
  expect(await postChatFlow(server.url, 'demo', message)).toBe(200);
}

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  path = await openLossyPath(server.url);
  base = new URL(path.url).origin;
  inbox = await openInbox(browser, base);
});
afterAll(async () => {
  await browser?.close();
  await path?.close();
  await server?.stop();
});

describe('the inbox', () => {
  it('signs in after a clear refusal, and says that there is nothing yet', async () => {
    const { page } = inbox;
    expect(await inbox.violations()).toEqual([]);
    await page.fill('input[name=password]', 'wrong');
    await page.click('button[type=submit]');
    await page.getByRole('alert').filter({ hasText: 'password is wrong' }).waitFor();
    await inbox.signIn();
    await page.getByText('No conversations here.').waitFor();
    const [cookie] = await inbox.context.cookies();
    expect(cookie).toMatchObject({ name: 'trunkline', httpOnly: true, sameSite: 'Strict', path: '/' });
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(kept).not.toMatch(/eyJ|accessToken/);
  });

  it("shows a customer's message as it arrives; the reply leaves from the number that was written to", async () => {
    const { page } = inbox;
    await write('Здравствуйте! Есть ламинат?');
    await inbox.row('Айгерим').filter({ hasText: 'Есть ламинат?' }).waitFor();
    await inbox.open('Айгерим');
    await inbox.bubble('Есть ламинат?').waitFor();
    expect(await page.locator('.sender').textContent()).toContain('from');
    await inbox.reply('Да, *есть*');
    await inbox
      .bubble('есть')
      .getByRole('img', { name: /^(Sent|Delivered|Read)$/ })
      .waitFor();
    await expectCount(inbox.bubble('Да,'), 1);
    expect(await page.locator('article.bubble strong').textContent()).toBe('есть');
    const [sent] = await rows(
      `select c.external_id, m.status from messages m join channels c on c.id = m.channel_id where m.text = 'Да, *есть*'`,
    );
    expect(sent.external_id).toBe('instance_xxx');
  });

  it('keeps a draft over a reload, and the session too', async () => {
    const { page } = inbox;
    await page.locator('.composer textarea').fill('Half a sentence');
    await page.reload();
    await page.locator('.thread-name').waitFor();
    await waitFor(async () => (await page.locator('.composer textarea').inputValue()) === 'Half a sentence');
    await page.locator('.composer textarea').fill('');
  });

  it('starts by itself when the server answers again', async () => {
    const { page } = await inbox.openTab();
    await page.clock.install();
    const sessions = '**/auth/session/refresh';
    await page.route(sessions, route => route.abort());
    await page.reload();
    await page.getByText('The page tries again by itself.').waitFor();
    await page.unroute(sessions);
    await page.clock.fastForward(12_000);
    await page.locator('nav.list').waitFor();
    await page.close();
  });

  it('asks for session and list before the application is there, once each', async () => {
    const { page } = inbox;
    const asked: string[] = [];
    const note = (request: Request) => {
      const { pathname } = new URL(request.url());
      const { operationName = '' } = (request.postDataJSON() ?? {}) as { operationName?: string };
      if (pathname === '/auth/session/refresh' || operationName === 'Start')
        asked.push(`${pathname} ${operationName}`.trim());
    };
    page.on('request', note);
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    const isApplication = (url: URL) => /\/assets\/(?:index|first-screen)-[^/]+\.js$/.test(url.pathname);
    await page.route(isApplication, async route => {
      await held;
      await route.continue();
    });
    await page.reload({ waitUntil: 'commit' });
    await waitFor(() => asked.length === 2);
    expect(await page.locator('nav.list').count()).toBe(0);
    release();
    await page.locator('.thread-name').waitFor();
    await inbox.row('Айгерим').waitFor();
    await page.unroute(isApplication);
    const thread = page.url();
    // A link with a filter: the first answer is of that filter.
    await page.goto(`${base}/inbox?view=mine`);
    await page.getByText('No conversations match these filters.').waitFor();
    await page.goto(`${thread}?view=`);
    await page.locator('.thread-name').waitFor();
    await inbox.row('Айгерим').waitFor();
    page.off('request', note);
    expect(asked).toEqual(
      Array.from({ length: 3 }, () => ['/auth/session/refresh', '/graphql Start']).flat(),
    );
  });

  it('loses nothing and doubles nothing over a cut connection', async () => {
    const { page, context } = inbox;
    await context.setOffline(true);
    path.cut();
    await inbox.reply('Written offline');
    await inbox.bubble('Written offline').getByRole('img', { name: 'Waits for the server' }).waitFor();
    await write('While you were away');
    await context.setOffline(false);
    await inbox.bubble('While you were away').waitFor();
    await inbox
      .bubble('Written offline')
      .getByRole('img', { name: /^(Sent|Delivered|Read)$/ })
      .waitFor();
    await expectCount(inbox.bubble('Written offline'), 1);
    await expectCount(inbox.bubble('While you were away'), 1);
    expect((await rows(`select id from messages where text = 'Written offline'`)).length).toBe(1);
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter(key => key.includes('outbox'))),
    ).toEqual([]);
  });

  it('says that only a reload helps when the server refuses its events for good', async () => {
    const { page } = await inbox.openTab();
    let refused = 0;
    await page.routeWebSocket('**/graphql', socket =>
      socket.onMessage(() => {
        refused += 1;
        void socket.close({ code: 4400, reason: 'Invalid message' });
      }),
    );
    await page.reload();
    const banner = page.getByRole('status').filter({ hasText: 'no longer arrive' });
    await banner.waitFor();
    expect(refused).toBe(1);
    await page.unrouteAll();
    await page.close();
  });

  it('sends a reply that was pressed twice once, with two tabs open', async () => {
    const other = await inbox.openTab();
    await other.page.goto(inbox.page.url());
    await other.page.locator('.thread-name').waitFor();
    await inbox.page.locator('.composer textarea').fill('Only once');
    await Promise.all([
      inbox.page.locator('.composer textarea').press('Enter'),
      inbox.page.locator('.composer textarea').press('Enter'),
    ]);
    for (const tab of [inbox, other]) {
      await tab
        .bubble('Only once')
        .getByRole('img', { name: /^(Sent|Delivered|Read)$/ })
        .waitFor();
      await expectCount(tab.bubble('Only once'), 1);
    }
    expect((await rows(`select id from messages where text = 'Only once'`)).length).toBe(1);
    await other.page.close();
  });

  it('never runs or disguises what customers write', async () => {
    const { page } = inbox;
    const attack = [
      '<img src=x onerror=alert(1)><script>alert(2)</script>',
      'javascript:alert(3) https://bank.example@evil.example/ https://example.com/a',
      '\u202Egnp.exe \u200B\u2066hidden\u2069',
    ].join('\n');
    const response = await server.post('/webhooks/chatflow?key=demo', {
      message: attack,
      metadata: {
        remoteJid: '77019990001@s.whatsapp.net',
        sender: '<b onmouseover=alert(4)>\u202EEvil\u200B</b>',
        ...{ instance_id: 'instance_xxx', messageId: 'attack-1' },
      },
    });
    expect(response.status).toBe(200);
    await inbox.open('onmouseover');
    await inbox.bubble('onerror').waitFor();
    const links = page.locator('article.bubble a');
    expect(await links.evaluateAll(all => all.map(a => a.getAttribute('href')))).toEqual([
      'https://example.com/a',
    ]);
    expect(await links.first().getAttribute('rel')).toBe('noopener noreferrer nofollow');
    const shown = (await page.locator('.thread').textContent()) ?? '';
    expect(shown).toContain('<script>alert(2)</script>');
    expect(shown).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    expect((await page.locator('.thread-name').textContent()) ?? '').not.toMatch(/[\u200B\u202E]/);
    expect(await page.locator('article.bubble img, article.bubble script, .row b').count()).toBe(0);
  });

  it('has no violation of axe in light and dark, wide and at 390 px, with open layers', async () => {
    expect(await inbox.violations()).toEqual([]);
    // A key that is typed at once is the dialog's: its focus does not wait for a frame.
    await inbox.page.evaluate('requestAnimationFrame = () => 0');
    await inbox.page.keyboard.press('Shift+Slash');
    expect(await inbox.page.evaluate('document.activeElement.closest("[role=dialog]")?.isConnected')).toBe(
      true,
    );
    await inbox.page.keyboard.press('Escape');
    await expectCount(inbox.page.getByRole('dialog'), 0);
    await inbox.page.reload();
    await inbox.page.locator('article').first().waitFor();
    await inbox.page.keyboard.press('Shift+Slash');
    await inbox.page.getByRole('dialog').waitFor();
    await expectAccessible(inbox);
    await inbox.page.keyboard.press('Escape');
    const phone = await openInbox(browser, base, { width: 390, scheme: 'dark' });
    expect(await phone.violations()).toEqual([]);
    await phone.signIn();
    await phone.row('Айгерим').waitFor();
    expect(await phone.violations()).toEqual([]);
    await phone.open('Айгерим');
    await phone.page.locator('article').first().waitFor();
    expect(await phone.violations()).toEqual([]);
    await expectPageToFit(phone.page);
    await phone.context.close();
  });

  it('works with keys alone', async () => {
    const { page } = inbox;
    await write('Second person', '77011110002');
    await page.goto(`${base}/inbox`);
    await inbox.page.locator('a.row:has-text("Second person")').first().waitFor();
    await page.keyboard.press('j');
    await page.locator('.composer textarea').waitFor();
    await page.keyboard.press('r');
    await page.keyboard.type('By keys');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('two lines');
    await page.keyboard.press('Enter');
    await inbox
      .bubble('two lines')
      .getByRole('img', { name: /^(Sent|Delivered|Read)$/ })
      .waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+A');
    await page.locator('.thread-header', { hasText: 'Айгерим Омарова' }).waitFor();
    await page.keyboard.press('e');
    await waitFor(
      async () => (await rows(`select id from conversations where status = 'RESOLVED'`)).length === 1,
    );
  });

  it('finds by filter and search, and says which hides everything', async () => {
    const { page } = inbox;
    await page.goto(`${base}/inbox?status=RESOLVED`);
    await inbox.row('By keys').waitFor();
    await expectCount(page.locator('a.row'), 1);
    await page.getByRole('combobox', { name: 'Status' }).selectOption('SNOOZED');
    await page.getByText('No conversations match these filters.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.locator('a.row').nth(2).waitFor();
  });

  it('shows only TATA at the address of its guide', async () => {
    await inbox.page.goto(`${base}/tata-chat/`);
    await inbox.page.getByText('No conversations here.').waitFor();
    await expectCount(inbox.page.locator('a.row'), 0);
    const numbers = await inbox.page
      .getByRole('combobox', { name: 'Number' })
      .locator('option')
      .allTextContents();
    expect(numbers.length).toBeGreaterThan(1);
  });

  it('signs out all tabs', async () => {
    const other = await inbox.openTab();
    await other.page.locator('nav.list').waitFor();
    await other.page.getByRole('button', { name: /^Your account/ }).click();
    await other.page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
    for (const { page } of [inbox, other]) await page.locator('input[name=password]').waitFor();
    expect(await inbox.context.cookies()).toEqual([]);
  });

  it('asked no other host for anything, and broke no rule of its content policy', () => {
    expect(inbox.foreign).toEqual([]);
    expect(inbox.complaints).toEqual([]);
  });
});
