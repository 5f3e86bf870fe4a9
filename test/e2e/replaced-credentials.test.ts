/** New credentials are used by the next reply and the next webhook, in every process; a replaced webhook key is refused. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProviderKind, Role } from '../../src/domain/vocabulary.js';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  ConnectProviderDocument,
  InboxDocument,
  MessageByIdDocument,
  ProviderAccountsDocument,
  SendReplyDocument,
  UpdateProviderAccountDocument,
} from '../support/gql/operations.js';
import { waitFor } from '../support/wait-for.js';

const idInstance = '7107000555';
const secrets = {
  ...{ first: 'SECRET-first-token', second: 'SECRET-second-token' },
  ...{ firstHook: 'SECRET-first-hook', secondHook: 'SECRET-second-hook' },
};

let vendor: Server;
/** The token that the vendor accepts, and those of the calls so far. */
let accepted: string = secrets.first;
const used: string[] = [];
let servers: readonly [TestApp, TestApp];
let owner: { tenantId: string; token: string };
let accountId: string;
let webhookUrl: string;
let conversationId: string;
const logged: string[] = [];
const answers: string[] = [];

/** Green API, as far as it is called: checks the token at the end of the path. */
function startVendor(): Server {
  let sent = 0;
  return createServer((request, response) => {
    const [, method, token = ''] =
      /^\/waInstance7107000555\/(sendMessage|getStateInstance)\/([^/]+)$/.exec(request.url ?? '') ?? [];
    const isSend = method === 'sendMessage';
    if (isSend) used.push(token);
    sent += 1;
    const isRight = token === accepted;
    const answer = isSend ? { idMessage: `SENT${sent}` } : { stateInstance: 'authorized' };
    response
      .writeHead(isRight ? 200 : 401, { 'content-type': 'application/json' })
      .end(JSON.stringify(isRight ? answer : { message: 'Unauthorized' }));
  });
}

const update = async (input: object, token = owner.token, server = servers[0]) => {
  const answer = await server.ask(
    UpdateProviderAccountDocument,
    { input: { id: accountId, ...input } },
    token,
  );
  answers.push(JSON.stringify(answer));
  return answer;
};

let written = 0;
/** Posts a message of a customer. @returns the HTTP status */
const write = async (url: string, headers: Record<string, string> = {}, server = servers[0]) => {
  written += 1;
  const chat = { chatId: '77010000021@c.us', sender: '77010000021@c.us', senderName: 'Асель' };
  const { pathname, search } = new URL(url);
  const response = await server.post(
    pathname + search,
    {
      ...{ typeWebhook: 'incomingMessageReceived', timestamp: Math.floor(Date.now() / 1_000) },
      ...{ idMessage: `IN${written}`, senderData: chat },
      instanceData: { idInstance: Number(idInstance), wid: '77010000555@c.us', typeInstance: 'whatsapp' },
      messageData: { typeMessage: 'textMessage', textMessageData: { textMessage: `Вопрос ${written}` } },
    },
    headers,
  );
  return response.status;
};

/** Replies through a server. @returns the status that the message ends in */
const reply = async (text: string, server = servers[0]) => {
  const { sendReply } = await server.run(SendReplyDocument, { input: { conversationId, text } }, owner.token);
  return waitFor(async () => {
    const { message } = await server.run(
      MessageByIdDocument,
      { id: sendReply.message?.id ?? '' },
      owner.token,
    );
    answers.push(JSON.stringify(message));
    return message && !['QUEUED', 'SENDING'].includes(message.status) ? message.status : null;
  });
};

beforeAll(async () => {
  vendor = startVendor();
  await once(vendor.listen(0, '127.0.0.1'), 'listening');
  const log = { onLog: (line: string) => logged.push(line), logLevel: 'trace' };
  const first = await startTestApp(log);
  servers = [first, await startTestApp({ ...log, databaseUrl: first.databaseUrl })];
  owner = await first.addTenant('acme', Role.OWNER);
  const apiUrl = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  const { connectProvider } = await first.run(
    ConnectProviderDocument,
    {
      input: {
        kind: ProviderKind.GREEN_API,
        name: 'Reception',
        credentials: {
          idInstance,
          apiTokenInstance: secrets.first,
          webhookUrlToken: secrets.firstHook,
          apiUrl,
        },
      },
    },
    owner.token,
  );
  accountId = connectProvider.account?.id ?? '';
  webhookUrl = String(connectProvider.webhookUrl);
  expect(await write(webhookUrl)).toBe(200);
  const inbox = await waitFor(async () => {
    const { conversations } = await first.run(InboxDocument, { first: 1 }, owner.token);
    return conversations.nodes[0];
  });
  conversationId = inbox.id;
});
afterAll(async () => {
  await servers[1].stop();
  await servers[0].stop();
  vendor.closeAllConnections();
  vendor.close();
});

