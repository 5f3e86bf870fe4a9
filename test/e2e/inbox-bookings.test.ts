/** The owner's page of the booking system in Chromium: connections and branches. Real server, a company of its own. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { createUser } from '../../src/accounts/tenants.js';
import { ProviderKind, Role } from '../../src/domain/vocabulary.js';
import { expectAccessible, violationsInLightAndDark } from '../support/accessibility.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { ownRecord } from '../support/booking-notices.js';
import { launchBrowser } from '../support/browser.js';
import {
  ConnectBookingsDocument,
  ConnectProviderDocument,
  DisconnectBookingsDocument,
} from '../support/gql/operations.js';
import { expectCount, type InboxPage, openInbox } from '../support/inbox-page.js';
import { waitFor } from '../support/wait-for.js';

const password = 'a long password for tests';
const companyId = 962302;
const partnerToken = 'partner-token-of-the-shop';
const userToken = 'user-token-of-the-shop';
let server: TestApp;
let browser: Browser;
let inbox: InboxPage;
let page: Page;
let company: { token: string; tenantId: string };
/** Path and query of the webhook URL that the page showed last. */
let webhookPath: string;
const answers: string[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  company = await server.addTenant('shop', Role.OWNER);
  await createUser(server.app.database, company.tenantId, {
    ...{ email: 'boss@shop.test', name: 'boss', role: Role.OWNER, password },
  });
  // The number that sends the notices.
  const credentials = {
    ...{ idInstance: '7107000777', apiTokenInstance: 'a-good-token' },
    apiUrl: 'https://simulator.invalid/green-api',
  };
  await server.run(
    ConnectProviderDocument,
    { input: { kind: ProviderKind.GREEN_API, name: 'Shop number', credentials } },
    company.token,
  );
  inbox = await openInbox(browser, server.url, { path: '/inbox/admin/settings' });
  page = inbox.page;
  page.on('response', async response => {
    if (response.url().endsWith('/graphql')) answers.push(await response.text().catch(() => ''));
  });
  await page.fill('input[name=email]', 'boss@shop.test');
  await page.fill('input[name=password]', password);
  await page.click('button[type=submit]');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const dialog = (): Locator => page.getByRole('dialog').last();
const button = (name: string, within: Locator | Page = page): Locator =>
  within.getByRole('button', { name, exact: true });
/** Presses a button that asks first. */
const confirm = async (name: string) => {
  await button(name).click();
  await button(name, dialog()).click();
};
const row = (text: string): Locator => page.locator('tbody > tr', { hasText: text });
/** The field of the dialog with this name, once the fault of its form stands at it. */
const wrongField = async (name: string): Promise<string> => {
  const input = page.locator(`[name=${name}][aria-invalid=true]`);
  await input.waitFor();
  return String(await page.locator('.field', { has: input }).textContent());
};
const takeUrl = async (): Promise<void> => {
  await page.getByText('Now enter the webhook URL in YClients.').waitFor();
  await page.getByText('Shown this once: copy it now.').waitFor();
  const { pathname, search } = new URL(await page.getByLabel('Webhook URL').inputValue());
  expect(search).toMatch(/^\?key=.{20,}$/);
  webhookPath = `${pathname}${search}`;
};
/** YClients tells of a new booking. @returns the booking's id, and the HTTP status */
const book = async (data: object = {}, path = webhookPath) => {
  const { envelope, id } = ownRecord();
  const body = {
    ...envelope,
    company_id: companyId,
    data: { ...envelope.data, company_id: companyId, ...data },
  };
  return { id, status: (await server.post(path, body)).status };
};
const decisionOf = (externalId: string): Promise<string> =>
  waitFor(async () => {
    const { rows } = await server.app.database.pool.query(
      `select n.decision from booking_notifications n join bookings b on b.id = n.booking_id
        where b.tenant_id = $1 and b.external_id = $2`,
      [company.tenantId, externalId],
    );
    return rows[0]?.decision;
  });

describe("the owner's page of the booking system", () => {
  it('says what it is for, and refuses access data at their fields', async () => {
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Bookings' }).click();
    await page.getByText('YClients is not connected yet.').waitFor();
    await expectAccessible(inbox);
    await button('Connect YClients').click();
    await dialog().getByLabel('Partner token').fill('short');
    await button('Connect', dialog()).click();
    expect(await wrongField('partnerToken')).toContain('must have 8 to 500 characters');
    await dialog().getByLabel('Partner token').fill(partnerToken);
    await dialog().getByLabel('User token').fill(userToken);
    await dialog().getByLabel('API address').fill('http://api.alteg.io');
    await button('Connect', dialog()).click();
    expect(await wrongField('apiBaseUrl')).toContain('must be an https URL');
    expect(await violationsInLightAndDark(inbox)).toEqual([]);
    expect(await dialog().locator('input[name=userToken]').getAttribute('type')).toBe('password');
    await dialog().getByLabel('API address').fill('https://simulator.invalid/yclients');
    await button('Connect', dialog()).click();
    await takeUrl();
    await page.getByText('No branch yet.').waitFor();
    await expectCount(page.locator('ol.steps li'), 5);
    await expectAccessible(inbox);
  });

  it('shows what arrives for a branch that is missing, and adds it', async () => {
    expect((await book()).status).toBe(200);
    await page.getByText(`1 event of the company id ${companyId} wait`).waitFor();
    await page.locator('.facts .state-chip', { hasText: 'quarantined' }).waitFor();
    await expectAccessible(inbox);
    await button(`Add the branch ${companyId}`).click();
    expect(await dialog().getByLabel('Company id').inputValue()).toBe(String(companyId));
    expect(await dialog().getByLabel('Time zone').inputValue()).toBe('Asia/Almaty');
    expect(await violationsInLightAndDark(inbox)).toEqual([]);
    await dialog().getByLabel('Name', { exact: true }).fill('Barbershop on Abay');
    const reminders = dialog().getByLabel('Reminders, hours before the visit');
    await reminders.fill('a day');
    await button('Save', dialog()).click();
    expect(await wrongField('reminderHours')).toContain('Write whole numbers');
    await reminders.fill('24, 721');
    await button('Save', dialog()).click();
    await waitFor(async () => (await wrongField('reminderHours')).includes('whole number from 1 to 720'));
    await reminders.fill('24, 2');
    await dialog().getByLabel('Currency of prices').fill('kzz');
    await button('Save', dialog()).click();
    expect(await wrongField('currency')).toContain('must be an ISO 4217 code');
    await dialog().getByLabel('Currency of prices').fill('');
    await dialog().getByLabel('Address').fill('Abay 10');
    await dialog().getByLabel('Kind of business').fill('Barbershop');
    await dialog().getByLabel('Language of notices').selectOption('kk');
    await dialog().getByLabel('Number').selectOption({ index: 1 });
    await dialog().getByLabel('Combine changes, seconds').fill('0');
    await dialog().getByLabel('No notice after a message, minutes').fill('7');
    await dialog().getByLabel('Users that only bots are').fill('12795001, 12795002');
    await dialog().getByLabel('Tell customers of later changes').check();
    await button('Save', dialog()).click();
    await row('Barbershop on Abay').filter({ hasText: '24, 2 h before' }).waitFor();
    // What waited is processed.
    await page.locator('.facts .state-chip', { hasText: 'processed' }).waitFor();
    await page.getByText(`of the company id ${companyId} wait`).waitFor({ state: 'detached' });
    await expectAccessible(inbox);
  });

  it('keeps all of a branch: it is there after a reload, decides about bookings, and can be changed', async () => {
    await page.reload();
    await button('Change: Barbershop on Abay').click();
    const form = await dialog()
      .locator('input, select, textarea')
      .evaluateAll(all =>
        (all as HTMLInputElement[]).map(({ name, type, checked, value }) =>
          type === 'checkbox' ? [type, checked] : [name, value],
        ),
      );
    const { noticeChannelId, botCommentMarkers, ...others } = Object.fromEntries(form);
    expect(others).toEqual({
      ...{ name: 'Barbershop on Abay', address: 'Abay 10', businessType: 'barbershop' },
      ...{ timezone: 'Asia/Almaty', locale: 'kk', currency: 'KZT', reminderHours: '24, 2' },
      ...{
        groupingSeconds: '0',
        recentActivityMinutes: '7',
        botUserIds: '12795001\n12795002',
        checkbox: true,
      },
    });
    expect(String(botCommentMarkers).split('\n')).toContain('AI Admin');
    expect(noticeChannelId).toMatch(/^[\w-]{36}$/);
    expect(await decisionOf((await book({ created_user_id: 7 })).id)).toBe('SENT');
    expect(await decisionOf((await book({ created_user_id: 12795002 })).id)).toBe('SKIPPED_CREATED_BY_BOT');
    await dialog().getByLabel('Users that only bots are').fill('');
    await dialog().getByLabel('Marks in the comment').fill('');
    await dialog().getByLabel('Address').fill('');
    await dialog().getByLabel('No notice after a message, minutes').fill('');
    await dialog().getByLabel('Number').selectOption({ label: 'sends no notices' });
    await button('Save', dialog()).click();
    await row('Barbershop on Abay').filter({ hasText: 'sends no notices' }).waitFor();
    const { rows } = await server.app.database.pool.query(
      `select bot_user_ids, bot_comment_markers, address, recent_activity_minutes, notice_channel_id, locale
         from salons where tenant_id = $1`,
      [company.tenantId],
    );
    expect(rows).toEqual([
      {
        ...{ bot_user_ids: [], bot_comment_markers: [], address: null, recent_activity_minutes: null },
        ...{ notice_channel_id: null, locale: 'kk' },
      },
    ]);
  });

  it('does not change a branch that is here by adding it again', async () => {
    await button('Add a branch').click();
    await dialog().getByLabel('Company id').fill(String(companyId));
    await dialog().getByLabel('Name', { exact: true }).fill('Another');
    await button('Save', dialog()).click();
    expect(await wrongField('companyId')).toContain('This branch is here already: Barbershop on Abay.');
    await page.keyboard.press('Escape');
    await expectCount(page.locator('tbody > tr'), 1);
  });

  it('says in words that YClients stopped sending the bookings of a branch', async () => {
    const ended = { salon_id: companyId, application_id: 2, event: 'uninstall' };
    expect((await server.post(webhookPath, ended)).status).toBe(200);
    await row('Barbershop on Abay').filter({ hasText: 'The branch removed the application' }).waitFor();
    await expectAccessible(inbox);
    expect((await book()).status).toBe(200);
    await row('Barbershop on Abay').filter({ hasText: 'in order' }).waitFor();
  });

  it('makes a new key, and shows that the old URL is refused', async () => {
    const old = webhookPath;
    await confirm('Make a new key');
    await takeUrl();
    expect(webhookPath).not.toBe(old);
    expect((await book({}, old)).status).toBe(401);
    await page.getByText('1 webhook was refused, and none was accepted since: Wrong key').waitFor();
    await expectAccessible(inbox);
    expect((await book()).status).toBe(200);
    await page.getByText('webhook was refused').waitFor({ state: 'detached' });
  });

  it('changes the name and the access data, and shows none of them', async () => {
    await button('Name and access data').click();
    await dialog().getByLabel('Name', { exact: true }).fill('YClients, shops');
    expect(await dialog().getByLabel('Partner token').first().inputValue()).toBe('');
    await dialog().locator('input[name=webhookSecret]').fill('a secret');
    await button('Save', dialog()).click();
    expect(await wrongField('webhookSecret')).toContain('without spaces');
    expect(await violationsInLightAndDark(inbox)).toEqual([]);
    await dialog().locator('input[name=webhookSecret]').fill('a-relay-signs-with-this');
    await button('Save', dialog()).click();
    await page.getByRole('heading', { level: 2, name: 'YClients, shops' }).waitFor();
    expect((await book()).status).toBe(401);
    await page.getByText('No signature').waitFor();
    await button('Name and access data').click();
    await dialog().getByRole('group', { name: 'Remove' }).getByLabel('Webhook secret').check();
    await button('Save', dialog()).click();
    await dialog().waitFor({ state: 'detached' });
    expect((await book()).status).toBe(200);
    for (const text of [await page.content(), ...answers])
      expect(text).not.toMatch(/token-of-the-shop|a-relay-signs/);
  });

  it('disconnects with a question, and connects again with the branches', async () => {
    await button('Disconnect').click();
    await dialog().getByText('no reminder is sent').waitFor();
    expect(await violationsInLightAndDark(inbox)).toEqual([]);
    await button('Disconnect', dialog()).click();
    await page.locator('.facts .state-chip', { hasText: 'disconnected' }).waitFor();
    expect((await book()).status).toBe(401);
    expect(await button('Change: Barbershop on Abay').count()).toBe(0);
    await expectAccessible(inbox);
    // A colleague is faster.
    await button('Connect again').click();
    const { rows } = await server.app.database.pool.query(
      'select id from booking_accounts where tenant_id = $1',
      [company.tenantId],
    );
    const accountId = rows[0].id;
    await server.run(ConnectBookingsDocument, { input: { accountId } }, company.token);
    await button('Connect', dialog()).click();
    await dialog().getByRole('alert').filter({ hasText: 'CONFLICT' }).waitFor();
    await server.run(DisconnectBookingsDocument, { accountId }, company.token);
    await button('Connect', dialog()).click();
    await takeUrl();
    await row('Barbershop on Abay').waitFor();
    await page.getByText('none: a lost webhook is not recovered').waitFor();
    expect((await book()).status).toBe(200);
    expect(inbox.complaints).toEqual([]);
    expect(inbox.foreign).toEqual([]);
  });
});
