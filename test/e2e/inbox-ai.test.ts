/**
 * Assistants in Chromium: an owner sets one up, tries it and keeps its facts; ten turns of a customer with hand-off and
 * take-over; proposals that are changed, sent and dismissed; what it used.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { type SimulatedModel, startSimulatedModel } from '../../src/ai/simulation/simulated-model.js';
import { findFreePort } from '../../src/database/embedded/free-port.js';
import { AiMode } from '../../src/domain/vocabulary.js';
import { expectPageToFit } from '../support/accessibility.js';
import { answerOf } from '../support/ai-desk.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import {
  ChannelsDocument,
  SimulateInboundDocument,
  UpsertAiAssistantDocument,
} from '../support/gql/operations.js';
import { expectCount, type InboxPage, openInbox } from '../support/inbox-page.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { untilLookedAt } from '../support/until-looked-at.js';
import { waitFor } from '../support/wait-for.js';

let database: TestDatabase;
let port: number;
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
/** A bubble is shown before the server has it. */
const sent = /^(Sent|Delivered|Read)$/;
/** Who holds the open conversation. */
const holder = (text: string) => inbox.page.locator('.thread-holder', { hasText: text });
/** Answers of the assistant in the open conversation. */
const answer = (text: string) => inbox.page.locator('article.bubble-ai', { hasText: text });
const figure = (name: string) =>
  inbox.page.locator('.facts > div', { hasText: name }).locator('dd').textContent();
const expectFits = async () => {
  expect(await inbox.violations()).toEqual([]);
  await inbox.page.setViewportSize({ width: 390, height: 844 });
  try {
    expect(await inbox.violations()).toEqual([]);
    await expectPageToFit(inbox.page);
  } finally {
    await inbox.page.setViewportSize({ width: 1_280, height: 900 });
  }
};

const start = () =>
  startTestApp({ databaseUrl: database.url, env: { AI_ALLOW_PRIVATE: 'on', PORT: String(port) } });

beforeAll(async () => {
  database = await createTestDatabase();
  port = await findFreePort();
  [server, browser, model] = await Promise.all([start(), launchBrowser(), startSimulatedModel()]);
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
  await database?.drop();
});