describe('a replaced token', () => {
  it('is used by the next reply, whichever process sends it', async () => {
    for (const server of servers) expect(await reply('Со старым', server)).toBe('SENT');
    accepted = secrets.second;
    expect(await reply('Со старым, который отозван')).toBe('FAILED');
    expect(new Set(used)).toEqual(new Set([secrets.first]));
    used.length = 0;
    const { data, errors } = await update({ credentials: { apiTokenInstance: secrets.second } });
    expect(errors).toBeUndefined();
    expect(data.updateProviderAccount).toMatchObject({
      webhookUrl: null,
      account: { id: accountId, name: 'Reception', credentialsSet: true },
    });
    for (const server of [...servers, ...servers]) expect(await reply('С новым', server)).toBe('SENT');
    expect(new Set(used)).toEqual(new Set([secrets.second]));
  });

  it('for webhooks is accepted at once, and the former one is refused, in every process', async () => {
    const bare = `${servers[0].url}/whatsapp/webhook`;
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    for (const server of servers) expect(await write(bare, bearer(secrets.firstHook), server)).toBe(200);
    expect((await update({ credentials: { webhookUrlToken: secrets.secondHook } })).errors).toBeUndefined();
    for (const server of servers) {
      await waitFor(async () => (await write(bare, bearer(secrets.secondHook), server)) === 200);
      await waitFor(async () => (await write(bare, bearer(secrets.firstHook), server)) === 401);
    }
  });
});

describe('a replaced webhook key', () => {
  it('is shown once, works at once in every process, and the former one stops working', async () => {
    for (const server of servers) expect(await write(webhookUrl, {}, server)).toBe(200);
    const { data } = await update({ rotateWebhookKey: true, name: 'Reception desk' });
    const fresh = String(data.updateProviderAccount.webhookUrl);
    const key = new URL(fresh).searchParams.get('key') ?? '';
    expect(data.updateProviderAccount.account).toMatchObject({
      ...{ name: 'Reception desk', webhookKeyPrefix: key.slice(0, 6) },
      webhookUrl: fresh.replace(key, `${key.slice(0, 6)}***`),
    });
    for (const server of servers) {
      expect(await write(fresh, {}, server)).toBe(200);
      await waitFor(async () => (await write(webhookUrl, {}, server)) === 401);
    }
    const shown = JSON.stringify(await servers[0].run(ProviderAccountsDocument, {}, owner.token));
    expect(shown).not.toContain(key);
    expect(shown).not.toContain('SECRET');
    expect(logged.join('\n')).not.toContain(key);
    webhookUrl = fresh;
  });
});

describe('a change', () => {
  const change = {
    name: 'Taken',
    credentials: { apiTokenInstance: 'SECRET-of-an-intruder' },
    rotateWebhookKey: true,
  };

  it.each([Role.MANAGER, Role.INTEGRATION, Role.READ_ONLY])('is refused for %s', async role => {
    const token = await servers[0].addUser(owner.tenantId, `${role.toLowerCase()}@acme.test`, role);
    expect((await update(change, token)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('is refused without a sign-in', async () => {
    expect((await update(change, '')).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('of another company’s account is NOT_FOUND', async () => {
    const rival = await servers[0].addTenant('rival', Role.OWNER);
    expect((await update(change, rival.token)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('to another instance is refused with what to do', async () => {
    const { errors } = await update({ credentials: { idInstance: '7107000556' } });
    expect(errors).toMatchObject([
      {
        message:
          '"credentials" cannot be used: "idInstance" names another account at Green API; connect it as a new account.',
        extensions: { code: 'BAD_USER_INPUT', field: 'credentials' },
      },
    ]);
  });

  it('that was refused changed nothing', async () => {
    expect(await write(webhookUrl)).toBe(200);
    used.length = 0;
    expect(await reply('Всё ещё с новым')).toBe('SENT');
    expect(used).toEqual([secrets.second]);
  });

  it('is in the log with who made it, and no secret is in any answer or log line', async () => {
    const lines = logged
      .map(line => JSON.parse(line))
      .filter(({ msg }) => msg === 'provider account changed');
    expect(lines).toMatchObject([
      { accountId, kind: 'GREEN_API', changed: ['credentials.apiTokenInstance'] },
      { changed: ['credentials.webhookUrlToken'] },
      { changed: ['name', 'webhookKey'] },
    ]);
    for (const { userId } of lines) expect(userId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answers.length).toBeGreaterThan(10);
    expect(answers.join('\n')).not.toContain('SECRET');
    expect(logged.join('\n')).not.toContain('SECRET');
  });
});
