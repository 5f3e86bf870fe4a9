/** The composer in Chromium: what is written leaves once, from the right number, or comes back to its author. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Fault, ProviderKind, SampleFile } from '../../src/domain/vocabulary.js';
import { makeSampleFile } from '../../src/providers/simulation/sample-files.js';
import { expectAccessible, violationsInLightAndDark } from '../support/accessibility.js';
import { launchBrowser } from '../support/browser.js';
import {
  ChangeChannelDocument,
  CreateUploadDocument,
  SendReplyDocument,
  UpsertCannedReplyDocument,
  UpsertMessageTemplateDocument,
} from '../support/gql/operations.js';
import { expectCount, type InboxPage, openInbox } from '../support/inbox-page.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

const { GREEN_API, CHATFLOW, TATA } = ProviderKind;
const [quoting, doubtful, windowed] = ['7107000101', 'instance_zzz', '+918800000122'];
const picture = makeSampleFile(SampleFile.PICTURE);
const sent = /^(Sent|Delivered|Read)$/;

let desk: VendorDesk;
let browser: Browser;
let inbox: InboxPage;
let page: Page;
/** Conversations, by number. */
let first: { conversationId: string; channelId: string };
let second: { conversationId: string; channelId: string };
let third: { conversationId: string; channelId: string };

const rows = async (sql: string, ...values: unknown[]) =>
  (await desk.server.app.database.pool.query(sql, values)).rows;
const countOf = async (text: string) =>
  (await rows(`select id from messages where text = $1 and direction = 'OUTBOUND'`, text)).length;
const field = () => page.locator('.composer-field textarea');
/** The field has the keys: what is typed before goes elsewhere. */
const isTyping = () =>
  waitFor(() =>
    field().evaluate(element => (element as unknown as { matches(of: string): boolean }).matches(':focus')),
  );
/** Presses keys, and those of texts, one right after the other: nothing waits for what a key does. */
const press = (...keys: string[]) =>
  Promise.all(
    keys
      .flatMap(key => (/^[A-Z]\w+(?:\+\w+)?$/.test(key) ? [key] : [...key]))
      .map(key => page.keyboard.press(key === ' ' ? 'Space' : key)),
  );
const isSent = (text: string) => inbox.bubble(text).getByRole('img', { name: sent }).waitFor();
const open = async (conversationId: string) => {
  await page.goto(`${desk.server.url}/inbox/c/${conversationId}`);
  await page.locator('.composer').waitFor();
};
const button = (name: string | RegExp) => page.getByRole('button', { name });

