/** The owner's pages in Chromium: numbers, quarantine, ledger, outbox. Real server, the simulators, a company of its own. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { simulatedAccount } from '../../src/accounts/simulated-provider.js';
import { createUser } from '../../src/accounts/tenants.js';
import { Fault, ProviderKind, Role } from '../../src/domain/vocabulary.js';
import { expectAccessible, violationsInLightAndDark } from '../support/accessibility.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { InboxDocument, SendReplyDocument } from '../support/gql/operations.js';
import { expectCount, type InboxPage, openInbox } from '../support/inbox-page.js';
import { waitFor } from '../support/wait-for.js';

const instance = '7107000555';
const unknownInstance = '7107000556';
const password = 'a long password for tests';
const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>\u202Egnp.exe\u200B';
let server: TestApp;
let browser: Browser;
let inbox: InboxPage;
let company: { token: string; tenantId: string };
/** Path and query of the webhook URL that the page showed. */
let webhookPath: string;
let serial = 0;

/** A customer writes to an instance of Green API. @returns the status */
async function write(text: string, idInstance = instance, senderName = 'Алия'): Promise<number> {
  const response = await server.post(webhookPath, {
    ...{ typeWebhook: 'incomingMessageReceived', timestamp: Math.floor(Date.now() / 1_000) },
    instanceData: { idInstance: Number(idInstance), wid: '', typeInstance: 'whatsapp' },
    idMessage: `NUMBERS${serial++}`,
    senderData: { chatId: '77015550001@c.us', sender: '77015550001@c.us', senderName },
    messageData: { typeMessage: 'textMessage', textMessageData: { textMessage: text } },
  });
  return response.status;
}

