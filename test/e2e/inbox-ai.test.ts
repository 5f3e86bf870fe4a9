/**
 * Assistants in Chromium: an owner sets one up, tries it and keeps its facts; ten turns of a customer with hand-off and
 * take-over; proposals that are changed, sent and dismissed; what it used.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { type SimulatedModel, startSimulatedModel } from '../../src/ai/simulation/simulated-model.js';
import { AiMode } from '../../src/domain/vocabulary.js';
import { answerOf } from '../support/ai-desk.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import {
  ChannelsDocument,
  SimulateInboundDocument,
  UpsertAiAssistantDocument,
} from '../support/gql/operations.js';
import { expectCount, type InboxPage, openInbox } from '../support/inbox-page.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let browser: Browser;
let model: SimulatedModel;
let inbox: InboxPage;
let owner: string;
let numbers: ReadonlyMap<string, string>;

const phone = '+77015550301';
const other = '+77015550302';
/** A customer writes to a number. */
const say = async (number: string, from: string, text: string): Promise<void> => {
  const channelId = numbers.get(number) ?? '';
  await server.run(SimulateInboundDocument, { channelId, from, text }, owner);
};
const button = (name: string | RegExp) => inbox.page.getByRole('button', { name, exact: true });
const field = (name: string): Locator => inbox.page.getByLabel(name, { exact: true });
const part = (name: string) =>
  inbox.page.getByRole('navigation', { name: 'Parts of the assistant' }).getByRole('link', { name });
/** Who holds the open conversation. */
const holder = (text: string) => inbox.page.locator('.thread-holder', { hasText: text });
/** Answers of the assistant in the open conversation. */
const answer = (text: string) => inbox.page.locator('article.bubble-ai', { hasText: text });
const figure = (name: string) =>
  inbox.page.locator('.facts > div', { hasText: name }).locator('dd').textContent();