beforeAll(async () => {
  [desk, browser] = await Promise.all([startVendorDesk(), launchBrowser()]);
  first = await desk.write(GREEN_API, quoting, '77011110001', 'Is there laminate?');
  second = await desk.write(CHATFLOW, doubtful, '77011110002', 'And parquet?');
  third = await desk.write(TATA, windowed, '919900000003', 'And carpets?');
  const bytes = Buffer.from(picture.bytes);
  const upload = { fileName: 'wall.png', mimeType: picture.mimeType, sizeBytes: bytes.length };
  const { createUpload } = await desk.server.run(
    CreateUploadDocument,
    { ...upload, purpose: 'CANNED_REPLY' },
    desk.owner,
  );
  await fetch(createUpload.uploadUrl ?? '', { method: 'PUT', body: bytes });
  const canned = (shortcut: string, body: string, attachmentIds: string[]) =>
    desk.server.run(
      UpsertCannedReplyDocument,
      { input: { shortcut, title: shortcut, body, attachmentIds } as never },
      desk.owner,
    );
  await canned('address', 'We are at 1 Abay Avenue.', []);
  await canned('hello', 'Hello {{contact.name}}, {{agent.name}} here.', [createUpload.attachment?.id ?? '']);
  await desk.server.run(
    UpsertMessageTemplateDocument,
    {
      input: {
        ...{ channelId: third.channelId, name: 'order_ready', language: 'ru', category: 'utility' },
        body: 'Заказ {{header.order}}\n\nЗдравствуйте, {{name}}! Заказ готов, ждём вас по адресу {{address}}.',
        otherVariables: ['button.0'],
      } as never,
    },
    desk.owner,
  );
  inbox = await openInbox(browser, desk.server.url);
  ({ page } = inbox);
  await inbox.signIn();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

describe('the composer', () => {
  it('keeps a draft for each mode, over a reload; a note never leaves', async () => {
    await open(first.conversationId);
    await field().fill('Half a sentence');
    await page.getByRole('tab', { name: 'Note' }).click();
    expect(await field().inputValue()).toBe('');
    await field().fill('Only for us');
    await button('Add note').click();
    await inbox.bubble('Only for us').waitFor();
    await page.reload();
    await page.getByRole('tab', { name: 'Reply' }).waitFor();
    expect(await field().inputValue()).toBe('Half a sentence');
    expect(await countOf('Only for us')).toBe(0);
    expect(desk.deliveries('Only for us')).toEqual([]);
    await field().fill('');
  });

  it('shows a picture before it leaves, and refuses at once what the number does not take', async () => {
    const files = page.locator('.composer input[type=file]');
    await files.setInputFiles({ name: 'a.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
    await page.getByText('a.svg was not uploaded').waitFor();
    await button('Remove a.svg').click();
    await files.setInputFiles({ name: 'b.png', mimeType: 'image/png', buffer: Buffer.from(picture.bytes) });
    await page.getByRole('img', { name: 'Picture: b.png' }).waitFor();
    await field().fill('Like this?');
    await field().press('Enter');
    await isSent('Like this?');
    const [{ files: count }] = await rows(
      `select (select count(*)::int from attachments a where a.message_id = m.id) files from messages m where text = 'Like this?'`,
    );
    expect(count).toBe(1);
  });

  it('finds canned replies by keys, filled in by the server, with their files', async () => {
    await field().focus();
    await page.keyboard.type('/hel');
    const dialog = page.getByRole('dialog', { name: 'Canned replies' });
    await dialog.getByText('Hello Asha, Айгерим Омарова here.').waitFor();
    expect(await violationsInLightAndDark(inbox)).toEqual([]);
    await press('Enter', ' good day!');
    expect(await field().inputValue()).toBe('Hello Asha, Айгерим Омарова here. good day!');
    await expectCount(dialog, 0);
    await page.getByText('With the canned reply: wall.png').waitFor();
    await press('Enter');
    await isSent('good day!');
    const [used] = await rows(
      `select r.used_count, (select count(*)::int from attachments a join messages m on m.id = a.message_id where m.text like '%good day!') files
         from canned_replies r where shortcut = 'hello'`,
    );
    expect(used).toEqual({ used_count: 1, files: 1 });
  });

  it('has every key that comes right after a choice, or after something closed', async () => {
    const dialog = page.getByRole('dialog', { name: 'Canned replies' });
    // Chosen before the server has filled it in: what is typed meanwhile follows it.
    let fill = () => {};
    const held = new Promise<void>(resolve => {
      fill = resolve;
    });
    await page.route('**/graphql', async route => {
      if (route.request().postData()?.includes('query CannedText')) await held;
      await route.continue();
    });
    await open(first.conversationId);
    await field().fill('');
    await press('Control+Slash');
    await dialog.getByRole('option').first().waitFor();
    await press('ArrowDown', 'ArrowUp', 'Enter', ' until seven');
    fill();
    await waitFor(async () => (await field().inputValue()) === 'We are at 1 Abay Avenue. until seven');
    await page.unroute('**/graphql');
    await press('!');
    expect(await field().inputValue()).toBe('We are at 1 Abay Avenue. until seven!');
    await field().fill('');
    await press('//', 'and');
    expect(await field().inputValue()).toBe('/and');
    await field().fill('');
    await press('/', 'Escape', 'none');
    expect(await field().inputValue()).toBe('none');
    await button('Send later').click();
    await page.getByRole('radio', { name: /^In an hour/ }).waitFor();
    await press('Escape', ' later');
    expect(await field().inputValue()).toBe('none later');
    await inbox.bubble('Is there laminate?').first().focus();
    await press('q', ' quoted');
    expect(await field().inputValue()).toBe('none later quoted');
    await button('Remove the quote').focus();
    await press('Enter', ', not');
    expect(await field().inputValue()).toBe('none later quoted, not');
    const files = page.locator('.composer input[type=file]');
    await files.setInputFiles({ name: 'c.png', mimeType: 'image/png', buffer: Buffer.from(picture.bytes) });
    await page.getByRole('img', { name: 'Picture: c.png' }).waitFor();
    await button('Remove c.png').focus();
    await press('Enter', ' filed');
    expect(await field().inputValue()).toBe('none later quoted, not filed');
    // From the menu of a message.
    await inbox.bubble('Is there laminate?').first().getByRole('button').first().click();
    await page.getByRole('menuitem', { name: 'Quote' }).waitFor();
    await page.getByRole('menuitem', { name: 'Quote' }).focus();
    await press('Enter', ' again');
    expect(await field().inputValue()).toBe('none later quoted, not filed again');
    await press('Escape');
    await field().fill('');
  });

  it('quotes a message, over a reload, until Escape', async () => {
    const question = inbox.bubble('Is there laminate?').first();
    await question.focus();
    await page.keyboard.press('q');
    const bar = page.locator('.composer .quote-bar');
    await bar.getByText('Is there laminate?').waitFor();
    await page.keyboard.press('Escape');
    await bar.waitFor({ state: 'detached' });
    await question.focus();
    await page.keyboard.press('q');
    await isTyping();
    await page.keyboard.type('Yes, there is');
    await page.reload();
    await bar.getByText('Is there laminate?').waitFor();
    expect(await field().inputValue()).toBe('Yes, there is');
    await field().press('Enter');
    await isSent('Yes, there is');
    const [quoted] = await rows(
      `select q.text from messages m join messages q on q.external_id = m.reply_to_external_id where m.text = 'Yes, there is'`,
    );
    expect(quoted).toEqual({ text: 'Is there laminate?' });
  });

  it('schedules a reply, shows it, changes it and cancels it', async () => {
    await field().fill('See you tomorrow');
    await button('Send later').click();
    await page.getByRole('radio', { name: /Next working day \(.*\b9:00/ }).waitFor();
    await expectAccessible(inbox);
    await page.getByRole('radio', { name: /^In an hour/ }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Schedule' }).click();
    const bubble = page.locator('.bubble-scheduled');
    await bubble.getByText('See you tomorrow').waitFor();
    expect(await field().inputValue()).toBe('');
    await bubble.getByRole('button', { name: 'Change' }).press('Enter');
    await waitFor(async () => (await field().inputValue()) === 'See you tomorrow');
    await bubble.waitFor({ state: 'detached' });
    await button('Send later').click();
    await page.getByRole('radio', { name: 'Own date and time' }).check();
    await page.locator('input[type=datetime-local]').fill('2099-01-05T10:30');
    await page.getByRole('dialog').getByRole('button', { name: 'Schedule' }).click();
    await page.getByRole('dialog').getByRole('alert').getByText('within a year').waitFor();
    const soon = new Date(Date.now() + 48 * 3_600_000).toISOString().slice(0, 11);
    await page.locator('input[type=datetime-local]').fill(`${soon}10:30`);
    await page.getByRole('dialog').getByRole('button', { name: 'Schedule' }).click();
    await bubble.getByText('10:30').waitFor();
    const [waiting] = await rows(`select send_at, status from scheduled_replies where status = 'SCHEDULED'`);
    // The browser is in Almaty.
    expect(waiting.send_at.toISOString()).toBe(`${soon}05:30:00.000Z`);
    await bubble.getByRole('button', { name: 'Cancel it' }).press('Enter');
    await bubble.waitFor({ state: 'detached' });
    expect(await rows(`select id from scheduled_replies where status = 'SCHEDULED'`)).toEqual([]);
    expect(await countOf('See you tomorrow')).toBe(0);
  });

  it('sends and resolves with Ctrl+Enter, opens the next one, and takes it back', async () => {
    const statusOf = async () =>
      (await rows('select status from conversations where id = $1', first.conversationId))[0].status;
    await field().fill('That is all');
    await field().press('Control+Enter');
    await button('Undo').waitFor();
    await waitFor(async () => (await statusOf()) === 'RESOLVED');
    await page.waitForURL(url => !url.pathname.endsWith(first.conversationId));
    await button('Undo').click();
    await waitFor(async () => (await statusOf()) === 'OPEN');
    expect(await countOf('That is all')).toBe(1);
  });
});

describe('a reply', () => {
  it('that failed says why, and is sent again', async () => {
    desk.setFaults(doubtful, [Fault.REFUSED]);
    await open(second.conversationId);
    await inbox.reply('Refused once');
    await inbox.bubble('Refused once').getByText('It was not sent.').waitFor();
    desk.setFaults(doubtful, []);
    await rows(
      `update messages set failure_retryable = true, version = version + 1 where text = 'Refused once'`,
    );
    await page.reload();
    await inbox.bubble('Refused once').getByRole('button', { name: 'Send again' }).click();
    await isSent('Refused once');
  });

  it('whose outcome is not known is left, confirmed, or sent again with a warning', async () => {
    desk.setFaults(doubtful, [Fault.TIMEOUT_AFTER_ACCEPT]);
    await inbox.reply('Perhaps one');
    await inbox.bubble('Perhaps one').getByRole('button', { name: 'Leave it' }).click();
    await inbox.bubble('Perhaps one').getByText('left as it is').waitFor();
    await inbox.reply('Perhaps three');
    await inbox.bubble('Perhaps three').getByRole('button', { name: 'It arrived', exact: true }).click();
    await isSent('Perhaps three');
    await inbox.reply('Perhaps two');
    const bubble = inbox.bubble('Perhaps two');
    await bubble.getByRole('button', { name: 'Wait' }).click();
    desk.setFaults(doubtful, []);
    await bubble.getByRole('button', { name: 'Send again, perhaps twice' }).click();
    await bubble.getByText('the customer gets it twice').waitFor();
    expect(desk.deliveries('Perhaps two')).toHaveLength(1);
    await bubble.getByRole('button', { name: 'Send it perhaps twice' }).click();
    await isSent('Perhaps two');
    expect(desk.deliveries('Perhaps two')).toHaveLength(2);
    expect(desk.deliveries('Perhaps one')).toHaveLength(1);
    expect(desk.deliveries('Perhaps three')).toHaveLength(1);
  });

  it("is held once when a colleague's reply came while it was written", async () => {
    await field().fill('Yes, oak');
    const token = await desk.server.signIn('manager@demo.test');
    const input = { conversationId: second.conversationId, text: 'We have oak' };
    await desk.server.run(SendReplyDocument, { input }, token);
    await inbox.bubble('We have oak').waitFor();
    await field().press('Enter');
    await page.getByText('Мария Ким has replied meanwhile: “We have oak”').waitFor();
    expect(await countOf('Yes, oak')).toBe(0);
    await field().press('Enter');
    await isSent('Yes, oak');
  });

  it('that was refused comes back below what was written since, and those behind it wait', async () => {
    await inbox.reply(`Too long ${'x'.repeat(70_000)}`);
    await page.getByText('The text is too long.').waitFor();
    await inbox.reply('Behind it');
    await page.getByText('1 message waits behind it').waitFor();
    await field().fill('Written since');
    await button('Back to the field').first().click();
    await isSent('Behind it');
    expect((await field().inputValue()).slice(0, 24)).toBe('Written since\nToo long x');
    await field().fill('');
  });

  it('is sent once when the answer was lost and the page was loaded again', async () => {
    let lost = 0;
    await page.route('**/graphql', async route => {
      if (!route.request().postData()?.includes('mutation SendReply')) return route.continue();
      lost += 1;
      // The first one arrives, and nobody hears of it.
      if (lost === 1) await route.fetch();
      await route.abort();
    });
    await inbox.reply('Lost answer');
    await inbox.reply('Not sent yet');
    await waitFor(() => lost > 0);
    await waitFor(async () => (await countOf('Lost answer')) === 1);
    await page.reload();
    await inbox.bubble('Lost answer').waitFor();
    const other = inbox.bubble('Not sent yet');
    await other.getByRole('img', { name: 'Waits for the server' }).waitFor();
    await other.getByRole('button', { name: 'Stop trying' }).click();
    await waitFor(async () => (await field().inputValue()) === 'Not sent yet');
    await field().press('Enter');
    await page.unroute('**/graphql');
    // As the browser does when the network is there again; else the next attempt is some seconds away.
    await page.evaluate(`dispatchEvent(new Event('online'))`);
    await isSent('Not sent yet');
    for (const text of ['Lost answer', 'Not sent yet']) {
      await expectCount(inbox.bubble(text), 1);
      expect(await countOf(text)).toBe(1);
    }
  });

  it('whose request failed is tried again, however soon', async () => {
    // As in a busy browser, which tells late that a lock was released.
    await page.evaluate(`{
      Math.random = () => 0;
      const request = navigator.locks.request.bind(navigator.locks);
      navigator.locks.request = (...args) =>
        request(...args).finally(() => new Promise(resolve => setTimeout(resolve, 50)));
    }`);
    let failed = 0;
    await page.route('**/graphql', route => {
      if (!route.request().postData()?.includes('mutation SendReply') || failed === 3)
        return route.continue();
      failed += 1;
      return route.abort();
    });
    await inbox.reply('Three times');
    await isSent('Three times');
    await page.unroute('**/graphql');
    expect(await countOf('Three times')).toBe(1);
  });

  it('that has waited for long is asked about', async () => {
    const [{ id: userId }] = await rows(`select id from users where email = 'owner@demo.test'`);
    const entry = {
      ...{ key: 'a-key-of-yesterday', conversationId: second.conversationId, channelId: second.channelId },
      ...{ text: 'Three hours old', attachmentIds: [], fileNames: [], mimeTypes: [], quote: null },
      ...{ cannedReplyId: null, cannedFileNames: [], templateId: null, templateVariables: null },
      ...{ state: 'WAITING', isTried: true, confirmedAt: null, code: null, reason: null },
      createdAt: new Date(Date.now() - 3 * 3_600_000).toISOString(),
    };
    await page.evaluate(
      ([key, value]) => localStorage.setItem(key ?? '', value ?? ''),
      [`trunkline-outbox:${userId}:${entry.key}`, JSON.stringify(entry)],
    );
    await page.reload();
    await page.getByText('Written 3 hours ago. Send now?').waitFor();
    expect(await countOf('Three hours old')).toBe(0);
    await button('Send now').click();
    await isSent('Three hours old');
  });

  it('is followed by other tabs, and two tabs lose none and send none twice', async () => {
    const other = await inbox.openTab();
    await other.page.goto(page.url());
    await other.page.locator('.composer').waitFor();
    const theirs = other.page.locator('.composer-field textarea');
    await page.bringToFront();
    await field().pressSequentially('Seen there');
    await waitFor(async () => (await theirs.inputValue()) === 'Seen there');
    const prefer = (value: boolean) =>
      other.page.evaluate(
        wanted => localStorage.setItem('trunkline-preferences', JSON.stringify({ ctrlEnterSends: wanted })),
        value,
      );
    await prefer(true);
    await page
      .getByRole('button', { name: 'Send', exact: true })
      .and(page.getByTitle('Ctrl+Enter sends', { exact: true }))
      .waitFor();
    await field().press('Enter');
    expect(await field().inputValue()).toBe('Seen there\n');
    await inbox.context.setOffline(true);
    await field().press('Control+Enter');
    await prefer(false);
    await waitFor(async () => (await theirs.inputValue()) === '');
    await other.reply('From the second tab');
    await inbox.context.setOffline(false);
    for (const text of ['Seen there', 'From the second tab']) {
      await isSent(text);
      expect(await countOf(text)).toBe(1);
    }
    await other.page.close();
  });
});

describe('a number', () => {
  it('has a page with its templates and their states, registered here or read from the provider', async () => {
    const templates = page.locator('section.part', { has: page.getByRole('heading', { name: 'Templates' }) });
    const rowOf = (name: string) => templates.locator('tbody tr', { hasText: name });
    await page.goto(`${desk.server.url}/inbox/admin/numbers/${third.channelId}`);
    await rowOf('order_ready').filter({ hasText: 'APPROVED' }).filter({ hasText: 'ждём вас' }).waitFor();
    await templates.getByRole('button', { name: 'Add a template' }).click();
    await templates.getByLabel('Language code').fill('en');
    await templates.getByLabel('Text', { exact: true }).fill('Your order {{1}} is ready.');
    const save = templates.getByRole('button', { name: 'Save' });
    await templates.getByLabel('Template', { exact: true }).fill('second_one');
    await save.click();
    await rowOf('second_one').filter({ hasText: 'Your order {{1}} is ready.' }).waitFor();
    await expectAccessible(inbox);
    await rowOf('second_one').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByText('Delete the template second_one here?').waitFor();
    expect(await violationsInLightAndDark(inbox)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await rowOf('second_one').waitFor({ state: 'detached' });

    const [cloud] = await rows(`select id from channels where external_id = '310000000000111'`);
    await page.goto(`${desk.server.url}/inbox/admin/numbers/${cloud.id}`);
    await templates.getByRole('button', { name: 'Read them now' }).click();
    await rowOf('APPROVED').first().waitFor();
    const listed = await rows(
      'select name, status from message_templates where account_id = (select account_id from channels where id = $1)',
      cloud.id,
    );
    expect(listed.length).toBeGreaterThan(0);
    for (const { name, status } of listed) await rowOf(name).filter({ hasText: status }).first().waitFor();
    await expectCount(templates.getByRole('button', { name: 'Delete' }), 0);
  });

  it('with a window counts down, takes a template when it has closed, and opens by itself', async () => {
    const age = (interval: string) =>
      rows(
        `update conversations set last_inbound_at = now() - $2::interval, version = version + 1 where id = $1`,
        ...[third.conversationId, interval],
      );
    // Minutes may pass: the time is not measured here.
    const warning = /free text for [1-5] minutes?/;
    await age('23 hours 55 minutes 10 seconds');
    await open(third.conversationId);
    await page.locator('.countdown.warning', { hasText: warning }).waitFor();
    // By the server's clock: that of this machine is two hours late.
    const late = await inbox.openTab();
    await late.page.clock.setFixedTime(Date.now() - 2 * 3_600_000);
    await late.page.goto(page.url());
    await late.page.locator('.countdown.warning', { hasText: warning }).waitFor();
    await late.page.close();
    await field().fill('Half written');
    await age('25 hours');
    await page.reload();
    await page.getByText('The customer wrote last on').waitFor();
    expect(await page.getByRole('textbox', { name: 'Your draft; it is kept' }).inputValue()).toBe(
      'Half written',
    );
    await page.getByRole('combobox', { name: 'Template' }).selectOption({ label: 'order_ready (ru)' });
    await page.getByLabel('Value header.order').fill('17');
    await page.getByLabel('Value name').fill('Asha');
    await page.getByLabel('Value address').fill('Abay 1');
    await page.getByLabel('End of the link').fill('17');
    await page.locator('.template-form .box', { hasText: 'Здравствуйте, Asha! Заказ готов' }).waitFor();
    await expectAccessible(inbox);
    await button('Send template').focus();
    // No key of the page: "e" would resolve the conversation.
    await press('Enter', 'e');
    await isSent('Здравствуйте, Asha! Заказ готов');
    const [{ status }] = await rows('select status from conversations where id = $1', third.conversationId);
    expect(status).toBe('OPEN');
    await desk.write(TATA, windowed, '919900000003', 'I am here again');
    await waitFor(async () => (await field().count()) === 1);
    expect(await field().inputValue()).toBe('Half written');
    await field().fill('');
  });

  it('that does not send says so, and nothing leaves', async () => {
    const setStatus = (status: string) =>
      desk.server.run(ChangeChannelDocument, { input: { id: third.channelId, status } as never }, desk.owner);
    await setStatus('PAUSED');
    await page.getByText('This number does not send now: paused.').waitFor();
    await page
      .locator('.channel-bar', { hasText: 'Since ' })
      .getByRole('link', { name: 'Open the number' })
      .waitFor();
    await field().fill('Not now');
    await field().press('Enter');
    expect(await field().inputValue()).toBe('Not now');
    await setStatus('ACTIVE');
    await page.getByText('This number does not send now').waitFor({ state: 'detached' });
    await field().press('Enter');
    await isSent('Not now');
  });

  it('takes a queued reply back, and says when it is too late', async () => {
    desk.setFaults(windowed, [Fault.RATE_LIMIT]);
    await inbox.reply('Taken back');
    const bubble = inbox.bubble('Taken back');
    await bubble.getByRole('img', { name: 'Queued' }).waitFor();
    const takeBack = () => bubble.getByRole('button', { name: 'Take back' }).click();
    const refusal = { message: 'Too late', extensions: { code: 'CONFLICT', reason: 'TOO_LATE' } };
    await page.route('**/graphql', route =>
      route.request().postData()?.includes('mutation CancelQueuedMessage')
        ? route.fulfill({ json: { data: null, errors: [refusal] } })
        : route.continue(),
    );
    await takeBack();
    await page.getByText('It is already leaving.').waitFor();
    await page.unroute('**/graphql');
    await takeBack();
    await bubble.getByRole('img', { name: 'Cancelled' }).waitFor();
    expect(desk.deliveries('Taken back')).toEqual([]);
  });
});

describe('the page', () => {
  it('stays above the keyboard of the screen', async () => {
    const height = await page.evaluate(`(() => {
      const tell = () => visualViewport.dispatchEvent(new Event('resize'));
      Object.defineProperty(visualViewport, 'height', { value: 500, configurable: true });
      tell();
      const { bottom } = document.querySelector('.composer').getBoundingClientRect();
      delete visualViewport.height;
      tell();
      return bottom;
    })()`);
    expect(height).toBeLessThanOrEqual(500);
  });

  it('asks before a sign-out deletes what was not sent', async () => {
    await field().fill('Not to be lost');
    const signOut = async () => {
      await button(/^Your account/).click();
      await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
    };
    await signOut();
    await page.getByText('1 draft.').waitFor();
    expect(await violationsInLightAndDark(inbox)).toEqual([]);
    await button('Stay').click();
    expect(await field().inputValue()).toBe('Not to be lost');
    await signOut();
    await button('Delete and sign out').click();
    await page.locator('input[name=password]').waitFor();
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter(key => /draft|outbox/.test(key))),
    ).toEqual([]);
    expect(inbox.foreign).toEqual([]);
    expect(inbox.complaints).toEqual([]);
  });
});