describe('the demo', () => {
  it('says where an assistant is, and that its model is simulated', async () => {
    const { page } = inbox;
    const hint = page.locator('.first-assistant', { hasText: 'WhatsApp Cloud 2' });
    await hint.getByText('The model of the demo is simulated.').waitFor();
    expect(await hint.textContent()).toContain('it proposes replies');
    await button('Show their phone').click();
    const phoneOf = page.locator('aside.demo');
    await phoneOf.locator('select[name=channel]').selectOption({ label: 'WhatsApp Cloud 2' });
    const ofNumber = phoneOf.getByText('Подсказки proposes replies on this number.');
    await ofNumber.waitFor();
    await phoneOf.locator('select[name=channel]').selectOption({ label: 'Green API' });
    await ofNumber.waitFor({ state: 'detached' });
    expect(await inbox.violations()).toEqual([]);
    await phoneOf.getByRole('button', { name: 'Close' }).click();
    await phoneOf.waitFor({ state: 'detached' });
  });
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
    // A limit of money needs prices.
    await field('Cost of a day at the most').fill('5.50');
    await button('Save').click();
    await page.locator('#page .fault', { hasText: 'ISO 4217' }).waitFor();
    await field('Price of a million tokens of prompts').fill('150');
    await field('Price of a million tokens of answers').fill('600');
    await field('Currency, such as USD').fill('kzt');
    await button('Save').click();
    await page.locator('#page .fault').waitFor({ state: 'detached' });
    await waitFor(async () => (await field('Cost of a day at the most').inputValue()) === '5.5');
    await expectFits();
  });

  it('has a program of the company instead of a model, without the fields of a model', async () => {
    const { page } = inbox;
    await page.getByRole('link', { name: 'All assistants' }).click();
    await page.getByRole('link', { name: 'Add an assistant' }).click();
    await field('Name').fill('Бот');
    const ofModel = [
      'URL of the endpoint',
      'Key',
      'Instructions',
      'Tokens a day',
      'Cost of a day at the most',
    ];
    const counts = () => Promise.all(ofModel.map(name => field(name).count()));
    expect(await counts()).toEqual(ofModel.map(() => 1));
    await field('Who writes the answers').selectOption({ label: 'A program of yours' });
    expect(await counts()).toEqual(ofModel.map(() => 0));
    await page.getByRole('radio', { name: /^Answers/ }).check();
    await field('TATA 1').check();
    await button('Save').click();
    await page.getByRole('heading', { level: 1, name: 'Бот' }).waitFor();
    await page.getByText('A program of yours answers').waitFor();
    expect(await part('Facts').count()).toBe(0);
    expect(await part('Try it').count()).toBe(0);
    await expectFits();
    const { rows } = await server.app.database.pool.query(
      `select engine, mode, endpoint_url, wait_seconds from ai_assistants where name = 'Бот'`,
    );
    expect(rows).toEqual([{ engine: 'EXTERNAL', mode: 'AUTO', endpoint_url: '', wait_seconds: 0 }]);
    await page.getByRole('link', { name: 'All assistants' }).click();
    await page.getByRole('link', { name: 'Салтанат' }).click();
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
    await page.getByText('It would not leave: it names a price or a discount that is in no fact.').waitFor();
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
    await inbox.row(other.slice(-4)).waitFor({ state: 'detached' });
    await expectCount(page.locator('a.row'), 1);
    expect(new URL(page.url()).search).toBe('?handoff=1');
    await field('Needs a person').uncheck();
    await client('Жду');
    await expectFits();
    await button('Take over').click();
    await holder('People answer here').waitFor();
    await inbox.reply('Мария на связи');
    await inbox.bubble('Мария на связи').getByRole('img', { name: sent }).waitFor();
    await client('Спасибо');
    await inbox.bubble('Спасибо').waitFor();
    // Else it waits for an answer when the assistant gets the conversation back.
    await untilLookedAt(server.app.database.pool, new URL(page.url()).pathname.split('/').at(-1) ?? '');
    await page.locator('.thread-name').focus();
    await page.keyboard.press('Shift+KeyH');
    await holder('Салтанат answers here').waitFor();
    // The server ends while the model is asked, and starts again under the open page: the answer comes then, once.
    const rules = model.script;
    let asked = false;
    model.script = () => {
      asked = true;
      return { does: 'hang' };
    };
    await client('Вы открыты?');
    await waitFor(() => asked, { what: 'the question to the model' });
    await server.stop();
    await page.getByText('No connection').waitFor();
    model.script = rules;
    server = await start();
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
    await inbox.bubble('Ждём вас').getByRole('img', { name: sent }).waitFor();
    const asksBack = 'Спасибо за сообщение! Уточните, пожалуйста, что вас интересует.';
    const everyText = [
      ...[
        'Здравствуйте!',
        'Здравствуйте! Чем могу помочь?',
        'Сколько стоит стрижка?',
        'Стрижка: от 7 000 тенге',
      ],
      ...['Позовите менеджера', 'Зову коллегу, он ответит здесь.', 'Жду', 'Мария на связи', 'Спасибо'],
      ...['Вы открыты?', asksBack, 'А завтра?', asksBack],
      ...['Где вы?', 'А парковка?', 'Хорошо', 'Ждём вас'],
    ];
    const shown = () => page.locator('article.bubble .text').allTextContents();
    // Every bubble is in sight.
    await page.setViewportSize({ width: 1_280, height: 3_000 });
    await waitFor(async () => (await shown()).length >= everyText.length);
    expect(await shown()).toEqual(everyText);
    await page.reload();
    await waitFor(async () => (await shown()).length >= everyText.length);
    expect(await shown()).toEqual(everyText);
    await page.setViewportSize({ width: 1_280, height: 900 });
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
    // Stored before the customer writes again: a reply after that message answers it.
    await inbox
      .bubble('за метр. Есть!')
      .getByRole('img', { name: /^(Sent|Delivered|Read)$/ })
      .waitFor();
    await proposal.waitFor({ state: 'detached' });
    // While the model writes: whole sentences, as long as they pass the guards.
    const rules = model.script;
    const content = answerOf('Доставка по городу: 2 000 тенге. Когда вам удобно? Ждём вас!');
    model.script = async () => ({ does: 'answer', content, pieceMs: 60 });
    await say('WhatsApp Cloud 2', other, 'А доставка?');
    const writing = page.getByRole('region', { name: 'Подсказки writes a proposal…' });
    await writing.getByText('Доставка по городу: 2 000 тенге.').waitFor();
    expect(await writing.getByRole('button').count()).toBe(0);
    await proposal.getByText('Когда вам удобно? Ждём вас!').waitFor();
    await writing.waitFor({ state: 'detached' });
    model.script = rules;
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

  it('proposes a topic with a reply, which is set unless its box is unchecked', async () => {
    const { page } = inbox;
    const { pool } = server.app.database;
    const { rows: topics } = await pool.query(
      'select name from topics where archived_at is null order by name limit 1',
    );
    const topic: string = topics[0].name;
    await pool.query(`update ai_assistants set sets_topics = true where name = 'Подсказки'`);
    const topicOf = async () =>
      (
        await pool.query(
          `select t.name from conversations c left join topics t on t.id = c.topic_id where c.address like '%' || $1`,
          [`${other.slice(1)}%`],
        )
      ).rows[0].name;
    await pool.query(`update conversations set topic_id = null, topic_source = null where address like $1`, [
      `%${other.slice(1)}%`,
    ]);
    const rules = model.script;
    model.script = () => ({ does: 'answer', content: answerOf('Расскажите подробнее.', { topic }) });
    const proposal = page.getByRole('region', { name: /proposes a reply/ });
    const box = proposal.getByRole('checkbox', { name: `Also sets: topic ${topic}` });
    for (const isWanted of [false, true]) {
      await say('WhatsApp Cloud 2', other, isWanted ? 'Хм' : 'Ну');
      await box.waitFor();
      expect(await box.isChecked()).toBe(true);
      await box.setChecked(isWanted);
      await proposal.getByRole('button', { name: 'Use it' }).click();
      await page.locator('.composer textarea').press('Enter');
      await proposal.waitFor({ state: 'detached' });
      await inbox
        .bubble('Расскажите подробнее.')
        .nth(isWanted ? 1 : 0)
        .getByRole('img', { name: sent })
        .waitFor();
      expect(await topicOf()).toBe(isWanted ? topic : null);
    }
    model.script = rules;
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
    // Tried on what a customer wrote, which sends nothing.
    await part('Try it').click();
    await page.locator('select[name=conversationId] option').nth(1).waitFor({ state: 'attached' });
    await field('Ask about').selectOption({ index: 1 });
    expect(await field('Text of a customer').count()).toBe(0);
    await button('Ask').click();
    await page.locator('.assistant-answer blockquote').waitFor();
    expect(JSON.stringify(model.calls.at(-1)?.body.messages)).toContain('Хорошо');
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
