/** The server is killed while an agent works in the inbox: nothing is missing afterwards, and nothing is there twice. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { findFreePort } from '../../src/database/embedded/free-port.js';
import { launchBrowser } from '../support/browser.js';
import { expectCount, type InboxPage, openInbox } from '../support/inbox-page.js';
import { addInstallation, type Installation } from '../support/installation.js';
import { readRows } from '../support/message-rows.js';
import { postChatFlow } from '../support/remote-api.js';
import {
  endServerProcesses,
  installationEnv,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';

let database: TestDatabase;
let installation: Installation;
let server: ServerProcess;
let browser: Browser;
let inbox: InboxPage;
let port: number;
let serial = 0;

const start = () =>
  startServerProcess({ ...installationEnv, DATABASE_URL: database.url, PORT: String(port) });
const write = async (text: string, phone = '77011110001') => {
  const message = { text, phone, messageId: `killed-${serial++}`, instanceId: 'instance_xxx' };
  expect(await postChatFlow(server.url, installation.webhookKey, message)).toBe(200);
};

beforeAll(async () => {
  database = await createTestDatabase();
  installation = await addInstallation(database.url);
  port = await findFreePort();
  [server, browser] = await Promise.all([start(), launchBrowser()]);
  inbox = await openInbox(browser, server.url);
  await inbox.signIn(installation.email, installation.password);
});
afterAll(async () => {
  await browser?.close();
  await endServerProcesses();
  await database?.drop();
});

describe('kill -9 of the server', () => {
  it('loses and doubles nothing: messages that were shown, written meanwhile, and sent before and after', async () => {
    await write('Before one');
    await write('Before two');
    await inbox.open('Айгерим');
    await inbox.bubble('Before two').waitFor();
    // The list keeps its order while the pointer is in it.
    await inbox.page.mouse.move(900, 300);
    await inbox.reply('Sent before');
    await inbox.bubble('Sent before').waitFor();

    await server.stop('SIGKILL');
    await inbox.reply('Written without a server');
    await inbox.bubble('Written without a server').waitFor();
    await inbox.page.getByText('No connection').waitFor();
    server = await start();
    await write('After one');
    await write('From a new customer', '77011110002');

    await inbox.bubble('After one').waitFor();
    await inbox.page.locator('a.row', { hasText: 'From a new customer' }).waitFor();
    const isStored = (text: string) =>
      readRows(database.url, 'select id from messages where text = $1', [text]);
    await waitFor(async () => (await isStored('Written without a server')).length === 1);
    for (const text of ['Before one', 'Before two', 'Sent before', 'Written without a server', 'After one']) {
      await expectCount(inbox.bubble(text), 1);
      expect(await isStored(text)).toHaveLength(1);
    }
    // The same after a reload: what was shown is what is stored.
    await inbox.page.reload();
    await inbox.bubble('After one').waitFor();
    for (const text of ['Before one', 'Sent before', 'Written without a server', 'After one'])
      await expectCount(inbox.bubble(text), 1);
    expect(inbox.complaints).toEqual([]);
  });
});
