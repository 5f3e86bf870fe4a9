/** Accounts, numbers and settings of a company, changed over GraphQL while webhooks and messages go on. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { findDemoCredentials } from '../../src/accounts/demo-data.js';
import { connectProvider } from '../../src/accounts/provider-accounts.js';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { toSimulatedBaseUrl } from '../../src/accounts/simulated-provider.js';
import { readEventsAfter } from '../../src/delivery/event-log.js';
import { EventType, ProviderKind, Role } from '../../src/domain/vocabulary.js';
import { enqueueAwayReply } from '../../src/messages/away-job.js';
import {
  enqueueMissedAwayReplies,
  findOutdatedAwayReason,
  sendAwayReply,
} from '../../src/outbox/away-reply.js';
import { toFormerCredentials, withFormer } from '../../src/providers/contract/former-credentials.js';
import { getProvider } from '../../src/providers/registry.js';
import { toSimulatedToken } from '../../src/providers/tata/simulator.js';
import { signTwilioRequest } from '../../src/providers/twilio/signature.js';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  AccountStatesDocument,
  BookingAccountsDocument,
  ChangeChannelDocument,
  ChangeSettingsDocument,
  ConnectBookingsDocument,
  ConnectProviderDocument,
  CreateChannelDocument,
  CredentialFieldsDocument,
  DeleteChannelDocument,
  DisconnectBookingsDocument,
  DisconnectProviderDocument,
  OutboxDocument,
  RefusedWebhooksDocument,
  ReplayWebhookEventsDocument,
  SendReplyDocument,
  SimulateBookingDocument,
  UpdateBookingAccountDocument,
  UpdateProviderAccountDocument,
  UpsertSalonDocument,
  WrittenThreadsDocument,
} from '../support/gql/operations.js';
import { waitFor } from '../support/wait-for.js';

type Company = { readonly token: string; readonly tenantId: string };

let server: TestApp;
let companies = 0;
let messages = 0;

beforeAll(async () => {
  server = await startTestApp();
});
afterAll(() => server.stop());

const credentials = () => ({ ...findDemoCredentials(ProviderKind.CHATFLOW), apiToken: 'token-of-a-company' });
const newCompany = async (role = Role.OWNER): Promise<Company> => {
  companies += 1;
  return server.addTenant(`settings-${companies}`, role);
};
async function connect({ token }: Company, name = 'ChatFlow') {
  const { connectProvider: connected } = await server.run(
    ConnectProviderDocument,
    { input: { kind: 'CHATFLOW' as never, name, credentials: credentials() } },
    token,
  );
  const { account, webhookUrl } = connected;
  const url = new URL(String(webhookUrl));
  return {
    accountId: account.id,
    path: `${url.pathname}${url.search}`,
    channelId: account.channels[0]?.id ?? '',
  };
}
async function write(path: string, text: string, from = '77010000001', instance?: string) {
  messages += 1;
  const metadata = { remoteJid: `${from}@s.whatsapp.net`, messageId: `M${messages}`, sender: 'Aida' };
  const response = await server.post(path, {
    message: text,
    metadata: { ...metadata, ...(instance && { instance_id: instance }) },
  });
  const body = (await response.json()) as { events?: { id: string; status: string; reason?: string }[] };
  return { status: response.status, event: body.events?.[0] };
}
const threads = async ({ token }: Company) =>
  (await server.run(WrittenThreadsDocument, {}, token)).conversations.nodes;
const statesOf = async ({ token }: Company) =>
  (await server.run(AccountStatesDocument, {}, token)).providerAccounts;
const changesOf = async ({ tenantId }: Company) =>
  (await readEventsAfter(server.app.database, tenantId, 0, 1_000))
    .filter(({ kind }) => kind === EventType.TENANT_UPDATED || kind === EventType.CHANNEL_UPDATED)
    .map(({ kind, changed }) => `${kind} ${changed.join()}`);
const codeOf = ({ errors }: { errors?: readonly { extensions: { code: string } & object }[] }) => {
  const { code, reason } = (errors?.[0]?.extensions ?? {}) as { code?: string; reason?: string };
  return reason === undefined ? code : `${code} ${reason}`;
};
const jobsOf = async (task: string): Promise<number> => {
  const { rows } = await server.app.database.pool.query(
    'select count(*)::int as n from graphile_worker.jobs where task_identifier = $1',
    [task],
  );
  return rows[0].n;
};

describe('disconnectProvider', () => {
  it('forgets the credentials and holds what is queued; the same account is taken up again', async () => {
    const company = await newCompany();
    const { token } = company;
    const { accountId, path, channelId } = await connect(company);
    expect((await write(path, 'Здравствуйте')).event?.status).toBe('PROCESSED');
    const [conversation] = await threads(company);
    await waitFor(async () => (await statesOf(company))[0]?.lastWebhookAt);
    // A message that waits for its next attempt.
    const { pool } = server.app.database;
    const { sendReply } = await server.run(
      SendReplyDocument,
      { input: { conversationId: conversation?.id ?? '', text: 'Добрый день' } },
      token,
    );
    await waitFor(async () => (await threads(company))[0]?.messages.nodes[1]?.status === 'SENT');
    await pool.query(`update messages set status = 'QUEUED', external_id = null where id = $1`, [
      sendReply.message.id,
    ]);

    const { disconnectProvider } = await server.run(DisconnectProviderDocument, { accountId }, token);
    expect(disconnectProvider.account).toEqual({
      ...{ id: accountId, credentialsSet: false, credentialsWork: null },
      ...{ disconnectedAt: expect.any(String), channels: [{ id: channelId, status: 'ARCHIVED' }] },
    });
    const { rows } = await pool.query('select * from provider_accounts where id = $1', [accountId]);
    expect(rows[0].credentials_cipher).toBeNull();
    expect(JSON.stringify(rows[0])).not.toContain('token-of-a-company');
    expect(await changesOf(company)).toEqual(
      expect.arrayContaining(['TENANT_UPDATED providerAccounts', 'CHANNEL_UPDATED status,health']),
    );
    expect((await server.run(OutboxDocument, {}, token)).outbox.nodes).toMatchObject([
      { message: { id: sendReply.message.id }, status: 'QUEUED', heldReason: 'ARCHIVED' },
    ]);

    await waitFor(async () => (await write(path, 'Вы здесь?')).status === 401);
    await waitFor(async () => {
      const { refusedWebhooks } = await server.run(RefusedWebhooksDocument, { filter: { accountId } }, token);
      return refusedWebhooks.nodes[0]?.reason === 'ACCOUNT_DISCONNECTED';
    });
    const refused = [
      await server.ask(
        SendReplyDocument,
        { input: { conversationId: conversation?.id ?? '', text: 'x' } },
        token,
      ),
      await server.ask(DisconnectProviderDocument, { accountId }, token),
      await server.ask(UpdateProviderAccountDocument, { input: { id: accountId, name: 'New' } }, token),
      await server.ask(ChangeChannelDocument, { input: { id: channelId, status: 'ACTIVE' as never } }, token),
      await server.ask(
        CreateChannelDocument,
        { input: { accountId, externalId: 'instance_new', displayName: 'New' } },
        token,
      ),
    ];
    expect(refused.map(codeOf)).toEqual([
      'CHANNEL_NOT_ACTIVE',
      ...Array.from({ length: 4 }, () => 'CONFLICT WRONG_STATE'),
    ]);

    const again = await connect(company, 'Back again');
    expect(again).toMatchObject({ accountId, channelId });
    expect(again.path).not.toBe(path);
    await waitFor(async () => (await threads(company))[0]?.messages.nodes[1]?.status === 'SENT');
    expect(await statesOf(company)).toMatchObject([
      { name: 'Back again', credentialsSet: true, disconnectedAt: null, channels: [{ status: 'ACTIVE' }] },
    ]);
    expect((await write(path, 'Старый адрес')).status).toBe(401);
    expect((await write(again.path, 'Новый адрес')).event?.status).toBe('PROCESSED');
    expect(
      (
        await server.ask(
          ConnectProviderDocument,
          {
            input: { kind: 'CHATFLOW' as never, name: 'Twice', credentials: credentials() },
          },
          token,
        )
      ).errors?.[0]?.extensions,
    ).toMatchObject({ code: 'CONFLICT', reason: 'EXISTS', accountId });
  });

  it('is not for managers, nor for another company', async () => {
    const company = await newCompany();
    const { accountId, channelId } = await connect(company);
    const manager = await server.addUser(company.tenantId, `manager@${companies}.test`, Role.MANAGER);
    const stranger = await newCompany();
    expect(codeOf(await server.ask(DisconnectProviderDocument, { accountId }, manager))).toBe('FORBIDDEN');
    expect(codeOf(await server.ask(DisconnectProviderDocument, { accountId }, stranger.token))).toBe(
      'NOT_FOUND',
    );
    expect(codeOf(await server.ask(DeleteChannelDocument, { id: channelId }, stranger.token))).toBe(
      'NOT_FOUND',
    );
  });

  it('shows which fields an account needs', async () => {
    const { token } = await newCompany();
    const { credentialFields } = await server.run(
      CredentialFieldsDocument,
      { kind: 'TWILIO_MESSAGING' as never },
      token,
    );
    expect(credentialFields).toContainEqual({
      ...{ name: 'authToken', label: 'Auth token', isSecret: true, isRequired: true },
      description: 'The primary auth token, which signs webhooks.',
    });
  });
});

describe('the credentials of an account', () => {
  const green = (apiTokenInstance: string, apiUrl = toSimulatedBaseUrl(ProviderKind.GREEN_API)) => ({
    ...{ idInstance: '7107000555', apiTokenInstance, apiUrl },
  });
  const connectGreen = ({ token }: Company, given: object, more: object = {}) =>
    server.ask(
      ConnectProviderDocument,
      { input: { kind: 'GREEN_API' as never, name: 'Green', credentials: given, ...more } },
      token,
    );
  const faultOf = ({ errors }: { errors?: readonly { message: string }[] }) => errors?.[0]?.message;

  it('are checked at the provider before they are stored, and refused with what it says', async () => {
    const company = await newCompany();
    const { token } = company;
    const refused = await connectGreen(company, green('revoked-token'));
    expect([codeOf(refused), faultOf(refused)]).toEqual([
      'BAD_USER_INPUT',
      expect.stringMatching(/refused by Green API.*"apiTokenInstance".*HTTP 401: Unauthorized/),
    ]);
    const unreached = await connectGreen(company, green('a-good-token', 'https://nowhere.invalid'));
    expect([codeOf(unreached), faultOf(unreached)]).toEqual([
      'PROVIDER_FAILED',
      expect.stringContaining('acceptUnchecked'),
    ]);
    expect(faultOf(unreached)).not.toContain('a-good-token');
    expect(await statesOf(company)).toEqual([]);

    const stored = await connectGreen(company, green('a-good-token', 'https://nowhere.invalid'), {
      acceptUnchecked: true,
    });
    const { id } = stored.data.connectProvider.account;
    expect(await statesOf(company)).toMatchObject([{ credentialsSet: true, credentialsWork: null }]);
    const update = (credentials: object, more: object = {}) =>
      server.ask(UpdateProviderAccountDocument, { input: { id, credentials, ...more } }, token);
    const { apiUrl } = green('');
    expect(codeOf(await update({ apiTokenInstance: 'revoked-too', apiUrl }))).toBe('BAD_USER_INPUT');
    expect(codeOf(await update({ apiUrl }))).toBeUndefined();
    expect(await statesOf(company)).toMatchObject([{ credentialsWork: true }]);
    expect(codeOf(await update({ apiTokenInstance: 'revoked-too' }, { acceptUnchecked: true }))).toBe(
      'BAD_USER_INPUT',
    );
    expect(codeOf(await update({ apiTokenInstance: 'next-token' }, { overlapHours: 5 }))).toBe(
      'BAD_USER_INPUT',
    );
    // Changes of different fields at the same time are checked together.
    const changes = [{ apiTokenInstance: 'next-token' }, { webhookUrlToken: 'next-hook' }];
    const answers = await Promise.all(changes.map(change => update(change)));
    expect(answers.map(codeOf)).toEqual([undefined, undefined]);
    const { rows } = await server.app.database.pool.query(
      'select credentials_cipher from provider_accounts where id = $1',
      [id],
    );
    const kept = createSecretCipher(Buffer.alloc(32, 7)).open(rows[0].credentials_cipher, id);
    expect(kept).toMatchObject({ apiTokenInstance: 'next-token', webhookUrlToken: 'next-hook' });
  });

  it('of TATA are contradicted by 401, which the user may pass over, and proven by nothing', async () => {
    const company = await newCompany();
    const [first, second] = ['+918800000511', '+918800000522'];
    const connectTata = (tokens: object, more: object = {}) =>
      server.ask(
        ConnectProviderDocument,
        {
          input: {
            ...{ kind: 'TATA' as never, name: 'TATA', ...more },
            credentials: { tokens, baseUrl: toSimulatedBaseUrl(ProviderKind.TATA) },
          },
        },
        company.token,
      );
    const wrong = { [first]: toSimulatedToken(first), [second]: 'mistyped-token' };
    const refused = await connectTata(wrong);
    expect([codeOf(refused), faultOf(refused)]).toEqual([
      'PROVIDER_FAILED',
      'TATA Omni answered HTTP 401 to the token of +918800000522: Unauthorized. The credentials were not stored; try again, or set acceptUnchecked.',
    ]);
    expect(await statesOf(company)).toEqual([]);
    const stored = await connectTata(wrong, { acceptUnchecked: true });
    expect(codeOf(stored)).toBeUndefined();
    const { id } = stored.data.connectProvider.account;
    const update = (token: string) =>
      server.ask(
        UpdateProviderAccountDocument,
        { input: { id, credentials: { tokens: { ...wrong, [second]: token } } } },
        company.token,
      );
    expect(codeOf(await update('still-mistyped'))).toBe('PROVIDER_FAILED');
    // The simulated TATA answers 404 to a right token, as there is no such file.
    expect(codeOf(await update(toSimulatedToken(second)))).toBeUndefined();
    expect(await statesOf(company)).toMatchObject([{ credentialsSet: true, credentialsWork: null }]);
  });

  it('of ChatFlow are not checked, and the first send shows at account and number whether they work', async () => {
    const company = await newCompany();
    const { token } = company;
    const { accountId, path, channelId } = await connect(company);
    expect(await statesOf(company)).toMatchObject([{ credentialsSet: true, credentialsWork: null }]);
    await write(path, 'Здравствуйте');
    const [conversation] = await threads(company);
    const reply = () =>
      server.run(
        SendReplyDocument,
        { input: { conversationId: conversation?.id ?? '', text: 'Добрый день' } },
        token,
      );
    const change = async (given: object) => {
      const input = { id: accountId, credentials: given };
      const { updateProviderAccount } = await server.run(UpdateProviderAccountDocument, { input }, token);
      expect(updateProviderAccount.account.id).toBe(accountId);
      expect((await statesOf(company))[0]?.credentialsWork).toBeNull();
      await reply();
    };
    const stateOf = async () => {
      const [account] = await statesOf(company);
      const document = parse('query ($id: ID!) { channel(id: $id) { health { error } } }');
      const { channel } = (await server.run(document as never, { id: channelId } as never, token)) as {
        channel: { health: { error: string | null } };
      };
      return [account?.credentialsWork, channel.health.error];
    };
    const becomes = (works: boolean | null, error: RegExp | null) =>
      waitFor(async () => {
        const [found, said] = await stateOf();
        return found === works && (error === null ? said === null : error.test(String(said)));
      });
    await reply();
    await becomes(true, null);
    // A page instead of JSON: the token or the base URL, so the number shows it.
    await change({ apiToken: 'ab' });
    await becomes(null, /web page.*the API token or the address/);
    await change({ apiToken: 'cd', api: 'flow' });
    await becomes(false, /does not accept the API token.*HTTP 401/);
    await change({ apiToken: 'token-of-a-company', api: 'flow' });
    await becomes(true, null);
  });

  it('that a provider refuses at a send show it until a send succeeds', async () => {
    const company = await newCompany();
    const { token, tenantId } = company;
    const { account, webhookKey } = await connectProvider(
      server.app.database,
      createSecretCipher(Buffer.alloc(32, 7)),
      tenantId,
      { kind: ProviderKind.GREEN_API, name: 'Green', credentials: green('revoked-later') },
    );
    const post = await server.post(`/whatsapp/webhook?key=${webhookKey}`, {
      typeWebhook: 'incomingMessageReceived',
      instanceData: { idInstance: 7107000555, wid: '77010000555@c.us', typeInstance: 'whatsapp' },
      timestamp: Math.floor(Date.now() / 1_000),
      idMessage: 'F1',
      senderData: { chatId: '77010000777@c.us', sender: '77010000777@c.us', senderName: 'Aida' },
      messageData: { typeMessage: 'textMessage', textMessageData: { textMessage: 'Здравствуйте' } },
    });
    expect(post.status).toBe(200);
    const [conversation] = await threads(company);
    const reply = () =>
      server.run(
        SendReplyDocument,
        { input: { conversationId: conversation?.id ?? '', text: 'Добрый день' } },
        token,
      );
    await reply();
    await waitFor(async () => (await statesOf(company))[0]?.credentialsWork === false);
    await server.run(
      UpdateProviderAccountDocument,
      { input: { id: account.id, credentials: { apiTokenInstance: 'a-good-token' } } },
      token,
    );
    expect((await statesOf(company))[0]?.credentialsWork).toBe(true);
  });

  it('of Twilio overlap: webhooks signed with the replaced auth token are accepted for a while', async () => {
    const company = await newCompany();
    const { token } = company;
    const accountSid = 'AC00000000000000000000000000000555';
    const base = toSimulatedBaseUrl(ProviderKind.TWILIO_MESSAGING);
    const { connectProvider: connected } = await server.run(
      ConnectProviderDocument,
      {
        input: {
          ...{ kind: 'TWILIO_MESSAGING' as never, name: 'Twilio' },
          credentials: { accountSid, authToken: 'first-auth-token', baseUrl: base, requireSignature: true },
        },
      },
      token,
    );
    const { id } = connected.account;
    await server.run(
      CreateChannelDocument,
      { input: { accountId: id, externalId: '+14155550555', displayName: 'SMS' } },
      token,
    );
    const send = async (authToken: string) => {
      messages += 1;
      const path = '/api/twilio/messaging/webhook';
      const fields = {
        ...{ AccountSid: accountSid, MessageSid: `SM${String(messages).padStart(32, '0')}`, NumMedia: '0' },
        ...{ From: '+77010000001', To: '+14155550555', Body: 'Hello' },
      };
      const signature = signTwilioRequest(`${server.url}${path}`, Object.entries(fields), authToken);
      const response = await fetch(`${server.url}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-twilio-signature': signature,
        },
        body: new URLSearchParams(fields),
      });
      return response.status;
    };
    const change = (authToken: string, more: object = {}) =>
      server.ask(
        UpdateProviderAccountDocument,
        { input: { id, credentials: { authToken }, ...more } },
        token,
      );
    expect(await send('first-auth-token')).toBe(200);
    expect(codeOf(await change('revoked-auth-token'))).toBe('BAD_USER_INPUT');
    expect(codeOf(await change('second-auth-token'))).toBeUndefined();
    await waitFor(async () => (await send('second-auth-token')) === 200);
    expect(await send('first-auth-token')).toBe(200);
    // Another change of the account keeps the overlap; a change without one ends it.
    await server.run(
      UpdateProviderAccountDocument,
      { input: { id, credentials: { secondaryAuthToken: 'spare-auth-token' } } },
      token,
    );
    expect(await send('first-auth-token')).toBe(200);
    expect(await send('spare-auth-token')).toBe(200);
    expect(codeOf(await change('third-auth-token', { overlapHours: 0 }))).toBeUndefined();
    await waitFor(async () => (await send('first-auth-token')) === 401);
    expect([await send('second-auth-token'), await send('third-auth-token')]).toEqual([401, 200]);
    expect(codeOf(await change('fourth-auth-token', { overlapHours: 73 }))).toBe('BAD_USER_INPUT');
  });

  it('are accepted in their former form until the overlap ends', () => {
    const until = '2026-06-01T12:00:00.000Z';
    const credentials = withFormer(
      { authToken: 'new', baseUrl: 'x' },
      { values: { authToken: 'old' }, until },
    );
    expect(toFormerCredentials(credentials, new Date('2026-06-01T11:59:59Z'))).toMatchObject({
      ...{ authToken: 'old', baseUrl: 'x' },
    });
    expect(toFormerCredentials(credentials, new Date(until))).toBeNull();
    expect(withFormer(credentials, null)).toEqual({ authToken: 'new', baseUrl: 'x' });
  });
});

describe('a number', () => {
  it('that is archived ignores its webhooks, which can be reprocessed once it is ACTIVE', async () => {
    const company = await newCompany();
    const { token } = company;
    const { path, channelId } = await connect(company);
    expect((await write(path, 'Первое')).event?.status).toBe('PROCESSED');
    await server.run(ChangeChannelDocument, { input: { id: channelId, status: 'ARCHIVED' as never } }, token);
    const ignored = await waitFor(async () => {
      const { event } = await write(path, 'Пока вас нет');
      return event?.status === 'IGNORED' ? event : null;
    });
    expect(ignored.reason).toContain('archived');
    const [conversation] = await threads(company);
    expect(
      codeOf(
        await server.ask(
          SendReplyDocument,
          { input: { conversationId: conversation?.id ?? '', text: 'x' } },
          token,
        ),
      ),
    ).toBe('CHANNEL_NOT_ACTIVE');
    await server.run(ChangeChannelDocument, { input: { id: channelId, status: 'ACTIVE' as never } }, token);
    const { replayWebhookEvents } = await server.run(
      ReplayWebhookEventsDocument,
      { input: { ids: [ignored.id], dryRun: false } },
      token,
    );
    expect(replayWebhookEvents.report).toMatchObject({ matched: 1, replayed: 1 });
    expect((await threads(company))[0]?.messages.nodes.map(({ text }) => text)).toContain('Пока вас нет');
  });

  it('takes the default of its account, and only unused ones are deleted', async () => {
    const company = await newCompany();
    const { token } = company;
    const { accountId, path, channelId } = await connect(company);
    const create = async (externalId: string) =>
      (
        await server.run(
          CreateChannelDocument,
          { input: { accountId, externalId, displayName: externalId } },
          token,
        )
      ).createChannel.channel.id;
    const [second, third] = [await create('instance_two'), await create('instance_three')];
    await Promise.all(
      [second, third, second].map(id =>
        server.run(ChangeChannelDocument, { input: { id, isDefault: true } }, token),
      ),
    );
    await server.run(ChangeChannelDocument, { input: { id: second, isDefault: true } }, token);
    const numbers = (await statesOf(company))[0]?.channels ?? [];
    expect(numbers.filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([second]);
    expect(
      codeOf(await server.ask(ChangeChannelDocument, { input: { id: second, isDefault: false } }, token)),
    ).toBe('BAD_USER_INPUT');
    await waitFor(async () => {
      await write(path, 'Кому это?', '77010000009');
      return (await threads(company)).some(({ messages: page }) => page.nodes[0]?.channel.id === second);
    });
    expect(codeOf(await server.ask(DeleteChannelDocument, { id: second }, token))).toBe('CONFLICT IN_USE');
    expect((await server.run(DeleteChannelDocument, { id: third }, token)).deleteChannel).toEqual({
      deletedId: third,
    });
    expect(codeOf(await server.ask(DeleteChannelDocument, { id: third }, token))).toBe('NOT_FOUND');
    await server.run(ChangeChannelDocument, { input: { id: channelId, isDefault: true } }, token);
    expect(codeOf(await server.ask(DeleteChannelDocument, { id: second }, token))).toBe('CONFLICT IN_USE');
  });
});

describe('a connection to the booking system', () => {
  it('is changed, disconnected with its notices, and connected again with its branches', async () => {
    const company = await newCompany();
    const { token } = company;
    const { connectBookings } = await server.run(
      ConnectBookingsDocument,
      { input: { name: 'Salons', webhookSecret: 'secret-of-webhooks' } },
      token,
    );
    const { id } = connectBookings.account;
    const path = new URL(String(connectBookings.webhookUrl));
    const post = (key: URL) =>
      server.post(`${key.pathname}${key.search}`, {
        company_id: 501,
        resource: 'record',
        status: 'create',
        data: { id: 1 },
      });
    await server.run(UpsertSalonDocument, { input: { companyId: '501', name: 'Centre' } }, token);
    const changed = await server.run(
      UpdateBookingAccountDocument,
      { input: { id, name: 'Our salons', webhookSecret: null } },
      token,
    );
    expect(changed.updateBookingAccount).toEqual({
      webhookUrl: null,
      account: { id, name: 'Our salons', credentialsSet: false },
    });
    await server.run(
      UpdateBookingAccountDocument,
      { input: { id, partnerToken: 'partner-token', userToken: 'user-token-1' } },
      token,
    );
    expect(
      codeOf(await server.ask(UpdateBookingAccountDocument, { input: { id, userToken: 'short' } }, token)),
    ).toBe('BAD_USER_INPUT');
    const before = await changesOf(company);
    await server.run(UpdateBookingAccountDocument, { input: { id, name: 'Our salons' } }, token);
    expect(await changesOf(company)).toEqual(before);
    expect((await server.run(BookingAccountsDocument, {}, token)).bookingAccounts).toMatchObject([
      {
        id,
        credentialsSet: true,
        disconnectedAt: null,
        salons: [{ companyId: '501' }],
        webhookUrl: expect.stringMatching(/\*{3}$/),
      },
    ]);
    expect((await post(path)).status).toBe(200);

    await server.run(DisconnectBookingsDocument, { accountId: id }, token);
    expect((await post(path)).status).toBe(401);
    await waitFor(async () => {
      const { refusedWebhooks } = await server.run(RefusedWebhooksDocument, {}, token);
      return refusedWebhooks.nodes[0]?.reason === 'ACCOUNT_DISCONNECTED';
    });
    const refused = [
      await server.ask(DisconnectBookingsDocument, { accountId: id }, token),
      await server.ask(UpdateBookingAccountDocument, { input: { id, name: 'x' } }, token),
      await server.ask(UpsertSalonDocument, { input: { companyId: '502', accountId: id } }, token),
      await server.ask(
        SimulateBookingDocument,
        { input: { phone: '+77010000021', eventType: 'CREATED' as never } },
        token,
      ),
    ];
    expect(refused.map(codeOf)).toEqual(refused.map(() => 'CONFLICT WRONG_STATE'));

    const again = await server.run(ConnectBookingsDocument, { input: { accountId: id } }, token);
    expect(again.connectBookings.account.id).toBe(id);
    expect((await post(path)).status).toBe(401);
    expect((await post(new URL(String(again.connectBookings.webhookUrl)))).status).toBe(200);
    const stranger = await newCompany();
    expect(
      codeOf(await server.ask(ConnectBookingsDocument, { input: { accountId: id } }, stranger.token)),
    ).toBe('NOT_FOUND');
    expect(codeOf(await server.ask(UpdateBookingAccountDocument, { input: { id } }, stranger.token))).toBe(
      'NOT_FOUND',
    );
  });
});

const always = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'].map(day => ({
  ...{ day: day as never, opens: '00:00', closes: '24:00' },
}));

describe('the settings of a company', () => {
  it('are changed field by field, and reported once', async () => {
    const company = await newCompany();
    const { token } = company;
    const { updateTenantSettings } = await server.run(
      ChangeSettingsDocument,
      {
        input: {
          ...{
            name: 'Новое имя',
            locale: 'kk',
            currency: 'KZT',
            assignsOnReply: true,
            optOutWords: ['Не писать', 'не писать!'],
          },
          ...{ awayText: ' Мы закрыты ', businessHours: { periods: always, closedOn: ['2026-12-31'] } },
        },
      },
      token,
    );
    expect(updateTenantSettings).toMatchObject({
      tenant: { name: 'Новое имя', locale: 'kk', currency: 'KZT', timezone: 'Asia/Almaty' },
      settings: {
        ...{
          assignsOnReply: true,
          awayText: 'Мы закрыты',
          optOutWords: ['Не писать'],
          recentActivityMinutes: 5,
        },
        businessHours: { timezone: null, periods: always, closedOn: ['2026-12-31'] },
      },
    });
    expect(await changesOf(company)).toEqual(['TENANT_UPDATED name,locale,currency,settings']);
    await server.run(
      ChangeSettingsDocument,
      { input: { locale: 'kk', optOutWords: ['Не писать'], name: null } },
      token,
    );
    expect(await changesOf(company)).toHaveLength(1);
    const cleared = await server.run(
      ChangeSettingsDocument,
      {
        input: { currency: null, awayText: null, businessHours: null, optOutWords: null },
      },
      token,
    );
    expect(cleared.updateTenantSettings).toMatchObject({
      tenant: { currency: null },
      settings: { awayText: null, businessHours: null, optOutWords: [] },
    });
  });

  it.each([
    [{ currency: 'TENGE' }],
    [{ locale: 'not a locale' }],
    [{ awayText: ' ' }],
    [{ optOutWords: ['!!'] }],
    [{ optOutWords: Array.from({ length: 51 }, (_, n) => `word${n}`) }],
    [{ businessHours: { timezone: 'Mars/Olympus', periods: [] } }],
    [{ businessHours: { periods: [{ day: 'MONDAY' as never, opens: '22:00', closes: '02:00' }] } }],
    [{ businessHours: { periods: [{ day: 'MONDAY' as never, opens: '24:00', closes: '24:00' }] } }],
    [{ businessHours: { periods: Array.from({ length: 51 }, () => always[0] as (typeof always)[number]) } }],
  ])('refuse %j', async input => {
    const company = await newCompany();
    expect(codeOf(await server.ask(ChangeSettingsDocument, { input }, company.token))).toBe('BAD_USER_INPUT');
    expect(await changesOf(company)).toEqual([]);
  });

  it('assign a conversation to the colleague who replies first, and to no integration', async () => {
    const company = await newCompany();
    const { token, tenantId } = company;
    const { path } = await connect(company);
    await server.run(ChangeSettingsDocument, { input: { assignsOnReply: true } }, token);
    await write(path, 'Здравствуйте');
    const [conversation] = await threads(company);
    const robot = await server.addUser(tenantId, `robot@${companies}.test`, Role.INTEGRATION);
    const manager = await server.addUser(tenantId, `anna@${companies}.test`, Role.MANAGER);
    const reply = (as: string) =>
      server.run(SendReplyDocument, { input: { conversationId: conversation?.id ?? '', text: 'Да?' } }, as);
    await reply(robot);
    expect((await threads(company))[0]?.assignee).toBeNull();
    await reply(manager);
    await reply(token);
    expect((await threads(company))[0]?.assignee).toEqual({ email: `anna@${companies}.test` });
    const events = await readEventsAfter(server.app.database, tenantId, 0, 1_000);
    expect(events.filter(({ changed }) => changed.includes('assignee'))).toMatchObject([
      { kind: EventType.CONVERSATION_UPDATED, was: { assigneeId: null, topicId: null } },
    ]);
  });

  it('opt a person out by a word of the company, on every number', async () => {
    const company = await newCompany();
    const { path } = await connect(company);
    await server.run(ChangeSettingsDocument, { input: { optOutWords: ['Не писать'] } }, company.token);
    const optedOut = await waitFor(async () => {
      await write(path, 'не писать!');
      return (await threads(company)).find(({ identity }) => identity?.optedOutAt);
    });
    expect(optedOut.identity).toMatchObject({ optedOutReason: 'Не писать' });
  });
});

describe('the away text', () => {
  const closed = { periods: [] };
  const textsOf = async (company: Company, from = '77010000001') =>
    (await threads(company))
      .find(({ contact }) => contact.phone === `+${from}`)
      ?.messages.nodes.map(({ direction, text }) => `${direction} ${text}`);
  const closeDown = async (company: Company, awayText: string | null = 'Мы закрыты') =>
    server.run(
      ChangeSettingsDocument,
      { input: { businessHours: closed, awayText, optOutWords: ['стоп'] } },
      company.token,
    );
  const options = () => ({ database: server.app.database, getProvider, log: () => {} });

  it('answers a person outside business hours once, from the number they wrote to', async () => {
    const company = await newCompany();
    const { path, channelId } = await connect(company);
    await closeDown(company);
    await waitFor(async () => {
      await write(path, 'Вы работаете?');
      return (await textsOf(company))?.includes('OUTBOUND Мы закрыты');
    });
    await Promise.all([write(path, 'Ау'), write(path, 'Ау?')]);
    const messagesNow = (await threads(company))[0]?.messages.nodes ?? [];
    const away = messagesNow.filter(({ direction }) => direction === 'OUTBOUND');
    expect(away).toMatchObject([{ author: { __typename: 'SystemActor' }, channel: { id: channelId } }]);
    await waitFor(
      async () =>
        (await threads(company))[0]?.messages.nodes.find(({ direction }) => direction === 'OUTBOUND')
          ?.status === 'SENT',
    );
    // Another job of the conversation, as after a restart: the text was sent.
    const { rows } = await server.app.database.pool.query(
      `select id, conversation_id from messages where tenant_id = $1 and direction = 'INBOUND' order by id desc limit 1`,
      [company.tenantId],
    );
    const job = { tenantId: company.tenantId, messageId: rows[0].id as string };
    expect(await sendAwayReply(options(), job)).toBe(false);
    await server.app.database.pool.query(
      `update away_replies set sent_at = now() - interval '13 hours', considered_at = now() - interval '13 hours' where conversation_id = $1`,
      [rows[0].conversation_id],
    );
    // Two processes run a job each; one sends it.
    const results = await Promise.all(Array.from({ length: 4 }, () => sendAwayReply(options(), job)));
    expect(results.filter(Boolean)).toHaveLength(1);
  });

  it('is found by the sweep where the job was lost, and is not sent when it is open again', async () => {
    const company = await newCompany();
    const { path } = await connect(company);
    await write(path, 'Вы работаете?');
    await closeDown(company);
    const { database } = server.app;
    expect(await waitFor(() => enqueueMissedAwayReplies(database, 0))).toBe(1);
    await waitFor(async () => (await textsOf(company))?.includes('OUTBOUND Мы закрыты'));
    expect(await enqueueMissedAwayReplies(database, 0)).toBe(0);
    const { rows } = await database.pool.query('select message_id from away_replies where tenant_id = $1', [
      company.tenantId,
    ]);
    expect(await findOutdatedAwayReason(database, company.tenantId, rows[0].message_id)).toBeNull();
    await server.run(
      ChangeSettingsDocument,
      { input: { businessHours: { periods: always } } },
      company.token,
    );
    expect(await findOutdatedAwayReason(database, company.tenantId, rows[0].message_id)).toContain(
      'open again',
    );
  });

  it("is the number's own where it has one, by its own hours", async () => {
    const company = await newCompany();
    const { path, channelId } = await connect(company);
    await closeDown(company);
    const { updateChannel } = await server.run(
      ChangeChannelDocument,
      { input: { id: channelId, awayText: 'Этот номер закрыт' } },
      company.token,
    );
    expect(updateChannel.channel).toMatchObject({ awayText: 'Этот номер закрыт', businessHours: null });
    await waitFor(async () => {
      await write(path, 'Вы работаете?');
      return (await textsOf(company))?.includes('OUTBOUND Этот номер закрыт');
    });
    const open = await server.run(
      ChangeChannelDocument,
      { input: { id: channelId, businessHours: { timezone: 'Europe/Berlin', periods: always } } },
      company.token,
    );
    expect(open.updateChannel.channel.businessHours).toMatchObject({
      isOpen: true,
      changesAt: null,
      timezone: 'Europe/Berlin',
    });
  });

  it('is not sent to people who opted out, were answered, wrote long ago, or when the number is not ACTIVE', async () => {
    const company = await newCompany();
    const { token, tenantId } = company;
    const { path, channelId } = await connect(company);
    const { pool } = server.app.database;
    for (const from of ['77010000001', '77010000002', '77010000003', '77010000004'])
      await write(path, 'Вы работаете?', from);
    await closeDown(company);
    await waitFor(async () => {
      await write(path, 'Стоп', '77010000001');
      return (await threads(company)).some(({ identity }) => identity?.optedOutAt);
    });
    const answered = (await threads(company)).find(({ contact }) => contact.phone === '+77010000002');
    await server.run(SendReplyDocument, { input: { conversationId: answered?.id ?? '', text: 'Да' } }, token);
    await pool.query(
      `update messages set created_at = now() - interval '2 hours' where conversation_id in
         (select c.id from conversations c join contacts p on p.id = c.contact_id where c.tenant_id = $1 and p.phone = '+77010000003')`,
      [tenantId],
    );
    const { rows } = await pool.query(
      `select distinct on (m.conversation_id) m.id, m.conversation_id, p.phone from messages m
         join conversations c on c.id = m.conversation_id join contacts p on p.id = c.contact_id
        where m.tenant_id = $1 and m.direction = 'INBOUND' order by m.conversation_id, m.id desc`,
      [tenantId],
    );
    for (const row of rows.filter(({ phone }) => phone !== '+77010000004')) {
      expect([row.phone, await sendAwayReply(options(), { tenantId, messageId: row.id })]).toEqual([
        row.phone,
        false,
      ]);
    }
    await server.run(ChangeChannelDocument, { input: { id: channelId, status: 'PAUSED' as never } }, token);
    const last = rows.find(({ phone }) => phone === '+77010000004');
    expect(await sendAwayReply(options(), { tenantId, messageId: last.id })).toBe(false);
    await server.run(ChangeChannelDocument, { input: { id: channelId, status: 'ACTIVE' as never } }, token);
    await enqueueAwayReply(server.app.database, { tenantId, messageId: last.id }, last.conversation_id);
    await waitFor(async () => (await textsOf(company, '77010000004'))?.includes('OUTBOUND Мы закрыты'));
    await waitFor(async () => (await jobsOf('away-reply')) === 0);
    expect(
      (await threads(company))
        .flatMap(({ messages: page }) => page.nodes)
        .filter(({ text }) => text === 'Мы закрыты'),
    ).toHaveLength(1);
  });
});
