/** Two agents at once in Chromium: who writes, who looks, a reply that comes meanwhile, and what is left of a closed tab. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { expectCount, type InboxPage, openInbox } from '../support/inbox-page.js';
import { postChatFlow } from '../support/remote-api.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let browser: Browser;
let owner: InboxPage;
let head: InboxPage;
const names = { owner: '', head: '' };
const customer = 'Айгерим';

const rows = async (sql: string, ...values: unknown[]) =>
  (await server.app.database.pool.query(sql, values)).rows;
const field = ({ page }: InboxPage) => page.locator('.composer textarea');
const writers = ({ page }: InboxPage) => page.locator('.writers');
const lookers = ({ page }: InboxPage) => page.locator('.lookers');
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
    expect(await lookers(head).count()).toBe(0);
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
