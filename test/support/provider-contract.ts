/** Contract tests for every provider. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseProviderAddress } from '../../src/domain/identity/provider-address.js';
import type { InboundEvent } from '../../src/domain/inbound-event.js';
import { fillVariables } from '../../src/domain/message-template.js';
import { Fault, ProviderKind } from '../../src/domain/vocabulary.js';
import { defaultChannelId, secretFieldsOf, secretsIn } from '../../src/providers/contract/account.js';
import { proofHeadersOf } from '../../src/providers/contract/documentation.js';
import type { Provider } from '../../src/providers/contract/provider.js';
import type { ProviderCredentials } from '../../src/providers/contract/provider-credentials.js';
import { redactText } from '../../src/providers/contract/redact.js';
import type { OutboundMessage } from '../../src/providers/contract/send.js';
import { createProviderHttp } from '../../src/providers/http/http.js';
import { getProvider } from '../../src/providers/registry.js';
import { createSimulatorHost } from '../../src/providers/simulation/simulator-host.js';
import type { SimulatorAddress } from '../../src/providers/simulation/simulator-server.js';
import {
  checkParseOfForms,
  checkParseOfJson,
  checkVerifyOfGuesses,
  checkVerifyOfRandom,
  expectSound,
  toRequest,
  tryParse,
  webhookKey,
} from './provider-fuzz.js';
import { type Fixture, type FixtureRow, readFixtures, type Sample, wordsOf } from './provider-sample.js';

/** The fields of the manifest besides kind, text and channel. */
function expectDetails(event: InboundEvent, expected: FixtureRow['expect']): void {
  const { media } = expected;
  const [file] = 'attachments' in event ? event.attachments : [];
  if (expected.phone !== undefined)
    expect(event).toMatchObject({ from: expect.stringContaining(expected.phone) });
  if (expected.externalId !== undefined) expect(event).toMatchObject({ messageKey: expected.externalId });
  if (expected.correlationId !== undefined)
    expect(event).toMatchObject({ correlationId: expected.correlationId });
  if (expected.status !== undefined) expect(event).toMatchObject({ status: expected.status });
  if (expected.errorText !== undefined)
    expect(event).toMatchObject({ failure: { message: expected.errorText } });
  if (expected.state !== undefined) expect(event).toMatchObject({ state: expected.state });
  if (expected.source !== undefined) expect(event).toMatchObject({ isFromApi: expected.source === 'api' });
  if (expected.replyTo !== undefined) expect(event).toMatchObject({ replyToExternalId: expected.replyTo });
  const { alsoKnownAs, recipients, addresses } = expected;
  // Absent where the manifest names none: no other address may be attributed to the person.
  if (event.type === 'message') expect(event.alsoKnownAs).toEqual(alsoKnownAs);
  if (event.type === 'status') expect(event.recipients).toEqual(recipients);
  if (event.type === 'same-person') expect(event.addresses).toEqual(addresses);
  if (media?.kind !== undefined && media.kind !== 'note')
    expect(event).toMatchObject({ kind: String(media.kind).toUpperCase() });
  if (media?.mime !== undefined) expect(file?.mimeType).toBe(media.mime);
  if (media?.fileName !== undefined) expect(file?.fileName).toBe(media.fileName);
  if (media?.voice !== undefined) expect(file?.isVoice).toBe(media.voice);
  if (media?.id !== undefined) expect(file?.mediaId).toBe(media.id);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The contract, for one vendor. */
export function describeProvider(provider: Provider, sample: Sample): void {
  const { kind } = provider;
  const fixtures = readFixtures(sample);
  const words = wordsOf(fixtures);

  it('is found by its kind, and serves its webhook path', () => {
    expect(getProvider(kind)).toBe(provider);
    expect(provider.routes.map(({ path }) => path)).toContain(provider.webhookPath);
  });

  const toFixtureRequest = (row: Fixture) =>
    toRequest(provider, row.bytes, {
      query: row.query ?? {},
      ...(row.send === 'form' && { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      ...(row.headers && { headers: row.headers }),
    });
  const parseFixture = (row: Fixture) => provider.parse(toFixtureRequest(row)).events;

  it.each(fixtures)('$file comes to what the manifest says', row => {
    const request = toFixtureRequest(row);
    const parsed = provider.parse(request);
    expectSound(provider, request, parsed);
    expect(parsed.events).toHaveLength(1);
    const [event] = parsed.events;
    if (row.expect.kind !== undefined) expect(event?.type).toBe(row.expect.kind);
    if (row.expect.text !== undefined) expect(event).toMatchObject({ text: row.expect.text });
    if (row.expect.channel !== undefined)
      expect(event?.channelExternalId ?? 'default').toBe(row.expect.channel);
    if (event !== undefined) expectDetails(event, row.expect);
    for (const secret of Object.values({ key: row.query?.key ?? webhookKey }))
      expect(parsed.keptBody).not.toContain(secret);
  });

  it('parses whatever JSON comes, soundly', () => checkParseOfJson(provider, words));

  it('parses whatever form comes, soundly', () => checkParseOfForms(provider, words));

  const readCredentials = (baseUrl = 'https://vendor.example') => {
    const parsed = provider.parseCredentials(sample.credentials(baseUrl));
    if (!parsed.ok) throw new Error(parsed.faults.join(' '));
    return parsed;
  };

  it('answers whose a request says it is, and whether it is, whatever comes', () =>
    checkVerifyOfRandom(provider, readCredentials().credentials, words));

  it('declares every field of its credentials, which are secret, and which are needed', () => {
    const { credentialFields } = provider;
    const given = sample.credentials('https://vendor.example');
    expect(Object.keys(credentialFields)).toEqual(expect.arrayContaining(Object.keys(given)));
    const secrets = secretsIn(credentialFields, readCredentials().credentials);
    expect(secrets.length).toBeGreaterThan(0);
    for (const text of textsIn(given)) expect(secrets.includes(text)).toBe(text.startsWith('SECRET'));
    const urls = Object.keys(given).filter(name => given[name] === 'https://vendor.example');
    expect(Object.keys(credentialFields).filter(name => credentialFields[name]?.isBaseUrl)).toEqual(urls);
    for (const [name, { description, isRequired }] of Object.entries(credentialFields)) {
      expect(description).toMatch(/^.{5,}[^.]$/);
      const { [name]: _left, ...rest } = given;
      const parsed = provider.parseCredentials(rest);
      expect({ name, isTaken: parsed.ok }).toEqual({ name, isTaken: isRequired !== true });
      if (!parsed.ok) expect(parsed.faults.join(' ')).toMatch(new RegExp(`"${name}" is missing`));
    }
    expect(provider.parseCredentials({ ...given, nonsense: 1 }).ok).toBe(false);
  });

  it('masks its secrets in logs, wherever they stand', () => {
    const headers = proofHeadersOf(provider.documentation);
    for (const name of headers)
      expect(redactText(`accept: */*\r\n${name}: S3CRET-value\r\nhost: a`)).not.toContain('S3CRET');
    for (const name of [...secretFieldsOf(provider.credentialFields), ...headers]) {
      const shapes = [
        `https://x.example/a?${name}=S3CRET-value&b=1`,
        JSON.stringify({ a: 1, [name]: 'S3CRET-value' }),
        JSON.stringify({ a: 1, [name]: { '+918800000111': 'S3CRET-value' } }),
      ];
      for (const shape of name === 'authorization' ? shapes.slice(0, 2) : shapes)
        expect(redactText(shape)).not.toContain('S3CRET');
    }
    for (const { path } of provider.routes)
      if (path !== '/webhooks/:route') expect(redactText(`POST ${path}/S3CRET`)).not.toContain('S3CRET');
  });

  it('has a guide, and words for the OpenAPI document', () => {
    const { page, proof, security } = provider.documentation;
    expect(
      existsSync(new URL(page, sample.guides ?? new URL('../../docs/providers/', import.meta.url))),
    ).toBe(true);
    expect(proof.length).toBeGreaterThan(5);
    expect(security.length).toBeGreaterThan(0);
    for (const name of provider.keptHeaders ?? [])
      expect(
        [name.toLowerCase(), ...proofHeadersOf(provider.documentation)].filter(kept => kept === name),
      ).toEqual([name]);
  });

  it('writes a phone so that it reads it as the same phone', () => {
    const { addresses, simulator } = provider;
    for (const { externalId } of simulator.account.channels) {
      const address = addresses.toPhoneAddress(externalId, '+77010000021');
      const person = parseProviderAddress(address, { addresses, defaultCountry: 'US' });
      expect(person).toMatchObject({ type: 'person', matchKey: 'tel:+77010000021' });
      expect(addresses.isWhatsApp(address)).toBe(addresses.isWhatsApp(externalId));
    }
  });

  it('has an account at its simulator', () => {
    const { account } = provider.simulator;
    expect(account.name.length).toBeGreaterThan(3);
    expect(provider.parseCredentials(account.toCredentials('https://simulator.invalid/x'))).toMatchObject({
      ok: true,
    });
    const ids = account.channels.map(({ externalId }) => externalId);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('parses damaged fixtures, soundly', () => {
    const bodies = fixtures.map(({ bytes }) => bytes);
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        fc.nat(),
        fc.uint8Array({ maxLength: 6 }),
        fc.nat(20),
        (body, at, bytes, cut) => {
          const position = at % body.length;
          const request = toRequest(
            provider,
            Buffer.concat([body.subarray(0, position), bytes, body.subarray(position + cut)]),
          );
          const parsed = tryParse(provider, request);
          if (parsed !== null) expectSound(provider, request, parsed);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('parses whatever bytes come under whatever content type', () => {
    const types = fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data',
      '',
      ';',
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), types, (bytes, type) => {
        const request = toRequest(provider, Buffer.from(bytes), {
          headers: type === '' ? {} : { 'content-type': type },
        });
        const parsed = tryParse(provider, request);
        if (parsed !== null) expectSound(provider, request, parsed);
      }),
    );
  });

  it('keeps an unknown kind, with a reason', () => {
    const parsed = provider.parse(
      toRequest(provider, JSON.stringify({ event: 'something-new', nested: { value: 42 } })),
    );
    expect(parsed.events).toMatchObject([{ type: 'ignored' }]);
    expect(JSON.parse(parsed.keptBody)).toMatchObject({ nested: { value: 42 } });
  });

  it('names the faults of credentials, never their values', () => {
    const broken = {
      SECRET_x: 'SECRET-value',
      ...Object.fromEntries(Object.keys(sample.credentials('')).map(name => [name, { SECRET: 1 }])),
    };
    const parsed = provider.parseCredentials(broken);
    expect(parsed.ok).toBe(false);
    expect(JSON.stringify(parsed)).not.toContain('SECRET-value');
  });

  describe('with its simulator', () => {
    const host = createSimulatorHost({ log: { info: () => undefined, warn: () => undefined } });
    const http = createProviderHttp({ timeoutMs: 1_000, allowPrivate: true });
    let address: SimulatorAddress;
    let credentials: ProviderCredentials;

    beforeAll(async () => {
      address = await host.start();
      credentials = readCredentials(address.baseUrl(kind, 'account-1')).credentials;
    });
    afterAll(async () => {
      await host.stop();
      await http.close();
    });

    const inbound = (faults: readonly Fault[] = []) => {
      const at = new Date('2026-06-01T08:00:00Z');
      const webhook = provider.simulator.inbound(
        {
          channelExternalId: sample.channel,
          from: sample.person,
          senderName: 'Айгерим',
          text: 'Привет 👋',
          messageId: '3F6E00000000AA0B0C0D',
          at,
          faults,
        },
        credentials,
        webhookKey,
        'https://crm.example',
      );
      const search = new URLSearchParams(webhook.query);
      const request = toRequest(provider, webhook.body, {
        path: webhook.path,
        publicUrl: `https://crm.example${webhook.path}${search.size === 0 ? '' : `?${search}`}`,
        query: webhook.query,
        headers: webhook.headers,
      });
      return { request, parsed: provider.parse(request), at };
    };

    it('posts what is read as the message asked for', () => {
      const { request, parsed, at } = inbound();
      expect(provider.verify(request, credentials, true)).toBe('accepted');
      expect(provider.identify(request).key ?? webhookKey).toBe(webhookKey);
      expectSound(provider, request, parsed);
      expect(parsed.events).toMatchObject([
        {
          type: 'message',
          channelExternalId: sample.channel,
          from: sample.person,
          senderName: 'Айгерим',
          text: 'Привет 👋',
          kind: 'TEXT',
          sentAt: at,
          ...sample.inbound,
        },
      ]);
      expect(parsed.keptBody).not.toContain(webhookKey);
    });

    it('finds the account of a webhook without any number but those that a new account begins with', () => {
      const { request, parsed } = inbound();
      const { key, isSigned, channelExternalIds, accountExternalIds } = provider.identify(request);
      const first = provider.firstChannels(credentials);
      const numbers = first.map(({ externalId }) => externalId);
      const { externalId = '' } = readCredentials();
      expect(
        key !== null ||
          request.path !== provider.webhookPath ||
          isSigned === true ||
          channelExternalIds.some(id => numbers.includes(id)) ||
          accountExternalIds.includes(externalId),
      ).toBe(true);
      // An event that names no number, and needs no lookup, belongs to the default one.
      const unnamed = [...fixtures.flatMap(row => parseFixture(row)), ...parsed.events].filter(
        event => event.type === 'message' && event.channelExternalId === null && !event.channelLookup,
      );
      const isDefault = first.some(each => each.isDefault ?? each.externalId === defaultChannelId);
      if (unnamed.length > 0) expect(isDefault).toBe(true);
    });

    it('proves itself by what the vendor declares, and by nothing that is guessed', () => {
      const { request } = inbound();
      const proven = { ...request, query: {}, pathSecret: null, path: provider.webhookPath };
      checkVerifyOfGuesses(provider, credentials, proven, words);
    });

    it('is refused, beside a right key too, when what it is signed with is wrong', () => {
      const at = new Date('2026-06-01T08:00:00Z');
      const order = {
        channelExternalId: sample.channel,
        from: sample.person,
        senderName: null,
        text: 'x',
        messageId: 'M',
        at,
      };
      const faults = [Fault.BAD_SIGNATURE];
      const { path, query, headers, body } = provider.simulator.inbound(
        { ...order, faults },
        credentials,
        'wrong',
        'https://crm.example',
      );
      const isInUrl = query.key !== undefined || path !== provider.webhookPath;
      const request = toRequest(provider, body, { path, query, headers });
      // A wrong key is rejected before `verify`: no account has it.
      if (!isInUrl)
        for (const isKeyRight of [false, true])
          expect(provider.verify(request, credentials, isKeyRight)).toBe('refused');
      const bare = toRequest(provider, body, { path: provider.webhookPath, query: {}, headers: {} });
      expect(provider.verify(bare, credentials, false)).toBe('bare');
      expect(provider.verify({ ...bare, query: { key: webhookKey } }, credentials, true)).toBe('accepted');
    });

    it('reports on a message that it took: sent, delivered, read, never as something a person wrote', () => {
      const delivery = { from: sample.channel, to: sample.person, text: 'Да', mediaUrl: null };
      const taken = {
        delivery,
        externalId: 'EXT-1',
        correlationId: 'own-id',
        at: new Date('2026-06-01T08:00:00Z'),
        faults: [],
      };
      const webhooks =
        provider.simulator.reports?.(taken, credentials, webhookKey, 'https://crm.example') ?? [];
      const events = webhooks.flatMap(webhook => {
        const search = new URLSearchParams(webhook.query);
        const publicUrl = `https://crm.example${webhook.path}${search.size === 0 ? '' : `?${search}`}`;
        const rawBody = Buffer.from(webhook.body);
        const request = toRequest(provider, webhook.body, { ...webhook, publicUrl, rawBody });
        expect(
          provider.verify(
            request,
            credentials,
            webhook.query.key !== undefined || webhook.path !== provider.webhookPath,
          ),
        ).toBe('accepted');
        const parsed = provider.parse(request);
        expectSound(provider, request, parsed);
        return parsed.events;
      });
      expect(events.filter(event => event.type === 'message')).toEqual([]);
      const told = events.flatMap(event =>
        event.type === 'status' ? [[event.messageKey, event.status]] : [],
      );
      const { deliveryReceipts } = provider.capabilities;
      const expected = ['SENT', 'DELIVERED', 'READ'].map(status => ['EXT-1', status]);
      expect(told).toEqual(deliveryReceipts ? expected : []);
      for (const event of events)
        if (event.type === 'echo')
          expect(event).toMatchObject({ to: sample.echoTo ?? sample.person, text: 'Да' });
    });

    it('posts batches of different messages, and shapes that nobody knows', () => {
      const keys = inbound([Fault.BATCHED]).parsed.events.map(event =>
        event.type === 'message' ? event.messageKey : '',
      );
      expect(new Set(keys).size).toBe(sample.batches === false ? 1 : 2);
      expect(keys).toHaveLength(sample.batches === false ? 1 : 2);
      expect(inbound([Fault.UNKNOWN_SHAPE]).parsed.events).toMatchObject([{ type: 'ignored' }]);
    });

    const message: OutboundMessage = {
      messageId: '01990000-0000-7000-8000-000000000001',
      from: sample.channel,
      isDefaultChannel: false,
      to: sample.person,
      text: 'Добрый день! & + 100% 👍\nвторая строка',
      attachments: [],
      quotedExternalId: null,
      template: null,
      publicUrl: null,
    };
    const sender = { kind: provider.kind, accountId: 'account-1', externalId: sample.channel };
    const send = async (extra: Partial<OutboundMessage> = {}) => {
      const outcome = await provider.send({ ...message, ...extra }, credentials, http);
      expect(JSON.stringify(outcome)).not.toContain('SECRET');
      return outcome;
    };

    it('takes a send with its number, its address and its text', async () => {
      expect(await send()).toMatchObject({ outcome: 'ACCEPTED' });
      expect(host.deliveries('account-1').at(-1)).toEqual({
        from: sample.channel,
        to: sample.person,
        text: message.text,
        mediaUrl: null,
      });
      const long = 'длинный текст '.repeat(200).slice(0, provider.capabilities.maxTextLength ?? undefined);
      expect(await send({ text: long })).toMatchObject({ outcome: 'ACCEPTED' });
      expect(host.deliveries('account-1').at(-1)).toMatchObject({ text: long });
      expect(host.deliveries('account-2')).toEqual([]);
      expect(JSON.stringify(host.requests('account-1'))).not.toContain('SECRET');
    });

    it('quotes a message exactly where it says that it can', async () => {
      const quotedExternalId = 'QUOTED.1=';
      expect(await send({ quotedExternalId })).toMatchObject({ outcome: 'ACCEPTED' });
      const expected = provider.capabilities.quotes ? quotedExternalId : undefined;
      expect(host.deliveries('account-1').at(-1)?.quotedId).toBe(expected);
    });

    it('says the same of its templates in its capabilities and in its parts', () => {
      const { templates, listsTemplates, replyWindowHours } = provider.capabilities;
      expect(provider.templates !== undefined).toBe(templates);
      expect(provider.templates?.list !== undefined).toBe(listsTemplates);
      // A provider with a reply window must have a way to write outside it.
      if (replyWindowHours !== null) expect(templates).toBe(true);
      expect(provider.templates?.isVariable('1') ?? true).toBe(true);
      for (const odd of ['', ' ', 'a b', '{{1}}', 'x'.repeat(300), 'media.gif', '__proto__.x'])
        expect({ odd, taken: provider.templates?.isVariable(odd) ?? false }).toMatchObject({ taken: false });
    });

    const listTemplates = async (given: ProviderCredentials = credentials) => {
      const listing = await provider.templates?.list?.(given, http);
      expect(JSON.stringify(listing ?? null)).not.toContain('SECRET');
      return listing;
    };
    const { templates } = provider;

    it('lists its templates whole, and says why when it cannot', async () => {
      if (!templates?.list) return expect(provider.capabilities.listsTemplates).toBe(false);
      const listing = await listTemplates();
      if (!listing?.ok) throw new Error(listing?.detail);
      expect(listing.templates.length).toBeGreaterThan(1);
      expect(new Set(listing.templates.map(({ externalId }) => externalId)).size).toBe(
        listing.templates.length,
      );
      for (const template of listing.templates) {
        expect(template.status).toMatch(/^[A-Z_]+$/);
        expect(template.variables.filter(name => !templates.isVariable(name))).toEqual([]);
      }
      const nowhere = { ...credentials, baseUrl: 'http://127.0.0.1:9' };
      const lost = { ...credentials, baseUrl: `${credentials.baseUrl}/nowhere` };
      for (const given of [{}, nowhere, lost])
        expect(await listTemplates(given)).toEqual({ ok: false, detail: expect.stringMatching(/.{10}/) });
    });

    it('sends a template so that every value stands where the wording has it', async () => {
      const listing = await listTemplates();
      const listed = listing?.ok ? listing.templates.filter(({ status }) => status === 'APPROVED') : [];
      const known = sample.template ? [sample.template] : listed;
      expect(known.length > 0).toBe(provider.capabilities.templates);
      for (const { externalId, name, language, body, variables } of known) {
        // Fewer than in the order of their names, so that sorting by text would be visible.
        const values = Object.fromEntries(variables.toReversed().map(key => [key, `value of ${key}`]));
        const template = { externalId, name, language, variables: values };
        expect(await send({ text: 'not this', template })).toMatchObject({ outcome: 'ACCEPTED' });
        expect(host.deliveries('account-1').at(-1)).toMatchObject({
          ...{ from: sample.channel, to: sample.person, template: name },
          text: expect.stringContaining(fillVariables(body, values)),
        });
        const before = host.deliveries('account-1').length;
        const refused = [
          { ...template, name: 'unknown', externalId: `HX${'0'.repeat(32)}` },
          { ...template, variables: { ...values, '1': '' } },
        ];
        for (const odd of refused)
          expect(await send({ template: odd })).toMatchObject({ outcome: 'REJECTED' });
        expect(host.deliveries('account-1').length).toBe(before);
      }
    });

    it('with the fault WINDOW_CLOSED takes no free words, now or by a later status, but a template', async () => {
      if (provider.capabilities.replyWindowHours === null) return expect(templates).toBeUndefined();
      host.setFaults(sender, [Fault.WINDOW_CLOSED]);
      const listing = await listTemplates();
      const template = sample.template ?? (listing?.ok ? listing.templates[0] : undefined);
      if (!template) throw new Error('The simulator has no template.');
      const variables = Object.fromEntries(template.variables.map(name => [name, 'x']));
      expect(await send({ template: { ...template, variables } })).toMatchObject({ outcome: 'ACCEPTED' });
      const outcome = await send();
      const isTaken = outcome.outcome === 'ACCEPTED';
      if (!isTaken) expect(outcome).toMatchObject({ outcome: 'REJECTED', providerCode: '131047' });
      host.setFaults(sender, []);
    });

    it('round-trips any text', async () => {
      const texts = fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
        .filter(text => text.trim() !== '');
      await fc.assert(
        fc.asyncProperty(texts, async text => {
          expect(await send({ text })).toMatchObject({ outcome: 'ACCEPTED' });
          expect(host.deliveries('account-1').at(-1)?.text).toBe(text.toWellFormed());
        }),
        { numRuns: 50 },
      );
    });

    it.each([
      [Fault.RATE_LIMIT, 'RETRY', false],
      [Fault.HTML_ANSWER, 'REJECTED', false],
      [Fault.REFUSED, 'REJECTED', false],
      [Fault.TIMEOUT_AFTER_ACCEPT, 'UNKNOWN', true],
    ])('with the fault %s a send is %s', async (fault, outcome, isTaken) => {
      const before = host.deliveries('account-1').length;
      host.setFaults(sender, [fault]);
      expect(await send()).toMatchObject({ outcome });
      host.setFaults(sender, []);
      expect(host.deliveries('account-1').length - before).toBe(isTaken ? 1 : 0);
      expect(await send()).toMatchObject({ outcome: 'ACCEPTED' });
    });

    it('keeps the faults of one number of one account to it', async () => {
      const others = [
        { ...sender, externalId: 'default' },
        { ...sender, accountId: 'account-2' },
        { ...sender, kind: provider.kind === ProviderKind.TATA ? ProviderKind.GREEN_API : ProviderKind.TATA },
      ];
      for (const other of others) host.setFaults(other, [Fault.REFUSED]);
      expect(await send()).toMatchObject({ outcome: 'ACCEPTED' });
      for (const other of others) host.setFaults(other, []);
    });

    it('does not throw for accounts and paths that it does not know', async () => {
      for (const path of [
        '/',
        '/simulator/NOBODY/a/b',
        `/simulator/${kind}/a%zz/b`,
        `/simulator/${kind}/a/no/such/call`,
      ]) {
        const result = await http({ method: 'GET', url: `http://127.0.0.1:${address.port}${path}` });
        expect(result).toMatchObject({ ok: true, status: expect.any(Number) });
      }
    });
  });
}
