/** The list of the inbox in Chromium: order that is held, filters, many at once, keys. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page, Request } from 'playwright-core';
import { expectPageToFit } from '../support/accessibility.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import {
  MarkReadDocument,
  SetConversationStatusDocument,
  UpdateConversationsDocument,
  UpsertLabelDocument,
  UpsertTeamDocument,
} from '../support/gql/operations.js';
import { expectCount, type InboxPage, openInbox } from '../support/inbox-page.js';
import { type LossyPath, openLossyPath } from '../support/lossy-path.js';
import { type RemoteApi, signInTo } from '../support/remote-api.js';
import { waitFor } from '../support/wait-for.js';

const peopleCount = 40;
/** More labels a conversation cannot have. */
const maxLabels = 50;

let server: TestApp;
let browser: Browser;
/** Between the browser and the server; it can be cut. */
let path: LossyPath;
let base: string;
let inbox: InboxPage;
let page: Page;
let colleague: RemoteApi;
let serial = 0;
const ids = new Map<string, string>();

const rows = async (sql: string, ...values: unknown[]) =>
  (await server.app.database.pool.query(sql, values)).rows;
const nameOf = (n: number) => `Person ${String(n).padStart(2, '0')}`;
const idOf = (n: number) => ids.get(nameOf(n)) ?? '';
/** A customer writes. */
async function write(n: number, text: string): Promise<void> {
  serial += 1;
  const response = await server.post('/webhooks/chatflow?key=demo', {
    message: text,
    metadata: {
      remoteJid: `770122200${String(n).padStart(2, '0')}@s.whatsapp.net`,
      sender: nameOf(n),
      ...{ instance_id: 'instance_xxx', messageId: `list-${serial}` },
    },
  });
  expect(response.status).toBe(200);
}
/** A colleague changes conversations. */
const change = (people: readonly number[], input: object) =>
  colleague.run(UpdateConversationsDocument, { input: { ids: people.map(idOf), ...input } } as never);
/** Nothing is there any more. */
const gone = (locator: Locator) => waitFor(async () => (await locator.count()) === 0);
/** The names in the list, as far as they are mounted, from the top. */
const shownNames = () => page.locator('a.row .row-name').allTextContents();
const rowOf = (n: number) => inbox.row(nameOf(n));
const waitForFirst = (n: number) => waitFor(async () => (await shownNames())[0] === nameOf(n));
/** Nothing holds the list: the pointer is elsewhere, the focus nowhere. */
async function letGo(): Promise<void> {
  await page.mouse.move(900, 500);
  await page.evaluate('document.activeElement?.blur()');
}
/** Whether the focus is on a person's row. */
const isFocused = (n: number) =>
  page.evaluate(`document.activeElement?.textContent?.includes('${nameOf(n)}') ?? false`);
const listText = (text: string) => page.locator('nav.list').getByText(text);
/** Presses a key as with another layout. */
async function pressWithLayout(code: string, key: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const type of ['keyDown', 'keyUp'] as const)
    await session.send('Input.dispatchKeyEvent', {
      type,
      code,
      key,
      ...(type === 'keyDown' ? { text: key } : {}),
    });
  await session.detach();
}

let vip: string;
let north: string;
let south: string;
let topic: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestApp(), launchBrowser()]);
  path = await openLossyPath(server.url);
  base = new URL(path.url).origin;
  colleague = await signInTo(server.url, 'head@demo.test');
  const label = async (name: string) => {
    const { upsertLabel } = await colleague.run(UpsertLabelDocument, {
      input: { name, color: '#7744aa' },
    } as never);
    return upsertLabel.label.id as string;
  };
  const team = async (name: string) => {
    const { upsertTeam } = await colleague.run(UpsertTeamDocument, { input: { name } } as never);
    return upsertTeam.team.id as string;
  };
  vip = await label('vip');
  [north, south] = [await team('North'), await team('South')];
  for (let n = 1; n <= peopleCount; n += 1) await write(n, `First of ${n}`);
  const known = await rows(
    `select c.id, p.display_name as name from conversations c join contacts p on p.id = c.contact_id`,
  );
  for (const { id, name } of known) ids.set(name, id);
  [{ id: topic }] = (await rows('select id from topics where archived_at is null order by name limit 1')) as [
    { id: string },
  ];
  inbox = await openInbox(browser, base);
  ({ page } = inbox);
  await inbox.signIn();
  await rowOf(peopleCount).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await path?.close();
  await server?.stop();
});

