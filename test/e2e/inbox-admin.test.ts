/** The owner's pages in Chromium: people, lists, tokens, webhooks, audit, data; real server, real PostgreSQL. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Download, Locator, Page } from 'playwright-core';
import { findMisfits, violationsInLightAndDark } from '../support/accessibility.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { type InboxPage, openInbox } from '../support/inbox-page.js';
import { waitFor } from '../support/wait-for.js';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

let server: TestApp;
let browser: Browser;
let receiver: WebhookReceiver;
let inbox: InboxPage;
let page: Page;
let dana: { readonly link: string; readonly inbox: InboxPage };
const email = 'dana@people.test';
const password = 'a rusty blue kettle';

beforeAll(async () => {
  [server, browser, receiver] = await Promise.all([
    startTestApp({ env: { WEBHOOK_PRIVATE_TARGETS: 'on' } }),
    launchBrowser(),
    startWebhookReceiver(),
  ]);
  inbox = await openInbox(browser, server.url);
  page = inbox.page;
  await inbox.signIn();
});
afterAll(async () => {
  await browser?.close();
  await receiver?.close();
  await server?.stop();
});

const rows = async (sql: string, ...values: unknown[]) =>
  (await server.app.database.pool.query(sql, values)).rows;
const dialog = (): Locator => page.getByRole('dialog').last();
const button = (name: string | RegExp, within: Locator | Page = page): Locator =>
  within.getByRole('button', { name, exact: typeof name === 'string' });
/** Opens a page by its link in the rail, and a part of it. */
async function openPage(name: string, part?: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  if (part)
    await page.getByRole('navigation', { name }).getByRole('link', { name: part, exact: true }).click();
}
/** Goes to a page inside the application. */
async function go(path: string): Promise<void> {
  await page.evaluate(`history.pushState(null, '', '/inbox${path}')`);
  await page.locator('main h1').waitFor();
}
/** Nothing of an open dialog, or of the page, violates axe. */
const expectSound = async () => expect(await violationsInLightAndDark(inbox)).toEqual([]);
const row = (text: string | RegExp): Locator => page.locator('tbody > tr', { hasText: text });
const textOf = async (download: Download): Promise<string> => readFile(await download.path(), 'utf8');

