/**
 * Two agents at once in Chromium: who writes, who looks, a reply that comes meanwhile, and what is left of a closed tab.
 * Then what becomes of the work of one when the other takes rights, sessions, or the conversation away.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page, Request } from 'playwright-core';
import { SampleFile } from '../../src/domain/vocabulary.js';
import { makeSampleFile } from '../../src/providers/simulation/sample-files.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import {
  EraseContactDocument,
  RevokeSessionsDocument,
  SendReplyDocument,
  SetConversationStatusDocument,
  UpdateUserDocument,
} from '../support/gql/operations.js';
import { expectCount, type InboxPage, openInbox } from '../support/inbox-page.js';
import { postChatFlow } from '../support/remote-api.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let browser: Browser;
let owner: InboxPage;
let head: InboxPage;
const names = { owner: '', head: '' };
const customer = 'Айгерим';
const picture = makeSampleFile(SampleFile.PICTURE);

const rows = async (sql: string, ...values: unknown[]) =>
  (await server.app.database.pool.query(sql, values)).rows;
const field = ({ page }: InboxPage) => page.locator('.composer textarea');
const writers = ({ page }: InboxPage) => page.locator('.writers');
const lookers = ({ page }: InboxPage) => page.locator('.lookers');
/** Keys of the browser's storage for what was written in a conversation and not sent. */
const keptOf = (page: Page, conversationId: string) =>
  page.evaluate<string[]>(
    `Object.entries(localStorage).flatMap(([key, value]) => (key + value).includes('${conversationId}') ? key : [])`,
  );
/** Whether a picture of the page can be shown. */
const loads = (page: Page, src: string | null) =>
  page.evaluate<boolean>(
    `new Promise(resolve => Object.assign(new Image(), { onload: () => resolve(true), onerror: () => resolve(false), src: '${src}' }))`,
  );