/** Opens a page by the rail, without loading the application again. */
const open = async (heading: string) => {
  await inbox.page.locator('nav.rail').getByRole('link', { name: heading }).click();
  await inbox.page.getByRole('heading', { level: 1, name: heading }).waitFor();
};
const button = (name: string | RegExp) => inbox.page.getByRole('button', { name, exact: true });
/** Presses a button that asks first. */
const confirm = async (name: string) => {
  await button(name).click();
  await inbox.page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
};
beforeAll(async () => {
  [server, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  company = await server.addTenant('shop', Role.OWNER);
  const { database } = server.app;
  for (const [name, role] of [['boss', Role.OWNER] as const, ['guest', Role.READ_ONLY] as const])
    await createUser(database, company.tenantId, { email: `${name}@shop.test`, name, role, password });
  inbox = await openInbox(browser, server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const signIn = async ({ page }: InboxPage, email: string) => {
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', password);
  await page.click('button[type=submit]');
};

describe("the owner's pages of numbers", () => {
  it('begin an empty company with connecting a provider, and refuse a wrong token in its place', async () => {
    const { page } = inbox;
    await signIn(inbox, 'boss@shop.test');
    await page.getByText('No number is connected yet.').waitFor();
    await page.getByRole('link', { name: 'Connect a provider' }).last().click();
    await button(/^Green API/).click();
    await page.getByLabel('ID instance').fill(instance);
    await page
      .getByLabel('Api token instance')
      .or(page.getByLabel('API token instance'))
      .fill('revoked-token');
    await page.getByText('More settings').click();
    await page.getByLabel('API URL').fill('https://simulator.invalid/green-api');
    await expectAccessible(inbox);
    await button('Connect').click();
    const token = page.locator('input[name=apiTokenInstance]');
    await page.locator('input[name=apiTokenInstance][aria-invalid=true]').waitFor();
    expect(await token.getAttribute('type')).toBe('password');
    const described = await page.locator('.field', { has: token }).textContent();
    expect(described).toContain('401');
    await token.fill('a-good-token');
    await button('Connect').click();
    await page.getByText('Waiting for the first message…').waitFor();
    expect(await page.locator('ol.steps li').count()).toBeGreaterThan(4);
    const shown = await page.getByLabel('Webhook URL').inputValue();
    const url = new URL(shown);
    webhookPath = `${url.pathname}${url.search}`;
    expect(shown).toMatch(/\?key=.{20,}/);
    await expectAccessible(inbox);
  });

  it('say that the first message arrived', async () => {
    const { page } = inbox;
    expect(await write('Здравствуйте!')).toBe(200);
    await page
      .locator('.first-message.good', { hasText: 'The first message arrived on Green API.' })
      .waitFor();
    await page.getByRole('link', { name: 'Open the account' }).click();
    await page.getByRole('heading', { level: 1, name: 'Green API' }).waitFor();
    expect(await page.locator('main').textContent()).not.toContain('a-good-token');
    await button('Test the address').click();
    await page.getByText('It works: the sample arrived and was accepted.').waitFor();
    await confirm('Make a new key');
    const field = page.getByLabel('Webhook URL');
    await field.waitFor();
    const { pathname, search } = new URL(await field.inputValue());
    expect(`${pathname}${search}`).not.toBe(webhookPath);
    webhookPath = `${pathname}${search}`;
  });

  it('replace access data: a wrong token is refused with the reason, a right one taken, and none is shown', async () => {
    const { page } = inbox;
    const answers: string[] = [];
    page.on('response', async response => {
      if (response.url().endsWith('/graphql')) answers.push(await response.text().catch(() => ''));
    });
    const part = page.locator('section.part', { has: page.getByRole('heading', { name: 'Access data' }) });
    await button('Replace access data').click();
    const token = part.locator('input[name=apiTokenInstance]');
    expect([await token.inputValue(), await token.getAttribute('type')]).toEqual(['', 'password']);
    await token.fill('revoked-again');
    await part.getByRole('button', { name: 'Save' }).click();
    await part.locator('input[name=apiTokenInstance][aria-invalid=true]').waitFor();
    expect(
      await part.locator('.field', { has: page.locator('input[name=apiTokenInstance]') }).textContent(),
    ).toContain('401');
    expect(await violationsInLightAndDark(inbox)).toEqual([]);
    await token.fill('the-next-good-token');
    await part.getByRole('button', { name: 'Save' }).click();
    await part.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
    await part.getByText('The provider accepted them.').waitFor();
    await expectCount(token, 0);
    await page.reload();
    await part.getByText('The provider accepted them.').waitFor();
    for (const text of [await page.content(), ...answers])
      expect(text).not.toMatch(/the-next-good-token|a-good-token|revoked-again/);
    const { rows } = await server.app.database.pool.query(
      'select p::text as row from provider_accounts p where tenant_id = $1',
      [company.tenantId],
    );
    expect(JSON.stringify(rows)).not.toMatch(/good-token/);
  });

  it('rename, pause, resume and archive a number, and show what files it takes', async () => {
    const { page } = inbox;
    await page.getByRole('link', { name: 'Green API' }).last().click();
    await page.getByLabel('Name', { exact: true }).fill('Shop on Abay');
    await button('Save').click();
    await page.getByRole('heading', { level: 1, name: 'Shop on Abay' }).waitFor();
    await button('Pause sending').click();
    await page.locator('.facts .state-chip', { hasText: 'paused' }).waitFor();
    await button('Resume').click();
    await page.locator('.facts .state-chip', { hasText: 'active' }).waitFor();
    await page.getByRole('heading', { name: 'Files' }).waitFor();
    await expectAccessible(inbox);
    await confirm('Archive');
    await page.locator('.facts .state-chip', { hasText: 'archived' }).waitFor();
    expect(await write(hostile, instance, hostile)).toBe(200);
    await button('Restore').click();
    await page.locator('.facts .state-chip', { hasText: 'active' }).waitFor();
    await page.getByRole('link', { name: '← To the numbers' }).click();
    await page.getByRole('cell', { name: 'Shop on Abay' }).waitFor();
    await expectAccessible(inbox);
  });

  it('show a stored body as text, what doing it again would change, and do it', async () => {
    const { page } = inbox;
    await page.getByRole('link', { name: 'Ledger' }).click();
    await page.getByRole('combobox', { name: 'Result' }).selectOption('IGNORED');
    await page.getByLabel('Reason').fill('ARCHIVED');
    await page.getByLabel('Reason').press('Enter');
    await expectCount(page.locator('tbody tr'), 1);
    expect(page.url()).toContain('reason=ARCHIVED');
    await expectAccessible(inbox);
    await page.locator('tbody tr a').first().click();
    await page.getByRole('region', { name: 'Body' }).waitFor();
    const body = (await page.getByRole('region', { name: 'Body' }).textContent()) ?? '';
    expect(body).toContain('<script>alert(2)</script>\\u{202E}gnp.exe\\u{200B}');
    expect(await page.locator('main img, main script').count()).toBe(0);
    await expectAccessible(inbox);
    await button('Show what would change').click();
    await page.getByRole('cell', { name: 'a message in a conversation' }).waitFor();
    await page.getByText('1 entry would have an effect.').waitFor();
    await button('Process 1 entry').click();
    await page.getByText('1 entry had an effect.').waitFor();
    await page.getByRole('link', { name: 'Open the conversation' }).click();
    await inbox.bubble('<script>alert(2)</script>').waitFor();
  });

  it('make a number of what waits in the quarantine, and its conversation appears', async () => {
    const { page } = inbox;
    expect(await write('Есть доставка?', unknownInstance, 'Ербол')).toBe(200);
    await open('Quarantine');
    await page.getByText('Есть доставка?').waitFor();
    await expectAccessible(inbox);
    await button('Create number from this').click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Name', { exact: true }).inputValue()).toBe(
      `Green API ${unknownInstance}`,
    );
    await expectAccessible(inbox);
    await dialog.getByRole('button', { name: 'Add the number' }).click();
    await page.getByText('1 entry that waited was processed.').waitFor();
    await page.getByText('Nothing waits: all messages belong to a number.').waitFor();
    await page.locator('main').getByRole('link', { name: 'To the inbox' }).click();
    await page.locator('a.row', { hasText: 'Есть доставка?' }).waitFor();
  });

  it('assign several entries of an unknown number to one that exists', async () => {
    const { page } = inbox;
    for (const text of ['One', 'Two']) expect(await write(text, '7107000557')).toBe(200);
    await open('Quarantine');
    await button('Assign to a number').click();
    expect(await violationsInLightAndDark(inbox)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Assign', exact: true }).click();
    await page.getByText('2 entries were processed.').waitFor();
  });

  it('list refused webhooks with advice, and lead to their account', async () => {
    const { page } = inbox;
    const refused = await server.post(`${webhookPath}x`, { instanceData: { idInstance: Number(instance) } });
    expect(refused.status).toBe(401);
    await waitFor(async () => {
      const { rows } = await server.app.database.pool.query(
        'select 1 from refused_webhooks where tenant_id = $1',
        [company.tenantId],
      );
      return rows.length > 0;
    });
    await open('Ledger');
    await page.getByRole('link', { name: 'Refused webhooks' }).click();
    await page.locator('tbody').getByText('Wrong key').waitFor();
    await expectAccessible(inbox);
    await page.locator('tbody').getByRole('link', { name: 'Green API' }).click();
    await page.getByRole('heading', { level: 1, name: 'Green API' }).waitFor();
  });

  it('send again what failed, take back what waits, and leave the unknown to a person', async () => {
    const { page } = inbox;
    const sender = { kind: ProviderKind.GREEN_API, accountId: simulatedAccount, externalId: instance };
    const conversations = await server.run(InboxDocument, { first: 20 }, company.token);
    const conversationId = conversations.conversations.nodes.find(
      ({ channel }) => channel.externalId === instance,
    )?.id;
    const reply = (text: string) =>
      server.run(
        SendReplyDocument,
        { input: { conversationId: conversationId ?? '', text, idempotencyKey: `reply-${serial++}` } },
        company.token,
      );
    await open('Outbox');
    await page.getByText('Nothing waits: every message has reached its provider.').waitFor();
    server.app.simulatorHost?.setFaults(sender, [Fault.REFUSED]);
    await reply('This fails first');
    await page
      .getByRole('row', { name: 'This fails first' })
      .locator('.state-chip', { hasText: 'Failed' })
      .waitFor();
    server.app.simulatorHost?.setFaults(sender, []);
    await button('Send again').click();
    await page.getByText('Nothing waits: every message has reached its provider.').waitFor();
    // The simulators report to the demo's accounts alone, so it stays SENT.
    const { pool } = server.app.database;
    await pool.query(`update messages set status = 'UNKNOWN' where text = 'This fails first'`);
    await open('Ledger');
    await open('Outbox');
    await confirm('Send again, perhaps twice');
    await page.getByText('Nothing waits: every message has reached its provider.').waitFor();
    server.app.simulatorHost?.setFaults(sender, [Fault.RATE_LIMIT]);
    await reply('This waits');
    await page.getByRole('row', { name: 'This waits' }).waitFor();
    await pool.query(`update channels set status = 'PAUSED' where external_id = $1`, [instance]);
    await open('Ledger');
    await open('Outbox');
    await page.getByText('Held: the number is paused.').waitFor();
    await expectAccessible(inbox);
    await confirm('Take back');
    await page.getByText('Nothing waits: every message has reached its provider.').waitFor();
    await pool.query(`update channels set status = 'ACTIVE' where external_id = $1`, [instance]);
    server.app.simulatorHost?.setFaults(sender, []);
  });

  it('hold what waits when the account is disconnected, and say so', async () => {
    const { page } = inbox;
    await open('Numbers');
    await page.locator('.account-list').getByRole('link', { name: 'Green API' }).click();
    await confirm('Disconnect the account');
    await page.getByText('Nothing was waiting to be sent.').waitFor();
    await page.getByRole('link', { name: 'Connect again' }).waitFor();
  });

  it('say that access data which no call can check were not checked yet', async () => {
    const { page } = inbox;
    await page.goto(`${server.url}/inbox/admin/numbers/connect?kind=CHATFLOW`);
    await page.locator('input[name=apiToken]').fill('a-token-of-chatflow');
    await button('Connect').click();
    await page.getByText('The access data were not checked yet: the first message shows').waitFor();
    await open('Numbers');
    const account = page.locator('.account-list li', { hasText: 'ChatFlow' });
    await account.getByText('access data not checked yet').waitFor();
    await expectAccessible(inbox);
  });

  it('speak the three languages', async () => {
    const { page } = inbox;
    for (const [language, title, about] of [
      ['ru', 'Подключить провайдера', 'WhatsApp по QR-коду'],
      ['kk', 'Провайдерді қосу', 'QR-код арқылы WhatsApp'],
    ] as const) {
      await inbox.context.addInitScript(`localStorage.setItem('trunkline-locale', '${language}')`);
      await page.goto(`${server.url}/inbox/admin/numbers/connect`);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.getByText(about).waitFor();
    }
    expect(await page.evaluate('document.documentElement.lang')).toBe('kk');
    // Chromium knows no Kazakh, and must not write English dates.
    await page.goto(`${server.url}/inbox/admin/numbers`);
    await page.locator('main tbody time').first().waitFor();
    const times = await page.locator('main tbody time').allTextContents();
    expect(times.length).toBeGreaterThan(0);
    for (const time of times) expect(time).toMatch(/^\d{1,2} [а-яәғқңөұүһі]+\.?, \d\d:\d\d$/);
  });

  it('tell a viewer without the right which one it needs, and show the outbox without buttons', async () => {
    const guest = await openInbox(browser, server.url, { path: '/inbox/admin/numbers' });
    await signIn(guest, 'guest@shop.test');
    await guest.page.getByText('it needs the permission MANAGE_CHANNELS').waitFor();
    await guest.page.getByRole('link', { name: 'Outbox' }).click();
    await guest.page.getByRole('heading', { level: 1, name: 'Outbox' }).waitFor();
    expect(await guest.page.getByRole('link', { name: 'Ledger' }).count()).toBe(0);
    expect(guest.complaints).toEqual([]);
    await guest.context.close();
  });

  it('ask no other host, and break no rule of the content policy', () => {
    expect(inbox.foreign).toEqual([]);
    expect(inbox.complaints).toEqual([]);
  });
});