describe("the owner's pages", () => {
  it('invites a colleague, who sets a password by the link in another browser', async () => {
    await openPage('People');
    await button('Invite').click();
    await dialog().getByLabel('Name').fill('Dana');
    await dialog().getByLabel('E-mail').fill('owner@demo.test');
    await button('Invite and make the link', dialog()).click();
    // The fault stands at its form with code and request.
    await dialog().getByRole('alert').filter({ hasText: 'CONFLICT · Request' }).waitFor();
    await expectSound();
    await dialog().getByLabel('E-mail').fill(email);
    await button('Invite and make the link', dialog()).click();
    const link = await dialog().getByLabel('Link').inputValue();
    await page.keyboard.press('Escape');
    await row('Dana').filter({ hasText: 'Manager' }).waitFor();

    const guest = await openInbox(browser, server.url, { path: link.slice(server.url.length) });
    await guest.page.fill('input[name=password]', password);
    await guest.page.fill('input[name=repeated]', password);
    await guest.page.click('button[type=submit]');
    await guest.page.getByRole('status').filter({ hasText: email }).waitFor();
    await guest.page.goto(`${server.url}/inbox`);
    await guest.signIn(email, password);
    dana = { link, inbox: guest };
  });

  it('says to a person without rights what is missing and who can give it', async () => {
    const guest = dana.inbox.page;
    await guest.evaluate(`history.pushState(null, '', '/inbox/admin/people')`);
    await guest.getByText('it needs the permission MANAGE_USERS. An owner').waitFor();
    expect(await guest.getByRole('link', { name: 'People' }).count()).toBe(0);
    await guest.evaluate(`history.pushState(null, '', '/inbox')`);
    await guest.locator('nav.list').waitFor();
  });

  it('shows the sessions of a person, and signs them out live when they are deactivated', async () => {
    await button('Dana').click();
    await dialog().getByRole('region', { name: 'Sessions' }).getByText('Chrome').waitFor();
    await expectSound();
    await button('Deactivate', dialog()).click();
    await expectSound();
    await button('Deactivate', dialog()).click();
    await dana.inbox.page.locator('input[name=password]').waitFor();
    await dialog().getByText('Not signed in anywhere.').waitFor();
    await button('Reactivate', dialog()).click();
    await button('Deactivate', dialog()).waitFor();
    await page.keyboard.press('Escape');
  });

  it('explains why the last owner stays', async () => {
    await button('Айгерим Омарова').click();
    await button('Deactivate', dialog()).click();
    await button('Deactivate', dialog()).click();
    await page.getByRole('alert').filter({ hasText: 'last active owner' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('adds a topic, and says which topic a text gets', async () => {
    await openPage('Desk lists');
    await button('Add a topic').click();
    await dialog().getByLabel('Name').fill('Delivery of kettles');
    await dialog().getByLabel('Keywords').fill('чайник*\nkettle');
    await expectSound();
    await button('Save', dialog()).click();
    await row('Delivery of kettles').filter({ hasText: 'чайник*, kettle' }).waitFor();
    await page.getByLabel('A message of a customer').fill('Когда привезут чайники?');
    await button('Test').click();
    await page.getByText('This message gets the topic: Delivery of kettles').waitFor();
    await button('Archive: Delivery of kettles').click();
    await row('Delivery of kettles').waitFor({ state: 'detached' });
    await page.getByLabel('Show archived ones').check();
    await button('Restore: Delivery of kettles').click();
    await button('Archive: Delivery of kettles').waitFor();
  });

  it('reorders stages by keys', async () => {
    await openPage('Desk lists', 'Stages');
    const handles = page.getByRole('button', { name: /^Move: / });
    await handles.first().waitFor();
    const named = async () => (await handles.evaluateAll(all => all.map(one => one.ariaLabel))).map(String);
    const [first = '', second = ''] = (await named()).map(label => /^Move: (.+), \d/.exec(label)?.[1]);
    await handles.first().focus();
    await page.keyboard.press('ArrowDown');
    await page
      .getByRole('status')
      .filter({ hasText: `${first}: now 2 of` })
      .waitFor();
    expect(await page.evaluate('document.activeElement?.ariaLabel')).toContain(`Move: ${first}, 2 of`);
    await waitFor(async () => {
      const stages = await rows('select name from lead_stages where archived_at is null order by position');
      return stages[0].name === second && stages[1].name === first;
    });
    await page.keyboard.press('ArrowUp');
    await page
      .getByRole('status')
      .filter({ hasText: `${first}: now 1 of` })
      .waitFor();
  });

  it('reorders stages by the mouse; Escape while one is dragged leaves the order', async () => {
    const items = page.locator('li.stage');
    const shown = async () => (await items.locator('.stage-name').allTextContents()).map(name => name.trim());
    const [first = '', second = '', third = '', ...others] = await shown();
    const stored = async () =>
      (await rows('select name from lead_stages where archived_at is null order by position')).map(
        ({ name }) => name,
      );
    await items.nth(0).hover();
    await page.mouse.down();
    const { x = 0, y = 0 } = (await items.nth(1).boundingBox()) ?? {};
    await page.mouse.move(x + 200, y + 20, { steps: 8 });
    await page.locator('li.stage-after', { hasText: second }).waitFor();
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await page.locator('.stage-dragged, .stage-after').first().waitFor({ state: 'detached' });
    expect(await shown()).toEqual([first, second, third, ...others]);
    await items.nth(0).dragTo(items.nth(2));
    await page
      .getByRole('status')
      .filter({ hasText: `${first}: now 3 of` })
      .waitFor();
    const wanted = [second, third, first, ...others];
    await waitFor(async () => (await stored()).join() === wanted.join());
    expect(await shown()).toEqual(wanted);
    await page.reload();
    await items.nth(2).waitFor();
    expect(await shown()).toEqual(wanted);
    await items.nth(2).dragTo(items.nth(0));
    await waitFor(async () => (await stored()).join() === [first, second, third, ...others].join());
  });

  it('adds a stage, and archives it after its leads have moved', async () => {
    await button('Add a stage').click();
    await dialog().getByLabel('Name').fill('Kettle on the way');
    await dialog().getByLabel('Outcome').selectOption('WON');
    await expectSound();
    await button('Save', dialog()).click();
    await button('Archive: Kettle on the way').click();
    await dialog().getByLabel('Move its leads to').waitFor();
    await expectSound();
    await button('Archive', dialog()).click();
    await dialog().waitFor({ state: 'detached' });
    await page.locator('li.stage', { hasText: 'Kettle on the way' }).waitFor({ state: 'detached' });
    expect(
      await rows(`select id from lead_stages where name = 'Kettle on the way' and archived_at is null`),
    ).toEqual([]);
  });

  it('keeps own texts of booking notices, with a preview, and templates that the provider does not list', async () => {
    await openPage('Desk lists', 'Booking notices');
    await button('Add a text').click();
    await dialog().getByLabel('Text').fill('See you at {{salon.name}}');
    await button('Preview', dialog()).click();
    await dialog().getByRole('status').or(dialog().getByRole('alert')).first().waitFor();
    await expectSound();
    await page.keyboard.press('Escape');
    await openPage('Desk lists', 'Message templates');
    const [{ id }] = await rows(`select id from channels where external_id = '+918800000111'`);
    await page.getByLabel('Number').selectOption(id);
    await button('Register a template').click();
    await dialog().getByLabel('Exact name at the provider').fill('kettle_ready');
    await dialog().getByLabel('Exact language code').fill('en');
    await dialog().getByLabel('Text').fill('Your kettle is ready, {{1}}.');
    await expectSound();
    await button('Save', dialog()).click();
    await row('kettle_ready').filter({ hasText: 'APPROVED' }).waitFor();
    await button('Remove', row('kettle_ready')).click();
    await button('Remove', dialog()).click();
    await row('kettle_ready').waitFor({ state: 'detached' });
  });

  it('adds an own field with choices', async () => {
    await openPage('Settings', 'Own fields');
    await button('Add a field').click();
    await dialog().getByLabel('Name').fill('Metal');
    await dialog().getByLabel('Key').fill('Metal');
    await dialog().getByLabel('Kind').selectOption('CHOICE');
    await dialog().getByLabel('Choices').fill('Copper\nSteel');
    await button('Save', dialog()).click();
    await dialog().locator('[aria-invalid=true]').waitFor();
    await expectSound();
    await dialog().getByLabel('Key').fill('metal');
    await button('Save', dialog()).click();
    await row('Metal').filter({ hasText: 'choice: Copper, Steel' }).waitFor();
  });

  it('keeps a team, a label and a canned reply with a variable', async () => {
    await openPage('Desk lists', 'Teams');
    await button('Add a team').click();
    await dialog().getByLabel('Name').fill('Kettles');
    await dialog().getByLabel('Dana').check();
    await expectSound();
    await button('Save', dialog()).click();
    await row('Kettles').filter({ hasText: 'Dana' }).waitFor();
    await openPage('Desk lists', 'Canned replies');
    await button('Add a canned reply').click();
    await dialog().getByLabel('Shortcut').fill('hello');
    await dialog().getByLabel('Title').fill('Greeting');
    await button('{{contact.name}}', dialog()).click();
    await expectSound();
    await button('Save', dialog()).click();
    await row('/hello').filter({ hasText: '{{contact.name}}' }).waitFor();
  });

  it('changes settings of the company, and puts a fault at its field', async () => {
    await openPage('Settings');
    const hours = page.getByRole('region', { name: 'Business hours' });
    await hours.getByLabel('We work at certain hours only').check();
    await hours.getByLabel('Closed on').fill('tomorrow');
    await hours.getByLabel('Answer outside business hours').fill('We are closed.');
    await button('Save', hours).click();
    await hours.getByRole('alert').waitFor();
    await hours.getByLabel('Closed on').fill('2027-01-01');
    await button('Save', hours).click();
    await hours.getByText('Saved.').waitFor();
    const rules = page.getByRole('region', { name: 'Rules' });
    await rules.getByLabel('Reply within, hours').fill('99');
    await button('Save', rules).click();
    await rules.locator('[aria-invalid=true]').waitFor();
    const [tenant] = await rows(`select away_text from tenants where slug = 'demo'`);
    expect(tenant.away_text).toBe('We are closed.');
  });

  it('makes a token that works, shows its use, and revokes it', async () => {
    await openPage('API tokens');
    await page.getByText('No tokens yet.').waitFor();
    await button('Make a token').click();
    await dialog().getByLabel('Name').fill('Shop');
    await expectSound();
    await button('Make the token', dialog()).click();
    const secret = await dialog().getByLabel('Secret of the token').inputValue();
    await expectSound();
    const ask = async () => {
      const answer = await server.post(
        '/graphql',
        { query: '{ viewer { name } }' },
        { authorization: `Bearer ${secret}` },
      );
      return JSON.stringify(await answer.json());
    };
    expect(await ask()).toContain('"name":"Shop"');
    await page.keyboard.press('Escape');
    await row('Shop').filter({ hasText: '600 requests a minute' }).waitFor();
    await button('Revoke').click();
    await button('Revoke', dialog()).click();
    await row('Shop').filter({ hasText: 'revoked' }).waitFor();
    expect(await ask()).toContain('UNAUTHENTICATED');
  });

  it('posts webhooks to an endpoint, shows request and answer, posts again, and enables a disabled one', async () => {
    await openPage('Outgoing webhooks');
    await button('Add an endpoint').click();
    await dialog().getByLabel('Address').fill('https://user:secret@hooks.example/');
    await button('Save', dialog()).click();
    await dialog().getByText('This address is not called').first().waitFor();
    await expectSound();
    await dialog().getByLabel('Address').fill(receiver.url);
    await button('Save', dialog()).click();
    receiver.reply = () => ({ status: 200, body: '<b>thanks</b>' });
    receiver.secrets = [await dialog().getByLabel('Secret of the endpoint').inputValue()];
    await expectSound();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: receiver.url }).click();
    await button('Test').click();
    await page.getByRole('region', { name: 'Answer to the test' }).getByText('HTTP 200').waitFor();
    const posted = row('tenant.updated').filter({ hasText: 'delivered' }).first();
    await posted.waitFor();
    await posted.getByText('Show').click();
    await posted.getByText('<b>thanks</b>').waitFor();
    const [one] = receiver.received.filter(({ body }) => body.type === 'tenant.updated');
    await button('Post again', posted).click();
    await page.getByText('1 delivery is posted again.').waitFor();
    await waitFor(() => receiver.received.filter(({ id }) => id === one?.id).length === 2);

    receiver.reply = () => 410;
    await openPage('Desk lists', 'Labels');
    await button('Add a label').click();
    await dialog().getByLabel('Name').fill('VIP');
    await expectSound();
    await button('Save', dialog()).click();
    await waitFor(
      async () => (await rows('select id from webhook_endpoints where disabled_reason is not null'))[0],
    );
    await openPage('Outgoing webhooks');
    await row(receiver.url).filter({ hasText: 'disabled by the server' }).getByRole('link').click();
    await page.getByRole('alert').filter({ hasText: 'The server disabled this endpoint' }).waitFor();
    receiver.reply = () => 204;
    await button('Enable').click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await button('Switch off').waitFor();
  });

  it('posts again one that failed, and what failed in a range of time, under the same ids', async () => {
    receiver.reply = () => ({ status: 500, body: 'no room' });
    await button('Test').click();
    await page.getByRole('region', { name: 'Answer to the test' }).getByText('· HTTP 500').waitFor();
    const failed = row('endpoint.test').filter({ hasText: 'failed' });
    await failed.getByText('Show').click();
    await failed.getByText('no room').waitFor();
    receiver.reply = () => 204;
    await button('Post again', failed).click();
    await page.getByText('1 delivery is posted again.').waitFor();
    await failed.waitFor({ state: 'detached' });

    // As if the receiver had been away for longer than the attempts last.
    const ids = (
      await rows(`update webhook_deliveries set status = 'FAILED' where type is not null returning id`)
    ).map(({ id }) => String(id));
    expect(ids.length).toBeGreaterThan(1);
    const before = receiver.received.length;
    const range = page.getByRole('form', { name: 'Post failed ones again' });
    /** Hours from now, as the field of a browser in Almaty has it. */
    const local = (hours: number) =>
      new Date(Date.now() + (hours + 5) * 3_600_000).toISOString().slice(0, 16);
    const post = async (from: number, to: number) => {
      await range.getByLabel('Failed from').fill(local(from));
      await range.getByLabel('to', { exact: true }).fill(local(to));
      await button('Post failed ones again', range).click();
    };
    await post(1, 2);
    await page.getByText('Nothing failed in this time.').waitFor();
    await post(-1, 1);
    await page.getByText(`${ids.length} deliveries are posted again.`).waitFor();
    // On a busy machine an answer can come too late: then one is posted twice.
    const posted = () => new Set(receiver.received.slice(before).map(({ id }) => String(id)));
    await waitFor(() => ids.every(id => posted().has(id)));
    expect(posted()).toEqual(new Set(ids));
    await page.getByRole('combobox', { name: 'State' }).selectOption('FAILED');
    await page.getByText('Nothing matches these filters.').waitFor();
    await button('Change').click();
    await dialog().getByLabel('What it is for').fill('The shop');
    await expectSound();
    await button('Save', dialog()).click();
    await page.locator('.facts').getByText('The shop').waitFor();
  });

  it('shows all of it in the audit log, with before and after, and saves it as a file', async () => {
    await openPage('Audit log');
    for (const action of ['user.created', 'topic.saved', 'api_token.revoked', 'webhook_endpoint.redelivered'])
      await row(action).first().waitFor();
    await page.getByLabel('Kind').selectOption('Team');
    const saved = row('team.saved');
    await saved.filter({ hasText: 'Team: Kettles' }).waitFor();
    expect(await saved.locator('.changes').textContent()).toMatch(/memberIds\s*—\s*Dana/);
    expect(await saved.textContent()).toContain('127.0.0.1');
    const [download] = await Promise.all([page.waitForEvent('download'), button('Save as CSV').click()]);
    const text = await textOf(download);
    expect(text).toContain('team.saved');
    expect(text).not.toContain('topic.saved');
    await page.getByLabel('Kind').selectOption('Tenant');
    await row('settings.updated').first().waitFor();
    await page.getByLabel('Who').selectOption({ label: 'Dana' });
    await page.getByText('Nothing matches these filters.').waitFor();
  });

  it('imports people with a trial first, exports them, and erases one by typing the phone', async () => {
    await openPage('Data');
    const csv = 'Имя;Телефон\nAisha Import;+7 701 555 11 22\nNo one;123\n';
    const files = page.getByLabel('CSV file');
    await files.setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await waitFor(async () => (await page.getByLabel('Телефон').inputValue()) === 'phone');
    await button('Try').click();
    await page.getByText('would make 1 new, change 0, and refuse 1').waitFor();
    expect((await rows(`select id from contacts where display_name = 'Aisha Import'`)).length).toBe(0);
    await button('Import now').click();
    const done = row('new: 1').filter({ hasNotText: 'trial' });
    await done.waitFor();
    await done.getByText('1 refused row').click();
    await done.getByText('line 3').waitFor();
    await done.getByRole('link', { name: 'Download all refused rows' }).waitFor();

    await openPage('Data', 'Export');
    await page.getByLabel('Name or phone').fill('Aisha');
    await button('Export').click();
    const link = page.getByRole('link', { name: 'Download' });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(await textOf(download)).toContain('Aisha Import');

    await openPage('Data', 'Erase a person');
    await page.getByLabel('Name or phone of the person').fill('5551122');
    await button('Find').click();
    await button(/Aisha Import/).click();
    await page.getByLabel('Reason').fill('Request of 1 December');
    await button('Count what would be erased').click();
    await page.getByText('contacts: 1').first().waitFor();
    const erase = button('Erase for good');
    expect(await erase.isDisabled()).toBe(true);
    await page.getByLabel('Type +77015551122 to confirm').fill('+77015551122');
    await erase.click();
    await waitFor(async () => (await rows(`select id from contacts where erased_at is not null`))[0]);
    await row('done').filter({ hasNotText: 'trial' }).waitFor();
    await waitFor(async () => (await page.getByLabel('Name or phone of the person').inputValue()) === '');
    expect((await rows(`select id from contacts where display_name = 'Aisha Import'`)).length).toBe(0);
  });

  it('has no violation of accessibility, wide and at 390 px, and fits the width', async () => {
    const [endpoint] = await rows('select id from webhook_endpoints');
    const pages = [
      ...[
        '/admin/people',
        '/admin/desk',
        '/admin/settings',
        '/admin/settings/bookings',
        '/admin/tokens',
        '/admin/webhooks',
        '/admin/audit',
      ],
      ...['/admin/data', `/admin/webhooks/${endpoint.id}`],
    ];
    // The other lists of the desk are the same component.
    const parts = ['/admin/desk/stages', '/admin/desk/answers', '/admin/desk/templates', '/admin/data/erase'];
    // Looked at by axe in files of their own.
    const others = [
      ...['numbers', 'numbers/connect', 'quarantine', 'ledger', 'ledger/refused', 'outbox', 'statistics'],
      ...['assistants', 'assistants/new'],
    ].map(part => `/admin/${part}`);
    others.push('/me', '/gallery', '/search');
    const found: string[] = [];
    const look = async (width: number, path: string) => {
      await go(path);
      await page
        .locator('main :is([aria-busy=true], p:text-is("Loading…"))')
        .first()
        .waitFor({ state: 'detached' });
      // The width changes the layout of a page, and not what it consists of.
      if (width === 1_280 || parts.includes(path))
        found.push(
          ...(await violationsInLightAndDark(inbox)).map(violation => `${width} ${path} ${violation}`),
        );
      found.push(...(await findMisfits(inbox)).map(misfit => `${width} ${path} ${misfit}`));
    };
    for (const path of pages) await look(1_280, path);
    await page.setViewportSize({ width: 390, height: 900 });
    for (const path of [...pages, ...parts, '/admin/settings/fields', ...others]) await look(390, path);
    // Wide windows: lines are not as long as the window, and pages begin at one place.
    await page.setViewportSize({ width: 3_840, height: 2_160 });
    const places = new Set<number>();
    for (const path of [...pages, ...others]) {
      await look(3_840, path);
      places.add((await page.locator('main h1').boundingBox())?.x ?? 0);
    }
    expect([...places]).toHaveLength(1);
    expect(found).toEqual([]);
    expect(inbox.complaints).toEqual([]);
    expect(inbox.foreign).toEqual([]);
  });
});