/** Hides a tab, or shows it again, as the browser does. */
const hide = (page: Page, isHidden: boolean) =>
  page.evaluate(`Object.defineProperty(document, 'visibilityState', { value: '${isHidden ? 'hidden' : 'visible'}', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));`);

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  for (const { email, name } of await rows('select email, name from users'))
    if (email === 'owner@demo.test') names.owner = name;
    else if (email === 'head@demo.test') names.head = name;
  const message = { text: 'Есть ламинат?', phone: '77011110001', messageId: 'two-agents' };
  expect(await postChatFlow(server.url, 'demo', { ...message, instanceId: 'instance_xxx' })).toBe(200);
  [owner, head] = await Promise.all([openInbox(browser, server.url), openInbox(browser, server.url)]);
  await Promise.all([owner.signIn('owner@demo.test'), head.signIn('head@demo.test')]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('two agents', () => {
  it('see in the list and above the composer who writes, and in the header who looks', async () => {
    await owner.open(customer);
    await field(owner).pressSequentially('Да');
    await head
      .row(customer)
      .filter({ hasText: `${names.owner} is writing…` })
      .waitFor();
    await head.open(customer);
    await writers(head)
      .filter({ hasText: `${names.owner} is writing…` })
      .waitFor();
    await lookers(owner)
      .filter({ hasText: `${names.head} is looking at this` })
      .waitFor();
    expect(await writers(owner).count()).toBe(0);
    expect(await head.violations()).toEqual([]);
    // The field is emptied: looking, and not writing.
    await field(owner).fill('');
    await lookers(head)
      .filter({ hasText: `${names.owner} is looking at this` })
      .waitFor();
    await expectCount(writers(head), 0);
    expect(await owner.violations()).toEqual([]);
  });

  it('are asked once when a reply comes while they write', async () => {
    await field(head).pressSequentially('Мой ответ');
    await owner.reply('Да, есть');
    await head.bubble('Да, есть').waitFor();
    await field(head).press('Enter');
    await head.page.getByRole('alert').filter({ hasText: 'Да, есть' }).waitFor();
    expect(await field(head).inputValue()).toBe('Мой ответ');
    expect(await rows("select 1 from messages where text = 'Мой ответ'")).toEqual([]);
    await field(head).press('Enter');
    await owner.bubble('Мой ответ').waitFor();
    await expectCount(owner.bubble('Мой ответ'), 1);
    await expectCount(head.page.getByRole('alert').filter({ hasText: 'Да, есть' }), 0);
  });

  it('do not see who hides the tab or closes it', async () => {
    const seen = lookers(head).filter({ hasText: names.owner });
    await seen.waitFor();
    await hide(owner.page, true);
    await seen.waitFor({ state: 'detached' });
    await hide(owner.page, false);
    await seen.waitFor();
    await field(owner).pressSequentially('Ещё');
    await writers(head).filter({ hasText: names.owner }).waitFor();
    await owner.page.close();
    await writers(head).waitFor({ state: 'detached' });
    // Who does not write any more still looks for a moment.
    await waitFor(async () => (await lookers(head).count()) === 0);
  });

  it('say whether they take conversations', async () => {
    const { page } = head;
    const menu = page.getByRole('button', { name: /^Your account/ });
    await menu.click();
    await page.getByRole('menuitem', { name: 'Busy' }).click();
    await waitFor(
      async () =>
        (await rows("select 1 from users where email = 'head@demo.test' and availability = 'BUSY'"))
          .length === 1,
    );
    await menu.click();
    await page.getByRole('menuitem', { name: 'Busy' }).filter({ hasText: '✓' }).waitFor();
    await page.keyboard.press('Escape');
    expect([...head.complaints, ...owner.complaints]).toEqual([]);
  });
});

describe('an agent whose access changes while a conversation is open', () => {
  const draft = 'Not sent yet';
  let token: string;
  let headId: string;
  const conversationId = async () =>
    (await rows('select c.id from conversations c join contacts k on k.id = c.contact_id limit 1'))[0].id;
  /** Ends access tokens and sockets of the agent; a refresh brings the new rights. */
  const setRole = (role: string) =>
    server.run(UpdateUserDocument, { input: { id: headId, role } as never }, token);
  const pagesLink = (name: string) =>
    head.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true });
  const signIn = async ({ page }: InboxPage) => {
    await page.fill('input[name=email]', 'head@demo.test');
    await page.fill('input[name=password]', 'trunkline');
    await page.click('button[type=submit]');
  };
  const signInFields = ({ page }: InboxPage) => page.locator('input[name=password]');
  let serial = 0;
  const write = async (text: string) => {
    const message = {
      text,
      phone: '77011110001',
      messageId: `access-${serial++}`,
      instanceId: 'instance_xxx',
    };
    expect(await postChatFlow(server.url, 'demo', message)).toBe(200);
  };

  it('goes on unnoticed with a new access token, and with the new rights', async () => {
    token = await server.signIn('owner@demo.test');
    [{ id: headId }] = (await rows("select id from users where email = 'head@demo.test'")) as [
      { id: string },
    ];
    await pagesLink('Numbers').waitFor();
    await field(head).fill(draft);
    const refreshed = head.page.waitForResponse(
      response => response.url().endsWith('/auth/session/refresh') && response.ok(),
    );
    await setRole('MANAGER');
    await refreshed;
    await pagesLink('Numbers').waitFor({ state: 'detached' });
    await write('After the refresh');
    await head.bubble('After the refresh').waitFor();
    expect(await field(head).inputValue()).toBe(draft);
    expect(await signInFields(head).count()).toBe(0);
  });

  it('may only read, and is told so; the draft is there when the right is back', async () => {
    await setRole('READ_ONLY');
    await head.page.locator('.composer', { hasText: 'You can read this conversation.' }).waitFor();
    await expectCount(field(head), 0);
    await head.page.getByRole('button', { name: 'Resolve' }).waitFor({ state: 'detached' });
    await write('Read this');
    await head.bubble('Read this').waitFor();
    await setRole('HEAD_OF_SALES');
    await field(head).waitFor();
    expect(await field(head).inputValue()).toBe(draft);
  });

  it('is told when the conversation is no longer visible, and can copy the draft; then it is not shown again', async () => {
    const id = await conversationId();
    // No right of a user hides one conversation; the answers are those of a server that has such rights.
    const hidden = { data: { conversation: null } };
    await head.page.route('**/graphql', route =>
      /"operationName":"Thread(?:Changes)?"/.test(route.request().postData() ?? '')
        ? route.fulfill({ json: hidden })
        : route.continue(),
    );
    await server.run(SetConversationStatusDocument, { id, status: 'PENDING' } as never, token);
    const { page } = head;
    await page.getByText('You may no longer see this conversation.').waitFor();
    expect(await page.getByLabel('What you had written').inputValue()).toBe(draft);
    await expectCount(page.getByRole('button', { name: 'Resolve' }), 0);
    expect(await head.violations()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForURL(url => !url.pathname.includes('/c/'));
    await page.goBack();
    await page.getByText('This conversation does not exist.').waitFor();
    await expectCount(page.locator('article.bubble'), 0);
    await page.unroute('**/graphql');
    await page.reload();
    await head.bubble('Read this').waitFor();
  });

  it('signs in again when the session has ended, and finds the same conversation and the draft', async () => {
    const url = head.page.url();
    expect(await field(head).inputValue()).toBe(draft);
    await server.run(RevokeSessionsDocument, { input: { userId: headId } as never }, token);
    await signInFields(head).waitFor();
    expect(await head.page.locator('body').textContent()).not.toContain('Read this');
    const input = { conversationId: await conversationId(), text: 'Sent meanwhile' };
    await server.run(SendReplyDocument, { input }, token);
    await signIn(head);
    await head.bubble('Sent meanwhile').waitFor();
    expect(head.page.url()).toBe(url);
    expect(await field(head).inputValue()).toBe(draft);
    await expectCount(head.bubble('Read this'), 1);
  });

  it('is signed out in every tab and every browser by one click', async () => {
    const tab = await head.openTab();
    await tab.page.locator('nav.list').waitFor();
    const elsewhere = await openInbox(browser, server.url);
    await elsewhere.signIn('head@demo.test');
    await field(head).fill('');
    await head.page.getByRole('button', { name: /^Your account/ }).click();
    await head.page.getByRole('menuitem', { name: 'Sign out everywhere' }).click();
    for (const each of [head, tab, elsewhere]) await signInFields(each).waitFor();
    expect(await head.context.cookies()).toEqual([]);
    expect([head, tab, elsewhere].flatMap(({ complaints }) => complaints)).toEqual([]);
    await elsewhere.context.close();
  });
});