const expectFits = async () => {
  expect(await inbox.violations()).toEqual([]);
  await inbox.page.setViewportSize({ width: 390, height: 844 });
  expect(await inbox.violations()).toEqual([]);
  expect(await inbox.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await inbox.page.setViewportSize({ width: 1_280, height: 900 });
};

beforeAll(async () => {
  [server, browser, model] = await Promise.all([
    startTestApp({ env: { AI_ALLOW_PRIVATE: 'on' } }),
    launchBrowser(),
    startSimulatedModel(),
  ]);
  model.script = ({ authorization }) =>
    authorization === 'Bearer sk-right'
      ? null
      : { does: 'status', status: 401, body: '{"error":{"message":"no such key"}}' };
  owner = await server.signIn('owner@demo.test');
  const { channels } = await server.run(ChannelsDocument, {}, owner);
  numbers = new Map(channels.nodes.map(({ id, displayName }) => [displayName, id]));
  const channelIds = [numbers.get('WhatsApp Cloud 2') ?? ''];
  const input = {
    ...{ name: 'Подсказки', endpointUrl: model.url, model: 'm', apiKey: 'sk-right', mode: AiMode.DRAFT },
    ...{ channelIds, waitSeconds: 0 },
    facts: ['Ламинат: от 5 500 тенге за метр', 'Доставка по городу: 2 000 тенге'],
  };
  await server.run(UpsertAiAssistantDocument, { input }, owner);
  inbox = await openInbox(browser, server.url);
  await inbox.signIn();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await model?.stop();
});

describe('the page of assistants', () => {
  it('sets one up, and says at once that the key is wrong', async () => {
    const { page } = inbox;
    await page.locator('nav.rail').getByRole('link', { name: 'Assistants' }).click();
    await page.getByRole('heading', { level: 1, name: 'Assistants' }).waitFor();
    await expectCount(page.locator('tbody tr'), 1);
    await page.getByRole('link', { name: 'Add an assistant' }).click();
    await field('Name').fill('Салтанат');
    await field('URL of the endpoint').fill(model.url);
    await field('Model').fill('m');
    await field('Key').fill('sk-wrong');
    await page.getByRole('radio', { name: /^Answers/ }).check();
    await field('Green API').check();
    await field('Waits, seconds').fill('31');
    await button('Save').click();
    await page.locator('#page .fault', { hasText: '30' }).waitFor();
    await field('Waits, seconds').fill('0');
    await button('Save').click();
    await page.getByRole('alert').getByText('The endpoint refused the key.').waitFor();
    await page.getByText('A key is stored.').waitFor();
    expect(await field('Key').inputValue()).toBe('');
    await field('Key').fill('sk-right');
    await button('Save').click();
    await page.getByRole('status').getByText('the model answered').waitFor();
    await expectCount(page.getByText('The endpoint refused the key.'), 0);
    await expectFits();
  });

  it('adds, finds, changes and deletes facts', async () => {
    const { page } = inbox;
    await part('Facts').click();
    await page.getByText('No facts yet.').waitFor();
    const add = async (fact: string) => {
      await button('Add a fact').click();
      await page.getByRole('dialog').getByLabel('Fact').fill(fact);
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
      await page.locator('.assistant-fact', { hasText: fact }).waitFor();
    };
    await add('Стрижка: от 6 000 тенге');
    await add('Парковка есть');
    await field('Search the facts').fill('стриж');
    await page.getByText('1 of 2').waitFor();
    await page.getByRole('button', { name: 'Change: Стрижка' }).click();
    await page.getByRole('dialog').getByLabel('Fact').fill('Стрижка: от 7 000 тенге');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.locator('.assistant-fact', { hasText: '7 000' }).waitFor();
    await field('Search the facts').fill('');
    await page.getByRole('button', { name: 'Remove: Парковка' }).click();
    await page.getByText('1 of 1').waitFor();
  });

  it('tries a text, and says why an answer would not leave', async () => {
    const { page } = inbox;
    await part('Try it').click();
    await field('Text of a customer').fill('Сколько стоит стрижка?');
    await button('Ask').click();
    await page.locator('blockquote', { hasText: 'Стрижка: от 7 000 тенге' }).waitFor();
    expect(await figure('Would be sent')).toBe('Yes');
    expect(await figure('Time')).toMatch(/\d ms/);
    const rules = model.script;
    model.script = () => ({ does: 'answer', content: answerOf('Для вас бесплатно!') });
    await button('Ask').click();
    await page.getByText('It would not leave:').waitFor();
    model.script = rules;
    await expectFits();
  });
});

describe('a conversation with an assistant', () => {
  it('is answered, handed over, taken over and given back, over ten turns', async () => {
    const { page } = inbox;
    const client = (text: string) => say('Green API', phone, text);
    await say('WhatsApp Cloud 2', other, 'Есть ламинат?');
    await client('Здравствуйте!');
    await page.locator('nav.rail').getByRole('link', { name: 'Inbox' }).click();
    await inbox.open(phone.slice(-4));
    await holder('Салтанат answers here').waitFor();
    await answer('Чем могу помочь').getByText('Assistant', { exact: true }).waitFor();
    await client('Сколько стоит стрижка?');
    await answer('Стрижка: от 7 000 тенге').waitFor();
    await client('Позовите менеджера');
    await holder('Waits for a person: the customer asked for one.').waitFor();
    await answer('Зову коллегу').waitFor();
    await inbox.row(phone.slice(-4)).getByText('needs a person').waitFor();
    await field('Needs a person').check();
    await expectCount(page.locator('a.row'), 1);
    expect(new URL(page.url()).search).toBe('?handoff=1');
    await field('Needs a person').uncheck();
    await client('Жду');
    await expectFits();
    await button('Take over').click();
    await holder('People answer here').waitFor();
    await inbox.reply('Мария на связи');
    await client('Спасибо');
    await inbox.bubble('Спасибо').waitFor();
    await page.locator('.thread-name').focus();
    await page.keyboard.press('Shift+KeyH');
    await holder('Салтанат answers here').waitFor();
    await client('Вы открыты?');
    await expectCount(answer('Уточните'), 1);
    await client('А завтра?');
    await expectCount(answer('Уточните'), 2);
    await page.keyboard.press('KeyH');
    await holder('People answer here').waitFor();
    for (const text of ['Где вы?', 'А парковка?', 'Хорошо']) await client(text);
    await inbox.bubble('Хорошо').waitFor();
    await inbox.reply('Ждём вас');
    await inbox.bubble('Ждём вас').waitFor();
    await page.getByText('gave the conversation back to the assistant').waitFor();
    // The bubble is shown before the server has it.
    await inbox
      .bubble('Ждём вас')
      .getByRole('img', { name: /^(Sent|Delivered|Read)$/ })
      .waitFor();
    const { rows } = await server.app.database.pool.query(
      'select author_kind, count(*)::int from messages where channel_id = $1 group by 1 order by 1',
      [numbers.get('Green API')],
    );
    expect(rows.map(({ author_kind, count }) => [author_kind, count])).toEqual([
      ['AI', 5],
      ['CONTACT', 10],
      ['USER', 2],
    ]);
  });

  it('has proposals: one is changed and sent, one dismissed, and neither touches what is written', async () => {
    const { page } = inbox;
    const proposal = page.getByRole('region', { name: /proposes a reply/ });
    const area = page.locator('.composer textarea');
    await inbox.open(other.slice(-4));
    await area.fill('Добрый день!');
    await proposal.getByText('Ламинат: от 5 500 тенге за метр').waitFor();
    expect(await area.inputValue()).toBe('Добрый день!');
    expect(await inbox.violations()).toEqual([]);
    await proposal.getByRole('button', { name: 'Add it below' }).focus();
    // What is typed right after the choice follows it.
    await Promise.all([page.keyboard.press('Enter'), page.keyboard.type('. Есть!')]);
    expect(await area.inputValue()).toBe('Добрый день!\nЛаминат: от 5 500 тенге за метр. Есть!');
    await page.keyboard.press('Enter');
    await inbox.bubble('за метр. Есть!').waitFor();
    await proposal.waitFor({ state: 'detached' });
    await say('WhatsApp Cloud 2', other, 'А доставка?');
    await proposal.getByText('Доставка по городу').waitFor();
    await page.locator('.thread-name').focus();
    await page.keyboard.press('Shift+KeyD');
    await proposal.waitFor({ state: 'detached' });
    const { rows } = await server.app.database.pool.query(
      'select status, message_id from reply_suggestions order by id',
    );
    expect(rows).toMatchObject([{ status: 'USED' }, { status: 'DISMISSED', message_id: null }]);
    expect(rows[0].message_id).not.toBeNull();
    await page.keyboard.press('KeyP');
    await proposal.getByText('Доставка по городу').waitFor();
    await proposal.getByRole('button', { name: 'Again…' }).click();
    await proposal.getByLabel('What to mind').fill('Короче');
    const asked = model.calls.length;
    await page.keyboard.press('Enter');
    await waitFor(() => model.calls.length > asked, { what: 'another question' });
    await proposal.getByText('Доставка по городу').waitFor();
  });

  it('shows what the model was asked to those who manage assistants', async () => {
    const { page } = inbox;
    await page.getByText('What the assistant was asked').click();
    await page.locator('.ai-call-list > li').nth(3).waitFor();
    await page.getByText('What the model got').last().click();
    await page.locator('.ai-dialogue').last().getByText('Есть ламинат?').waitFor();
    await page.locator('.ai-instructions').last().getByText('Ламинат: от 5 500').waitFor();
    expect(await inbox.violations()).toEqual([]);
  });

  it('shows on the page of the assistant what it used', async () => {
    const { page } = inbox;
    await page.locator('nav.rail').getByRole('link', { name: 'Assistants' }).click();
    await page.getByRole('link', { name: 'Салтанат' }).click();
    await part('Usage and quality').click();
    await waitFor(async () => (await figure('Turns answered')) === '4', { what: 'the figures' });
    expect(await figure('Turns handed to people')).toBe('1');
    await expectFits();
    await page.getByRole('link', { name: /in the statistics/ }).click();
    await page.getByText(/^Assistants answered \d+/).waitFor();
    await page
      .locator('.stat', { hasText: 'Hand-offs by reason' })
      .locator('.bar-name', { hasText: 'the customer asked' })
      .waitFor();
    expect(await inbox.violations()).toEqual([]);
    await page.goBack();
    await button('Archive').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByText('Archived: it does not answer.').waitFor();
    expect([...inbox.complaints, ...inbox.foreign]).toEqual([]);
  });
});