describe('the list', () => {
  it('keeps its order under the pointer while thirty messages arrive, and opens what lies there', async () => {
    await letGo();
    const target = rowOf(38);
    const before = await target.boundingBox();
    await target.hover();
    for (let n = 1; n <= 30; n += 1) await write(n, `Again ${n}`);
    await write(38, 'Changed in place');
    await target.filter({ hasText: 'Changed in place' }).waitFor();
    await listText('31 moved up').waitFor();
    expect(await target.boundingBox()).toEqual(before);
    await page.mouse.down();
    await write(31, 'While the button is down');
    await rowOf(31).filter({ hasText: 'While the button is down' }).waitFor();
    await page.mouse.up();
    await page.locator('.thread-name', { hasText: nameOf(38) }).waitFor();
    await letGo();
    await waitForFirst(31);
    expect((await shownNames()).slice(0, 3)).toEqual([31, 38, 30].map(nameOf));
    await gone(listText('moved up'));
  });

  it('goes to the top by the button, and keeps the first visible row when it is released further down', async () => {
    await page.mouse.move(200, 500);
    await write(5, 'For the button');
    await page.getByRole('button', { name: '1 moved up' }).click();
    await waitForFirst(5);
    const pane = page.locator('.rows');
    await pane.evaluate(element => element.scrollTo(0, 720));
    await letGo();
    await page.mouse.move(200, 500);
    const first = async () =>
      pane.evaluate(element => {
        const { top } = element.getBoundingClientRect();
        const items = [...element.querySelectorAll('li')].map(li => ({
          name: li.querySelector('.row-name')?.textContent ?? '',
          y: Math.round(li.getBoundingClientRect().top - top),
        }));
        return items.filter(({ y }) => y >= 0).sort((a, b) => a.y - b.y)[0];
      });
    const seen = await first();
    await write(peopleCount, 'From below');
    await page.getByRole('button', { name: /moved up/ }).waitFor();
    await letGo();
    await gone(page.getByRole('button', { name: /moved up/ }));
    await waitFor(async () => JSON.stringify(await first()) === JSON.stringify(seen));
    await pane.evaluate(element => element.scrollTo(0, 0));
    await waitForFirst(peopleCount);
  });

  it('filters by team, topic, label and unread in the address; the back key restores them', async () => {
    await change([1, 2, 3], { teamId: north, addLabelIds: [vip], topicId: topic });
    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByRole('combobox', { name: 'Team' }).selectOption({ label: 'North' });
    await waitFor(async () => (await shownNames()).length === 3);
    await page.getByRole('combobox', { name: 'Label' }).selectOption({ label: 'vip' });
    await page.locator('nav.list').getByRole('combobox', { name: 'Topic' }).selectOption(topic);
    await page.getByRole('checkbox', { name: 'Unread' }).check();
    await waitFor(() => page.url().includes('unread=1'));
    await waitFor(async () => (await shownNames()).length === 3);
    const { searchParams } = new URL(page.url());
    expect(Object.fromEntries(searchParams)).toEqual({ team: north, label: vip, topic, unread: '1' });
    await expectCount(page.locator('.row-chips').filter({ hasText: 'vip' }), 3);
    for (let steps = 0; steps < 4; steps += 1) await page.goBack();
    await waitFor(async () => (await shownNames()).length > 5);
    await page.goto(`${base}/inbox?label=${vip}&unread=1`);
    await waitFor(async () => (await shownNames()).length === 3);
    await page.goto(`${base}/inbox`);
    // The last one of this device.
    await waitFor(() => page.url().includes(`label=${vip}`));
    await expectCount(page.locator('a.row'), 3);
  });

  it('searches names and phones when typing pauses, shows the last search only, and says what to do without a result', async () => {
    const searched: string[] = [];
    const cancelled: string[] = [];
    const searchOf = (request: Request) =>
      (request.postDataJSON() as { variables?: { filter?: { search?: string } } } | null)?.variables?.filter
        ?.search ?? '';
    const isList = (request: Request) => request.postData()?.includes('"operationName":"Conversations"');
    const onFailed = (request: Request) => void (isList(request) && cancelled.push(searchOf(request)));
    page.on('requestfailed', onFailed);
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    await page.goto(`${base}/inbox?view=`);
    await rowOf(38).waitFor();
    await page.route('**/graphql', async route => {
      const request = route.request();
      if (isList(request)) {
        searched.push(searchOf(request));
        if (searchOf(request) === 'nobody') await held;
      }
      await route.continue().catch(() => {});
    });
    const search = page.getByRole('searchbox', { name: 'Search names and phones' });
    await search.pressSequentially('nobody');
    await waitFor(() => searched.length === 1);
    await page.locator('.rows[aria-busy="true"]').waitFor();
    await search.fill('no such person');
    await page.getByText('No name or phone here contains “no such person”.').waitFor();
    release();
    expect([searched, cancelled]).toEqual([['nobody', 'no such person'], ['nobody']]);
    await gone(page.locator('.rows[aria-busy="true"]'));
    expect(await inbox.violations()).toEqual([]);
    await page.getByRole('link', { name: 'Search the messages' }).click();
    await page.getByText('Nothing was found for “no such person”.').waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await rowOf(38).waitFor();
    page.off('requestfailed', onFailed);
    await page.unroute('**/graphql');
  });

  it('dims a row that no longer fits, with the reason, until the list is released', async () => {
    await page.goto(`${base}/inbox?team=${north}`);
    await rowOf(2).hover();
    await change([2], { teamId: south });
    await rowOf(2).filter({ hasText: 'Moved to another team' }).waitFor();
    await expectCount(page.locator('.row-leaving'), 1);
    expect(await inbox.violations()).toEqual([]);
    await letGo();
    await gone(page.locator('.row-leaving'));
    await waitFor(async () => (await shownNames()).join() === [3, 1].map(nameOf).join());
  });

  it('takes a row away at once when the viewer changes it; the focus goes to the next, and Z brings it back', async () => {
    await rowOf(3).focus();
    await page.keyboard.press('e');
    await waitFor(
      async () =>
        (await rows('select status from conversations where id = $1', idOf(3)))[0].status === 'RESOLVED',
    );
    await page.goto(`${base}/inbox?team=${north}&status=OPEN`);
    await rowOf(1).waitFor();
    await change([4, 6], { teamId: north });
    await rowOf(6).focus();
    await page.keyboard.press('e');
    await gone(rowOf(6));
    await waitFor(() => isFocused(4));
    await page.getByRole('status').filter({ hasText: 'Resolved' }).waitFor();
    await page.keyboard.press('z');
    await waitFor(
      async () =>
        (await rows('select status from conversations where id = $1', idOf(6)))[0].status === 'OPEN',
    );
    await letGo();
    await rowOf(6).waitFor();
  });

  it('has a menu for each row, for the right button and for keys', async () => {
    await rowOf(4).focus();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Mark as read' }).waitFor();
    expect(await inbox.violations()).toEqual([]);
    await page.keyboard.press('Escape');
    await waitFor(() => isFocused(4));
    await rowOf(1).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Status' }).click();
    await page.getByRole('menuitem', { name: /^Until the next working day/ }).click();
    await waitFor(
      async () =>
        (await rows('select status from conversations where id = $1', idOf(1)))[0].status === 'SNOOZED',
    );
    await gone(rowOf(1));
  });

  it('counts what is open in each view, live', async () => {
    const sizeOf = async (condition: string) =>
      Number(
        (await rows(`select count(*) from conversations where status = 'OPEN' and ${condition}`))[0].count,
      );
    const [{ id: userId }] = (await rows(`select id from users where email = 'owner@demo.test'`)) as [
      { id: string },
    ];
    const view = async (name: string, condition: string) =>
      page.getByRole('button', { name: `${name} ${await sizeOf(condition)}`, exact: true }).waitFor();
    await page.goto(`${base}/inbox?view=unassigned`);
    await view('All', 'true');
    await view('Unassigned', 'assignee_id is null');
    await change([4, 5, 6], { userId });
    await view('Mine', `assignee_id = '${userId}'`);
    await view('Unassigned', 'assignee_id is null');
    await change([4, 5, 6], { userId: null });
  });

  it('changes many at once, and says which was not changed and why', async () => {
    await page.goto(`${base}/inbox?view=unassigned`);
    await page.locator('a.row').nth(8).waitFor();
    const full = Number((await shownNames())[5]?.slice(-2));
    const [{ tenant_id: tenantId }] = (await rows(
      'select tenant_id from conversations where id = $1',
      idOf(full),
    )) as [{ tenant_id: string }];
    const many = Array.from(
      { length: maxLabels },
      (_, n) => `('019a0000-0000-7000-8000-0000000000${n + 10}', $1, 'Many ${n}', '#112233')`,
    );
    await rows(`insert into labels (id, tenant_id, name, color) values ${many.join()}`, tenantId);
    await rows(
      `update conversations set label_ids = (select array_agg(id) from labels where name like 'Many %') where id = $1`,
      idOf(full),
    );
    const countVip = async () =>
      (await rows('select id from conversations where $1 = any(label_ids)', vip)).length;
    const before = await countVip();
    await page.locator('a.row').nth(4).focus();
    for (const key of ['x', 'Shift+ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key);
    await listText('3 chosen').waitFor();
    expect(await inbox.violations()).toEqual([]);
    await page.keyboard.press('l');
    await page.getByRole('menuitem', { name: 'vip' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: `${nameOf(full)}: it has 50 labels already` })
      .waitFor();
    await listText('1 chosen').waitFor();
    expect(await countVip()).toBe(before + 2);
    await page.keyboard.press('Escape');
    await gone(page.locator('.bulk'));
    await page.getByRole('button', { name: 'Undo' }).click();
    await waitFor(async () => (await countVip()) === before);
  });

  it('shows what the viewer has not read; U turns it', async () => {
    await letGo();
    await write(20, 'Not read');
    await waitForFirst(20);
    const badge = rowOf(20).locator('.badge');
    await rowOf(20).getByRole('img', { name: '3 unread messages' }).waitFor();
    const [last] = await rows('select last_message_id as id from conversations where id = $1', idOf(20));
    await colleague.run(MarkReadDocument, { id: idOf(20), upToMessageId: last.id });
    await rowOf(20)
      .getByRole('img', { name: /a colleague has/ })
      .waitFor();
    expect(await badge.getAttribute('class')).toContain('badge-seen');
    await write(20, 'One more');
    await rowOf(20).getByRole('img', { name: '4 unread messages' }).waitFor();
    await rowOf(20).focus();
    await page.keyboard.press('u');
    await gone(badge);
    await page.keyboard.press('u');
    await rowOf(20).getByRole('img', { name: /^1 / }).waitFor();
    const other = await inbox.openTab();
    await other.row(nameOf(20)).getByRole('img', { name: /^1 / }).waitFor();
    await page.keyboard.press('u');
    await gone(badge);
    await waitFor(async () => (await other.row(nameOf(20)).locator('.badge').count()) === 0);
    await other.page.close();
  });

  it('obeys keys by their place, also with a Russian layout; they can be turned off', async () => {
    await page.goto(`${base}/inbox?status=OPEN`);
    await page.locator('a.row').nth(5).waitFor();
    const names = await shownNames();
    await pressWithLayout('KeyJ', 'о');
    await page.locator('.thread-name', { hasText: names[0] ?? '' }).waitFor();
    await pressWithLayout('KeyJ', 'о');
    await page.locator('.thread-name', { hasText: names[1] ?? '' }).waitFor();
    await pressWithLayout('KeyK', 'л');
    await page.locator('.thread-name', { hasText: names[0] ?? '' }).waitFor();
    await page.keyboard.press('Shift+Slash');
    await page.getByRole('dialog').getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await gone(page.getByRole('dialog'));
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+Slash');
    await gone(page.getByRole('dialog'));
    expect(await page.locator('.thread-name').textContent()).toBe(names[0]);
    await page.evaluate(() => localStorage.removeItem('trunkline-preferences'));
    await page.goto(`${base}/inbox?status=OPEN`);
    await page.locator('a.row').nth(5).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await waitFor(() => page.url().endsWith('?view=unassigned'));
  });

  it('lets ten conversations be answered and resolved without the mouse, each once', async () => {
    await page.goto(`${base}/inbox?status=OPEN`);
    await page.locator('a.row').nth(11).waitFor();
    const names = (await shownNames()).slice(0, 10);
    await page.keyboard.press('j');
    for (const name of names) {
      await page.locator('.thread-name', { hasText: name }).waitFor();
      await page.locator('.composer textarea').waitFor();
      await page.keyboard.press('r');
      await page.keyboard.type(`Answer to ${name}`);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await page.keyboard.press('e');
    }
    await waitFor(
      async () => (await rows(`select id from messages where text like 'Answer to %'`)).length === 10,
    );
    const answered = await rows(
      `select p.display_name as name, c.status, m.text from messages m join conversations c on c.id = m.conversation_id
         join contacts p on p.id = c.contact_id where m.text like 'Answer to %'`,
    );
    await waitFor(
      async () =>
        (
          await rows(
            `select id from conversations where status = 'RESOLVED' and last_message_id in (select id from messages where text like 'Answer to %')`,
          )
        ).length === 10,
    );
    expect(answered.map(({ name, text }) => text === `Answer to ${name}`)).not.toContain(false);
    expect(answered.map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  it('keeps order and draft when the missed events are not known', async () => {
    await page.goto(`${base}/inbox?view=unassigned`);
    await page.locator('a.row').nth(8).waitFor();
    await inbox.open((await shownNames())[1] ?? '');
    await page.locator('.composer textarea').fill('Half a sentence');
    await page.mouse.move(200, 500);
    const before = await shownNames();
    await page.context().setOffline(true);
    path.cut();
    const n = Number(before[6]?.slice(-2));
    for (let times = 0; times < 3; times += 1) await write(n, `Missed ${times}`);
    await rows('update event_counters set dropped_through = position');
    await page.context().setOffline(false);
    await rowOf(n).filter({ hasText: 'Missed 2' }).waitFor();
    await page.getByRole('button', { name: /moved up/ }).waitFor();
    expect(await shownNames()).toEqual(before);
    expect(await page.locator('.composer textarea').inputValue()).toBe('Half a sentence');
    await letGo();
    await waitForFirst(n);
    await colleague.run(SetConversationStatusDocument, { id: idOf(n), status: 'PENDING' } as never);
    await rowOf(n).filter({ hasText: 'Pending' }).waitFor();
    expect(await page.locator('.composer textarea').inputValue()).toBe('Half a sentence');
    await page.locator('.composer textarea').fill('');
  });

  it('opens a thread with one question, whose answer needs no other', async () => {
    await page.goto(`${base}/inbox?view=`);
    await page.locator('a.row').first().waitFor();
    await letGo();
    const questions: string[] = [];
    const note = (request: Request) => {
      const { operationName = '' } = (request.postDataJSON() ?? {}) as { operationName?: string };
      if (request.url().endsWith('/graphql')) questions.push(operationName);
    };
    page.on('request', note);
    const opened = (await shownNames()).slice(0, 4);
    for (const name of opened) {
      await inbox.row(name).click();
      await page.locator('.thread-name').filter({ hasText: name }).waitFor();
      await page.locator('.bubble').last().waitFor();
    }
    await page.waitForLoadState('networkidle');
    page.off('request', note);
    expect(opened).toHaveLength(4);
    expect(questions.filter(name => name === 'Thread')).toHaveLength(4);
    // What was seen is read, and the numbers of the views follow.
    const others = questions.filter(
      name => !['Thread', 'MarkRead', 'MarkRowRead', 'ViewCounts'].includes(name),
    );
    expect(others).toEqual([]);
  });

  it('can be made wider and denser, which stays', async () => {
    const edge = page.getByRole('separator', { name: 'Width of the list' });
    await edge.focus();
    await page.keyboard.press('End');
    await page.getByRole('button', { name: /^Your account/ }).click();
    await page.getByRole('menuitem', { name: 'Compact list' }).click();
    await page.reload();
    await page.locator('.list-compact a.row').first().waitFor();
    expect((await page.locator('.side').boundingBox())?.width).toBe(480);
    expect((await page.locator('.rows li').first().boundingBox())?.height).toBe(56);
    expect(await inbox.violations()).toEqual([]);
  });

  it.each([
    ['ru', 'Мои', 'Без ответственного', /непрочитан/],
    ['kk', 'Менікі', 'Жауаптысыз', /оқылмаған хабар/],
  ])('works at 390 px in %s', async (language, mine, unassigned, unread) => {
    const phone = await openInbox(browser, base, { width: 390 });
    await phone.context.addInitScript(name => localStorage.setItem('trunkline-locale', name), language);
    await phone.page.reload();
    await phone.page.locator('input[name=email]').waitFor();
    await phone.signIn('manager@demo.test');
    // Followed by a count, when there is anything.
    for (const name of [mine, unassigned])
      await phone.page.getByRole('button', { name: new RegExp(`^${name}`) }).waitFor();
    await phone.page.getByRole('img', { name: unread }).first().waitFor();
    const check = phone.page.locator('.row-check input').first();
    await check.focus();
    await phone.page.keyboard.press('Space');
    await phone.page.locator('.bulk').waitFor();
    await expectPageToFit(phone.page);
    expect(await phone.violations()).toEqual([]);
    expect([...phone.foreign, ...phone.complaints]).toEqual([]);
    await phone.context.close();
  });

  it('broke no rule of its content policy', () => {
    expect([...inbox.foreign, ...inbox.complaints]).toEqual([]);
  });
});