describe('an agent while a person is erased', () => {
  it('forgets the texts at once, in the list and the thread, and does not show them again', async () => {
    const token = await server.signIn('owner@demo.test');
    const text = 'My passport is N 1234567';
    const message = { text, phone: '77011110077', messageId: 'erased-one', instanceId: 'instance_xxx' };
    expect(await postChatFlow(server.url, 'demo', message)).toBe(200);
    const agent = await openInbox(browser, server.url);
    await agent.signIn('head@demo.test');
    const { page } = agent;
    const row = page.locator('a.row', { hasText: text });
    await row.waitFor();
    const [{ contact_id: contactId, id }] = await rows(
      'select v.contact_id, v.id from conversations v join messages m on m.conversation_id = v.id where m.text = $1',
      text,
    );
    // It was open once, so that everything of it is kept in the page.
    await row.click();
    await agent.bubble(text).waitFor();
    const other = await agent.openTab();
    await other.page.locator('a.row', { hasText: text }).click();
    await other.bubble(text).waitFor();
    await other.page.locator('.thread-name').focus();
    await other.page.keyboard.press('Escape');
    await other.page.waitForURL(url => !url.pathname.includes('/c/'));
    // What was written to the person waits in the browser: drafts, also of who was here before, a reply, a picture.
    await page.evaluate(`localStorage.setItem('trunkline-draft:another:${id}:REPLY',
      JSON.stringify({ text: 'Of another', at: Date.now() }))`);
    await page.getByRole('tab', { name: 'Note' }).click();
    await field(agent).fill('Noted of them');
    await page.getByRole('tab', { name: 'Reply' }).click();
    await page.route('**/graphql', route =>
      route.request().postData()?.includes('"operationName":"SendReply"') ? undefined : route.continue(),
    );
    await agent.reply('On its way');
    await agent.bubble('On its way').waitFor();
    await field(agent).fill('Half of a reply');
    const files = page.locator('.composer input[type=file]');
    await files.setInputFiles({ name: 'b.png', mimeType: 'image/png', buffer: Buffer.from(picture.bytes) });
    const preview = await page.getByRole('img', { name: 'Picture: b.png' }).getAttribute('src');
    expect(preview).toMatch(/^blob:/);
    expect(await loads(page, preview)).toBe(true);
    expect(await keptOf(page, id)).toHaveLength(4);
    const history = await agent.openTab(`/inbox/contacts/${contactId}`);
    await history.page.getByRole('feed', { name: 'Whole history' }).getByText(text).waitFor();
    const [{ id: entry }] = await rows(`select source_event_id as id from messages where text = $1`, text);
    const ledger = await owner.openTab(`/inbox/admin/ledger/${entry}`);
    await ledger.page.locator('main').getByText(text).first().waitFor();
    // What was just stored is found a moment later.
    const search = await agent.openTab('/inbox/search');
    await waitFor(async () => {
      await search.page.goto(`${server.url}/inbox/search?q=passport`);
      await search.page.locator('.found a, .page-empty').first().waitFor();
      return search.page.locator('.found a', { hasText: text }).isVisible();
    });
    await server.run(
      EraseContactDocument,
      { input: { contactId, dryRun: false, reason: 'Asked for' } },
      token,
    );
    await page.getByText('The data of this person were erased.').waitFor();
    await history.page.getByText('The data of this person were erased.').waitFor();
    expect(await history.page.locator('body').textContent()).not.toMatch(/passport|77011110077/);
    expect(await history.violations()).toEqual([]);
    await expectCount(search.page.locator('.found a'), 0);
    expect(await search.page.locator('body').textContent()).not.toMatch(/N 1234567|77011110077/);
    await search.page.close();
    await ledger.page.getByText('The data of a person were erased meanwhile.').waitFor();
    expect(await ledger.page.locator('body').textContent()).not.toMatch(/passport|77011110077/);
    await waitFor(async () => (await keptOf(page, id)).length === 0);
    expect(await page.evaluate('JSON.stringify({ ...localStorage })')).not.toMatch(
      /Noted of them|On its way|Half of a reply|Of another|passport/,
    );
    expect(await loads(page, preview)).toBe(false);
    // The messages are still being emptied: nothing of them is asked for again.
    await history.page.reload();
    await history.page.getByText('The data of this person were erased.').waitFor();
    await history.page.close();
    const theirs = ({ page: each }: InboxPage) => each.locator(`a.row[data-conversation="${id}"]`);
    for (const tab of [agent, other]) {
      await theirs(tab).filter({ hasNotText: text }).waitFor();
      await waitFor(async () => !(await tab.page.locator('body').textContent())?.includes(text));
    }
    await waitFor(async () => (await rows('select 1 from messages where text = $1', text)).length === 0);
    await waitFor(
      async () =>
        (await rows(`select 1 from jobs where kind = 'ERASE_CONTACT' and status <> 'DONE'`)).length === 0,
    );
    await ledger.page.getByRole('button', { name: 'Reload' }).click();
    await ledger.page.getByRole('heading', { name: 'What it became' }).waitFor();
    expect(await ledger.page.locator('body').textContent()).not.toMatch(/passport|77011110077/);
    await ledger.page.close();
    await agent.open(customer);
    for (const tab of [agent, other]) {
      await theirs(tab).click();
      // Not for a moment: the cache has nothing either.
      expect(await tab.page.locator('body').textContent()).not.toContain(text);
      await tab.page.locator('article.bubble').waitFor();
      expect(await tab.page.locator('body').textContent()).not.toContain(text);
    }
    expect([agent, other].flatMap(({ complaints }) => complaints)).toEqual([]);
    await agent.context.close();
  });

  it('drops what was written to a person who was erased while the inbox was closed, and keeps what others get', async () => {
    const token = await server.signIn('owner@demo.test');
    const text = 'Erase me while you sleep';
    const message = { text, phone: '77011110078', messageId: 'erased-two', instanceId: 'instance_xxx' };
    expect(await postChatFlow(server.url, 'demo', message)).toBe(200);
    const agent = await openInbox(browser, server.url);
    await agent.signIn('head@demo.test');
    const { page } = agent;
    await page.locator('a.row', { hasText: text }).click();
    await agent.bubble(text).waitFor();
    await field(agent).fill('Never sent');
    const [{ contact_id: contactId, id }] = await rows(
      'select v.contact_id, v.id from conversations v join messages m on m.conversation_id = v.id where m.text = $1',
      text,
    );
    const [[{ id: userId }], [{ id: living }]] = [
      await rows(`select id from users where email = 'head@demo.test'`),
      await rows('select id from conversations where id <> $1 limit 1', id),
    ];
    const missing = crypto.randomUUID();
    for (const each of [living, missing])
      await page.evaluate(`localStorage.setItem('trunkline-draft:${userId}:${each}:REPLY',
        JSON.stringify({ text: 'Kept', at: Date.now() }))`);
    await page.goto(`${server.url}/healthz`);
    await server.run(
      EraseContactDocument,
      { input: { contactId, dryRun: false, reason: 'Asked for' } },
      token,
    );
    await waitFor(
      async () =>
        (await rows('select 1 from contacts where id = $1 and erased_at is null', contactId)).length === 0,
    );
    // Without an answer nothing is dropped.
    const asks = (request: Request) => request.postData()?.includes('"operationName":"WrittenConversations"');
    await page.route('**/graphql', route => (asks(route.request()) ? route.abort() : route.continue()));
    const failed = page.waitForEvent('requestfailed', { predicate: request => !!asks(request) });
    await page.goto(`${server.url}/inbox`);
    await failed;
    for (const each of [id, living, missing]) expect(await keptOf(page, each)).toHaveLength(1);
    await page.unroute('**/graphql');
    await page.reload();
    await page.locator('nav.list').waitFor();
    await waitFor(async () => (await keptOf(page, id)).length + (await keptOf(page, missing)).length === 0);
    expect(await keptOf(page, living)).toHaveLength(1);
    expect(agent.complaints).toEqual([]);
    await agent.context.close();
  });
});
