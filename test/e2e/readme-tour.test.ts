/** The README's first five minutes, step by step in a browser. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startTestApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { patient } from '../support/patient.js';
import { openPlayground, type PlaygroundPage } from '../support/playground-page.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const [, tour = ''] = /## The first five minutes\n([\s\S]*?)\n## /.exec(readme) ?? [];
const steps = tour.split(/\n(?=\d+\. |Things to break)/).slice(1);
const step = (number: number): string => steps[number - 1] ?? '';
/** The operations that a step names, in order. */
const operationsOf = (text: string): string[] =>
  [...text.matchAll(/(?<!\*)\*(\w+)\*(?!\*)/g)].map(match => match[1] ?? '');

let database: TestDatabase;
let server: TestApp;
let browser: Browser;
let playground: PlaygroundPage;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestApp({ databaseUrl: database.url });
  browser = await launchBrowser();
  playground = await openPlayground(browser, server.url);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await database?.drop();
});

/** Runs the README's curl line, changed as a step says. */
async function curl(change: (line: string) => string = line => line): Promise<string> {
  const [, line = ''] = /```sh\n\s*(curl [\s\S]*?)\n\s*```/.exec(step(3)) ?? [];
  const command = change(line)
    .replaceAll('http://127.0.0.1:4000', server.url)
    .replace('curl ', 'curl --silent --show-error ');
  return (await promisify(execFile)('sh', ['-c', command])).stdout;
}

describe("the README's first five minutes", () => {
  it('have ten steps', () => {
    expect(steps.map(text => /^\d+/.exec(text)?.[0])).toEqual([
      ...Array.from({ length: 10 }, (_, index) => String(index + 1)),
      undefined,
    ]);
  });

  it('1: sign in with what the form holds', async () => {
    expect(step(1)).toContain('`owner@demo.test` with the password `trunkline`');
    await playground.signIn();
  });

  it('2: two subscriptions wait', async () => {
    expect(operationsOf(step(2))).toEqual(['LiveMessages', 'LiveStatus']);
    for (const name of operationsOf(step(2))) {
      await playground.start(name);
      await playground.waitUntilLive();
      await playground.waitForResult('Waiting for the first event.');
    }
  });

  it('3: the message of the curl line appears', async () => {
    expect(await curl()).toContain('PROCESSED');
    await playground.show('LiveMessages');
    await playground.waitForResult('Здравствуйте! Есть ламинат?');
  });

  it('4: the inbox shows contact, lead, number and topic', async () => {
    expect(operationsOf(step(4))).toEqual(['Inbox']);
    await playground.start('Inbox');
    await playground.waitForResult('"displayName": "Айгерим"');
    const inbox = await playground.result();
    expect(inbox).toMatch(/"lead": \{[\s\S]*"channel": \{\s*"externalId": "instance_xxx"/);
    expect(inbox).toMatch(/"topic": \{\s*"name": "Ламинат"/);
  });

  it('5: a reply leaves from the number that was written to', async () => {
    expect(operationsOf(step(5))).toEqual(['SendReply', 'LiveMessages', 'LiveStatus']);
    await playground.start('SendReply');
    await playground.waitForResult('"externalId": "instance_xxx"');
    await playground.show('LiveMessages');
    await playground.waitForResult('"QUEUED"');
    await playground.show('LiveStatus');
    await playground.waitForResult('"SENT"');
    // Each event shows the message as it is when the event is delivered: two of them may show SENT.
    expect((await playground.events()).length).toBeGreaterThanOrEqual(2);
  });

  it('6: a webhook of an unknown number waits until the number is created', async () => {
    expect(operationsOf(step(6))).toEqual(['Quarantine', 'CreateChannel', 'LiveMessages']);
    expect(await curl(line => line.replace('instance_xxx', 'nobody'))).toContain('QUARANTINED');
    await playground.start('Quarantine');
    await playground.waitForResult('"QUARANTINED"');
    await playground.start('CreateChannel');
    await playground.waitForResult('"externalId": "nobody"');
    await playground.show('LiveMessages');
    await playground.waitForResult('"externalId": "nobody"');
  });

  it('7: the REST page signs in with its example and keeps the token', async () => {
    expect(step(7)).toMatch(/docs\/rest[\s\S]*`POST \/auth\/login`[\s\S]*`GET \/whatsapp\/stats`/);
    const page = await playground.page.context().newPage();
    await page.goto(`${server.url}/docs/rest`);
    for (const name of ['login', 'whatsappStats']) {
      const operation = page.locator(`.opblock[id$="-${name}"]`);
      await operation.locator('.opblock-summary-control').click();
      await operation.locator('button.try-out__btn').click();
      await operation.locator('button.execute').click();
      const answer = name === 'login' ? 'accessToken' : 'totalMessages';
      await operation.locator('.live-responses-table').getByText(answer).first().waitFor();
    }
    await page.close();
  });

  it('8: a subscription goes on after a restart, within two seconds of readiness', async () => {
    expect(step(8)).toContain('within two seconds');
    await playground.show('LiveMessages');
    const before = await playground.events();
    const { port } = new URL(server.url);
    await server.stop();
    await playground.page.locator('[data-state=RECONNECTING]').waitFor();
    server = await startTestApp({ databaseUrl: database.url, env: { PORT: port } });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    await playground.waitUntilLive(patient(2_000));
    expect(await playground.events()).toEqual(before);
    await curl(line => line.replace('Есть ламинат?', 'А теперь?'));
    await playground.waitForResult('А теперь?');
    expect((await playground.events()).slice(1)).toEqual(before);
  });

  it('9: a template reaches somebody who has not written, free text does not', async () => {
    expect(operationsOf(step(9))).toEqual([
      'MessageTemplates',
      'StartConversation',
      'SendReply',
      'SendTemplate',
    ]);
    await playground.start('MessageTemplates');
    await playground.waitForResult('"APPROVED"');
    expect(await playground.result()).toContain('"WHATSAPP_CLOUD"');
    await playground.start('StartConversation');
    await playground.waitForResult('"kind": "TEMPLATE"');
    await playground.start('SendReply');
    await playground.waitForResult('REPLY_WINDOW_CLOSED');
    await playground.start('SendTemplate');
    await playground.waitForResult('"kind": "TEMPLATE"');
    expect(await playground.result()).toContain('"repeated": false');
  });

  it('10: a picture comes by a job, and its link leads to it', async () => {
    expect(operationsOf(step(10))).toEqual(['SimulatePicture', 'LiveStatus']);
    await playground.start('SimulatePicture');
    await playground.waitForResult('"PROCESSED"');
    await playground.show('LiveStatus');
    await playground.waitForResult('"STORED"');
    const link = playground.page.locator('.results a').first();
    const picture = await fetch((await link.getAttribute('href')) ?? '');
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  it('things to break: their operations run as they are opened', async () => {
    const names = operationsOf(step(11));
    expect(names).toEqual(['SimulateInbound', 'SimulatorFaults', 'SendReply']);
    await playground.start('SimulateInbound');
    await playground.waitForResult('"PROCESSED"');
    await playground.start('SimulatorFaults');
    await playground.waitForResult('"channel"');
    expect(await playground.result()).not.toContain('errors');
  });

  it('nothing was asked of any other host, and nothing broke the content policy', () => {
    expect([playground.foreign, playground.complaints]).toEqual([[], []]);
  });
});
