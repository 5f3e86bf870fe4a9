/**
 * No data of one company is ever visible to another. Two tenants share phones, instance ids and names; a walk over
 * every field of the schema, by one tenant with the ids of the other, must return no text of the other's.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
} from 'graphql';
import { connectProvider } from '../../src/accounts/provider-accounts.js';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { createUser } from '../../src/accounts/tenants.js';
import { ProviderKind, Role } from '../../src/domain/vocabulary.js';
import { createSchema } from '../../src/schema/build-schema.js';
import { collect, startTestApp, type TestApp } from '../support/app.js';
import { InboxDocument, MessageAddedDocument, StreamDocument } from '../support/gql/operations.js';
import { untilSearchable } from '../support/until-searchable.js';
import { waitFor } from '../support/wait-for.js';

const marks = { first: 'FIRSTCOMPANYSECRET', second: 'SECONDCOMPANYSECRET' };
const phone = '77010000021';
let server: TestApp;
let schema: GraphQLSchema;
let first: { tenantId: string; token: string; key: string };
let second: { tenantId: string; token: string; key: string };

/** A branch with the same company id in both, a wording, and a booking. Without a channel, no notice is sent. */
async function addBooking(name: 'first' | 'second', tenantId: string, token: string) {
  const mark = marks[name];
  const run = (operation: string) => server.run(parse(operation) as never, {} as never, token);
  await run('mutation { connectBookings(input: {}) { account { id } } }');
  await run(
    `mutation { upsertSalon(input: { companyId: "shared", name: "${mark} salon" }) { salon { id } } }`,
  );
  await run(
    `mutation { upsertNotificationTemplate(input: { kind: CREATED, locale: "ru", body: "${mark} {{when}}" }) { template { id } } }`,
  );
  await run(
    `mutation { simulateBooking(input: { phone: "+${phone}", eventType: CREATED, service: "${mark} cut" }) { event { id } } }`,
  );
  await waitFor(async () => {
    const found = await server.app.database.pool.query(
      'select 1 from booking_notifications where tenant_id = $1',
      [tenantId],
    );
    return found.rows.length > 0;
  });
}

async function addCompany(name: 'first' | 'second') {
  const { tenantId, token } = await server.addTenant(name, Role.OWNER);
  await server.app.database.pool.query('update users set name = $2 where tenant_id = $1', [
    tenantId,
    `${marks[name]} owner`,
  ]);
  const cipher = createSecretCipher(Buffer.alloc(32, 7));
  const { account, webhookKey } = await connectProvider(server.app.database, cipher, tenantId, {
    kind: ProviderKind.CHATFLOW,
    name: `${marks[name]} account`,
    credentials: {
      apiToken: `${marks[name]}-token`,
      instanceId: 'shared_instance',
      baseUrl: 'http://127.0.0.1:9',
    },
  });
  const query = `mutation($id: ID!) { createChannel(input: { accountId: $id, externalId: "shared_instance", displayName: "${marks[name]} channel" }) { channel { id } } }`;
  await server.run(parse(query) as never, { id: account.id } as never, token);
  await addBooking(name, tenantId, token);
  await server.run(
    parse(
      `mutation { createApiToken(input: { name: "${marks[name]} program", scopes: [READ] }) { secret } }`,
    ) as never,
    {} as never,
    token,
  );
  await server.run(
    parse(
      `mutation { upsertTopic(input: { name: "${marks[name]} topic", keywords: ["abc"] }) { topic { id } } }`,
    ) as never,
    {} as never,
    token,
  );
  for (const entry of [
    `upsertLabel(input: { name: "${marks[name]} label" }) { label { id } }`,
    `upsertTeam(input: { name: "${marks[name]} team" }) { team { id } }`,
    `upsertCannedReply(input: { shortcut: "a", title: "${marks[name]} reply", body: "A", isShared: true }) { cannedReply { id } }`,
  ])
    await server.run(parse(`mutation { ${entry} }`) as never, {} as never, token);
  await server.run(
    parse(
      `mutation { upsertAttribute(input: { target: CONTACT, key: "mark", name: "${marks[name]} field", type: TEXT }) { attribute { id } } }`,
    ) as never,
    {} as never,
    token,
  );
  await server.run(
    parse('mutation { createExport(input: { kind: LEADS, format: CSV }) { job { id } } }') as never,
    {} as never,
    token,
  );
  // Disabled, as nothing must be posted.
  await server.app.database.pool.query(
    `with endpoint as (
       insert into webhook_endpoints (id, tenant_id, url, description, secret_cipher, is_enabled, position, created_at)
       values (gen_random_uuid(), $1, 'https://example.com/', $2, 'none', false, 0, now()) returning id)
     insert into webhook_deliveries (id, tenant_id, endpoint_id, status, lane, body, attempts, created_at)
     select gen_random_uuid(), $1, id, 'FAILED', 'none', $2, $3::jsonb, now() from endpoint`,
    [
      tenantId,
      `${marks[name]} hook`,
      JSON.stringify([
        { at: new Date(), durationMs: 1, httpStatus: 500, error: 'HTTP 500', responseBody: marks[name] },
      ]),
    ],
  );
  // A vendor that lists templates would be queried; one row is enough.
  await server.app.database.pool.query(
    `insert into message_templates (id, tenant_id, account_id, external_id, name, language, status, body, variables, created_at, updated_at)
     values (gen_random_uuid(), $1, $2, 'shared_template', $3, 'ru', 'APPROVED', $3, '{}', now(), now())`,
    [tenantId, account.id, `${marks[name]} template`],
  );
  return { tenantId, token, key: webhookKey };
}

const post = (key: string, mark: string, messageId: string, remoteJid = `${phone}@s.whatsapp.net`) =>
  server.post(`/webhooks/chatflow?key=${key}`, {
    message: `${mark} says hello`,
    metadata: {
      remoteJid,
      sender: `${mark} person`,
      instance_id: 'shared_instance',
      messageId,
    },
  });

/** Ids of everything that a tenant has, by table. */
async function idsOf(tenantId: string): Promise<Record<string, string>> {
  const tables = [
    'channels',
    'contacts',
    'contact_identities',
    'conversations',
    'leads',
    'lead_stages',
    'messages',
    'notes',
    'provider_accounts',
    'topics',
    'labels',
    'teams',
    'canned_replies',
    'users',
    'sessions',
    'webhook_events',
    'booking_accounts',
    'salons',
    'bookings',
    'booking_notifications',
    'notification_templates',
    'message_templates',
    'attachments',
    'attribute_definitions',
    'jobs',
    'webhook_endpoints',
    'webhook_deliveries',
    'api_tokens',
    'scheduled_replies',
    'ai_assistants',
    'reply_suggestions',
    'notifications',
  ];
  const ids: Record<string, string> = {};
  for (const table of tables) {
    const { rows } = await server.app.database.pool.query(
      `select id from ${table} where tenant_id = $1 order by id limit 1`,
      [tenantId],
    );
    if (rows[0]) ids[table] = rows[0].id;
  }
  return ids;
}

/** One hash of everything that a tenant has: differs when any row does. */
async function fingerprint(tenantId: string): Promise<string> {
  await untilSearchable(server.app.database.pool);
  const { rows: tables } = await server.app.database.pool.query(
    `select table_name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id' and table_name <> 'sessions' order by 1`,
  );
  const parts: string[] = [];
  for (const { table_name: table } of tables) {
    const { rows } = await server.app.database.pool.query(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from "${table}" t where tenant_id = $1`,
      [tenantId],
    );
    parts.push(`${table} ${rows[0].sum}`);
  }
  return parts.join('\n');
}

beforeAll(async () => {
  server = await startTestApp();
  schema = await createSchema();
  first = await addCompany('first');
  second = await addCompany('second');
  await post(first.key, marks.first, 'SHARED1');
  await post(second.key, marks.second, 'SHARED1');
  await server.app.database.pool.query(
    `insert into attachments (id, tenant_id, message_id, mime_type, file_name, source_url, state, created_at)
     select gen_random_uuid(), tenant_id, id, 'image/png', text, 'http://127.0.0.1:9/a.png', 'UNAVAILABLE', now() from messages
      where tenant_id in ($1, $2)`,
    [first.tenantId, second.tenantId],
  );
  await server.app.database.pool.query(
    `insert into scheduled_replies (id, tenant_id, conversation_id, author_user_id, text, attachment_ids, send_at, cancel_on_inbound, status, created_at)
     select gen_random_uuid(), c.tenant_id, c.id, u.id, u.name, '{}', now() + interval '1 day', false, 'SCHEDULED', now()
       from conversations c join users u on u.tenant_id = c.tenant_id and u.kind = 'PERSON' where c.tenant_id in ($1, $2)`,
    [first.tenantId, second.tenantId],
  );
  await server.app.database.pool.query(
    `insert into ai_assistants (id, tenant_id, name, mode, schedule, endpoint_url, model, instructions, max_output_tokens, timeout_seconds, wait_seconds, context_tokens, facts, allowed_links, languages, handoff_keywords, max_consecutive_answers, created_at)
     select gen_random_uuid(), t.id, u.name, 'OFF', 'ALWAYS', 'https://a.example/', u.name, u.name, 400, 30, 6, 4000, array[u.name], '{}',
            jsonb_build_array(jsonb_build_object('language', 'ru', 'fallbackText', u.name, 'handoffText', u.name)), array[u.name], 10, now()
       from tenants t join users u on u.tenant_id = t.id and u.kind = 'PERSON' where t.id in ($1, $2)`,
    [first.tenantId, second.tenantId],
  );
  await server.app.database.pool.query(
    `insert into ai_calls (id, tenant_id, conversation_id, assistant_id, prompt, answer, prompt_tokens, completion_tokens, is_estimate, created_at)
     select gen_random_uuid(), c.tenant_id, c.id, a.id, jsonb_build_object('instructions', a.name, 'turns', '[]'::jsonb)::text,
            jsonb_build_object('reply', a.name, 'language', 'ru', 'handoff', false, 'reason', a.name, 'topic', a.name, 'stage', a.name), 1, 1, false, now()
       from conversations c join ai_assistants a on a.tenant_id = c.tenant_id where c.tenant_id in ($1, $2)`,
    [first.tenantId, second.tenantId],
  );
  await server.app.database.pool.query(
    `insert into reply_suggestions (id, tenant_id, conversation_id, assistant_id, text, status, created_at)
     select gen_random_uuid(), c.tenant_id, c.id, a.id, a.name, 'OPEN', now()
       from conversations c join ai_assistants a on a.tenant_id = c.tenant_id where c.tenant_id in ($1, $2)`,
    [first.tenantId, second.tenantId],
  );
  await server.app.database.pool.query(
    `insert into notifications (id, tenant_id, user_id, kind, conversation_id, created_at)
     select gen_random_uuid(), c.tenant_id, u.id, 'HANDOFF_REQUESTED', c.id, now()
       from conversations c join users u on u.tenant_id = c.tenant_id and u.kind = 'PERSON' where c.tenant_id in ($1, $2)`,
    [first.tenantId, second.tenantId],
  );
  // A second contact of the same name in each, so that there is a merge suggestion.
  await post(first.key, marks.first, 'SHARED0', '123456789012345@lid');
  await post(second.key, marks.second, 'SHARED0', '123456789012345@lid');
});
afterAll(async () => {
  await server.stop();
});

/** The table of an argument's id, by the names of the schema. */
function tableOfArgument(field: string, argument: string): string[] {
  const isBooking = /booking|salon/i.test(field);
  const byName: Record<string, string[]> = {
    bookingId: ['bookings'],
    noticeChannelId: ['channels'],
    templateId: [/reply|conversation/i.test(field) ? 'message_templates' : 'notification_templates'],
    apiTokenId: ['api_tokens'],
    actorIds: ['users'],
    targetId: ['leads'],
    accountId: [isBooking ? 'booking_accounts' : 'provider_accounts'],
    assigneeIds: ['users'],
    userIds: ['users'],
    attachmentId: ['attachments'],
    attachmentIds: ['attachments'],
    channelId: ['channels'],
    channelIds: ['channels'],
    contactId: ['contacts'],
    conversationId: ['conversations'],
    eventId: ['webhook_events'],
    expectedChannelId: ['channels'],
    identityId: ['contact_identities'],
    ids: [
      field === 'reorderLeadStages'
        ? 'lead_stages'
        : field === 'updateConversations'
          ? 'conversations'
          : 'webhook_events',
    ],
    keepId: ['contacts'],
    jobId: ['jobs'],
    leadChannelId: ['channels'],
    leadId: ['leads'],
    mergeId: ['contacts'],
    messageTemplateId: ['message_templates'],
    messageId: ['retryMessage', 'cancelQueuedMessage', 'confirmUnknownMessage', 'simulateInbound'].includes(
      field,
    )
      ? ['messages']
      : [],
    fromMessageId: ['messages'],
    scheduledReplyId: ['scheduled_replies'],
    moveLeadsToId: ['lead_stages'],
    ownerId: ['users'],
    ownerIds: ['users'],
    replyToMessageId: ['messages'],
    sessionId: ['sessions'],
    stageId: ['lead_stages'],
    stageIds: ['lead_stages'],
    topicId: ['topics'],
    topicIds: ['topics'],
    cannedReplyId: ['canned_replies'],
    teamId: ['teams'],
    teamIds: ['teams'],
    memberIds: ['users'],
    labelIds: ['labels'],
    addLabelIds: ['labels'],
    removeLabelIds: ['labels'],
    salonIds: ['salons'],
    conversationIds: ['conversations'],
    upToMessageId: ['messages'],
    userId: ['users'],
    endpointId: ['webhook_endpoints'],
    deliveryId: ['webhook_deliveries'],
    assistantId: ['ai_assistants'],
    suggestionId: ['reply_suggestions'],
    handoffTeamId: ['teams'],
    inReplyToMessageId: ['messages'],
    upToId: ['notifications'],
  };
  if (argument !== 'id') return byName[argument] ?? [];
  const byField: Record<string, string[]> = {
    updateChannel: ['channels'],
    updateUser: ['users'],
    updateProviderAccount: ['provider_accounts'],
    updateLead: ['leads'],
    upsertTopic: ['topics'],
    upsertLabel: ['labels'],
    upsertTeam: ['teams'],
    upsertCannedReply: ['canned_replies'],
    upsertAiAssistant: ['ai_assistants'],
    upsertAttribute: ['attribute_definitions'],
    upsertLeadStage: ['lead_stages'],
    deleteMessageTemplate: ['message_templates'],
    updateWebhookEndpoint: ['webhook_endpoints'],
    deleteWebhookEndpoint: ['webhook_endpoints'],
  };
  const fromField = Object.entries({
    channel: 'channels',
    contact: 'contacts',
    conversation: 'conversations',
    lead: 'leads',
    message: 'messages',
    webhookEvent: 'webhook_events',
    notificationTemplate: 'notification_templates',
    booking: 'bookings',
  }).find(([name]) => field.toLowerCase().includes(name.toLowerCase()));
  return byField[field] ?? (fromField ? [fromField[1]] : []);
}

/** Writes a literal for an argument: ids are the other tenant's, everything else is plausible. */
function literal(
  field: string,
  argument: Pick<GraphQLArgument, 'name' | 'type'>,
  ids: Record<string, string>,
): string {
  const type = isNonNullType(argument.type) ? argument.type.ofType : argument.type;
  if (isListType(type)) return `[${literal(field, { name: argument.name, type: type.ofType }, ids)}]`;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      inner => isNonNullType(inner.type) || /id$/i.test(inner.name) || inner.name === 'filter',
    );
    return `{ ${fields.map(inner => `${inner.name}: ${literal(field, inner, ids)}`).join(', ')} }`;
  }
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  const id = tableOfArgument(field, argument.name).map(table => ids[table])[0];
  if (id) return `"${id}"`;
  switch (type.name) {
    case 'ID':
      return '"01990000-0000-7000-8000-000000000001"';
    case 'PhoneNumber':
      return `"+${phone}"`;
    case 'URL':
      return '"https://nowhere.invalid/"';
    case 'Boolean':
      return 'false';
    case 'Int':
      return '5';
    case 'Float':
      return '1.5';
    case 'DateTime':
      return '"2026-01-01T00:00:00Z"';
    case 'JSON':
      return '{}';
    case 'Cursor':
      return '"x"';
    default:
      return argument.name === 'raw' || argument.name === 'from' ? `"${phone}"` : '"abc"';
  }
}

const visited = new Set<string>();

/** Selects every field down to a depth, and records the selected ones. */
function select(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isUnionType(named)) {
    const clashing = clashingNames(named.getTypes());
    // Its members are walked elsewhere; conversations and contacts have it at every depth.
    if (named.name === 'TimelineItem')
      return '{ __typename ... on Message { id text } ... on Note { id body } ... on Activity { id action targetId changes { before after } } ... on BookingNotification { id reason } }';
    const members = named
      .getTypes()
      // An author of messages; the list of assistants is walked whole.
      .filter(member => named.name !== 'Actor' || member.name !== 'AiAssistant')
      .map(member => `... on ${member.name} ${selectOf(member.name, depth, clashing)}`);
    return `{ __typename ${members.join(' ')} }`;
  }
  return selectOf(named.name, depth);
}

function selectOf(typeName: string, depth: number, clashing: ReadonlySet<string> = new Set()): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) return '{ __typename }';
  const fields = Object.values(type.getFields()).filter(
    field =>
      field.args.every(argument => !isNonNullType(argument.type)) &&
      (depth > 0 || isLeafType(getNamedType(field.type))),
  );
  const selections = fields.map(field => {
    visited.add(`${typeName}.${field.name}`);
    // One row per list is enough to leak; it keeps the operation below the cost limit.
    const page = field.args.some(argument => argument.name === 'first') ? '(first: 1)' : '';
    if (field.name === 'lastReadMessage') return 'lastReadMessage { id text }';
    // Each conversation has it, at every depth.
    if (field.name === 'suggestion') return 'suggestion { id text }';
    if (field.name === 'aiCalls')
      return 'aiCalls(first: 1) { nodes { prompt { instructions } answer { reply topic } } }';
    return `${clashing.has(field.name) ? alias(field) : field.name}${page} ${select(field.type, depth - 1)}`;
  });
  return `{ __typename ${selections.join(' ')} }`;
}

/** Names that members of a union use for fields of different types; an operation allows few aliases. */
function clashingNames(types: readonly GraphQLObjectType[]): ReadonlySet<string> {
  const typeOf = new Map<string, string>();
  const clashing = new Set<string>();
  for (const field of types.flatMap(type => Object.values(type.getFields()))) {
    const type = String(field.type);
    if ((typeOf.get(field.name) ?? type) !== type) clashing.add(field.name);
    typeOf.set(field.name, type);
  }
  return clashing;
}

/** Distinguishes fields of one name by their types. */
const alias = (field: GraphQLField<unknown, unknown>): string =>
  `${field.name}_${String(field.type).replaceAll(/\W/g, '')}: ${field.name}`;

const ask = async (operation: string, token: string) =>
  server.ask(parse(operation) as never, {} as never, token);

/** Texts and ids that a caller must not see, and what the caller has. */
interface Secrets {
  readonly mark: string;
  /** By table. */
  readonly ids: Record<string, string>;
}

/** Codes that say no more than that there is nothing for this caller. */
const refusals = ['NOT_FOUND', 'BAD_USER_INPUT', 'CURSOR_INVALID'];

/** How deep the limits allow to select a query; the ids in it make no difference. */
const deepest = new Map<string, number>();

/**
 * Asks every query with the hidden ids and without ids, as deep as the limits allow.
 * @returns the fields that showed the caller's own data
 */
async function walkQueries(token: string, hidden: Secrets, ownMark: string, codesAllowed = refusals) {
  const shown: string[] = [];
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const all = field.args.filter(
      argument => isNonNullType(argument.type) || /id/i.test(argument.name) || argument.name === 'filter',
    );
    const required = field.args.filter(argument => isNonNullType(argument.type));
    const sets = all.length === required.length ? [all] : [all, required];
    for (const chosen of sets) {
      const given = chosen
        .map(argument => `${argument.name}: ${literal(field.name, argument, hidden.ids)}`)
        .join(', ');
      for (let depth = deepest.get(field.name) ?? 4; depth > 0; depth -= 1) {
        const operation = `query { ${field.name}${given ? `(${given})` : ''} ${select(field.type, depth)} }`;
        const answer = await ask(operation, token);
        const text = JSON.stringify(answer);
        const codes = (answer.errors ?? []).map(error => error.extensions.code);
        const isTooMuch = codes.some(code => code === 'QUERY_TOO_COMPLEX' || code === 'BODY_TOO_LARGE');
        if (isTooMuch && depth > 1) continue;
        deepest.set(field.name, depth);
        // The caller's own id may be repeated in an error; it is never returned as data.
        const data = JSON.stringify(answer.data ?? null);
        expect({
          field: field.name,
          codes: codes.filter(code => !codesAllowed.includes(code)),
          leaks: text.includes(hidden.mark),
          ids: Object.values(hidden.ids).filter(id => data.includes(id)),
        }).toEqual({ field: field.name, codes: [], leaks: false, ids: [] });
        if (text.includes(ownMark)) shown.push(field.name);
        break;
      }
    }
  }
  return shown;
}

/** The codes of every mutation for each of its ids, when only this id is hidden and everything else is right. */
async function walkMutationIds(token: string, own: Record<string, string>, hidden: Record<string, string>) {
  const codes: Record<string, readonly unknown[]> = {};
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    for (const path of idPaths(field)) {
      const given = field.args
        .filter(argument => isNonNullType(argument.type) || path.startsWith(argument.name))
        .map(argument => `${argument.name}: ${onlyForeign(field.name, argument, path, own, hidden)}`)
        .join(', ');
      const answer = await ask(`mutation { ${field.name}(${given}) ${select(field.type, 1)} }`, token);
      codes[`${field.name} ${path}`] = (answer.errors ?? []).map(error => error.extensions.code);
    }
  }
  return codes;
}

describe('every query of the schema', () => {
  it("asked with the other's ids shows nothing of the other, however deep it is selected", async () => {
    const hidden = { mark: marks.first, ids: await idsOf(first.tenantId) };
    const shown = await walkQueries(second.token, hidden, marks.second);
    // The walk must have returned the caller's own data; otherwise it proves nothing.
    expect(shown).toEqual(
      expect.arrayContaining([
        'apiTokens',
        'bookingNotifications',
        'bookings',
        'channels',
        'contacts',
        'conversations',
        'leads',
        'matchTopics',
        'messages',
        'notificationTemplates',
        'providerAccounts',
        'salons',
        'cannedReplies',
        'labels',
        'teams',
        'topics',
        'users',
        'webhookDeliveries',
        'webhookEndpoints',
        'webhookEvents',
      ]),
    );
  });

  it('was walked whole: no field of a row type was left out', () => {
    const rowTypes = [
      'Tenant',
      'User',
      'ProviderAccount',
      'Channel',
      'Contact',
      'ContactIdentity',
      'MergeSuggestion',
      'IdentityExplanation',
      'Lead',
      'LeadStage',
      'Topic',
      'Label',
      'Team',
      'CannedReply',
      'AiAssistant',
      'Notification',
      'TopicCandidate',
      'Note',
      'Conversation',
      'Message',
      'WebhookEvent',
      'OutboxEntry',
      'Booking',
      'BookingRevision',
      'BookingNotification',
      'MessageTemplate',
      'NotificationTemplate',
      'Salon',
      'WebhookDelivery',
      'WebhookEndpoint',
    ];
    const missing = rowTypes.flatMap(name => {
      const type = schema.getType(name);
      if (!isObjectType(type)) return [`${name} is gone`];
      return Object.keys(type.getFields()).flatMap(field =>
        visited.has(`${name}.${field}`) ? [] : [`${name}.${field}`],
      );
    });
    // They need an argument; the next test has the first, the second reads figures of its own row.
    expect(missing).toEqual(['CannedReply.text', 'AiAssistant.usage']);
  });
});

it('a canned reply is not filled in with the values of another company', async () => {
  const { conversations } = await idsOf(first.tenantId);
  const answer = await ask(`{ cannedReplies { text(conversationId: "${conversations}") } }`, second.token);
  expect(answer.errors?.map(error => error.extensions.code)).toEqual(['NOT_FOUND']);
  expect(JSON.stringify(answer)).not.toContain(marks.first);
});

describe('every mutation of the schema', () => {
  it("called with the other's ids changes nothing of the other and shows nothing", async () => {
    const ids = await idsOf(first.tenantId);
    const before = await fingerprint(first.tenantId);
    // These name no data of the other tenant; they change the caller's own.
    const harmless = new Set([
      ...['signIn', 'refreshSession', 'connectProvider', 'updateTenantSettings'],
      ...['setPassword', 'changePassword', 'signOut', 'enrolTotp', 'confirmTotp', 'createUser'],
      ...[
        'connectBookings',
        'registerBotBooking',
        'simulateBooking',
        'createWebhookEndpoint',
        'createApiToken',
      ],
      'createExport',
    ]);
    const [throwaway, password] = ['throwaway@second.test', 'a rusty blue kettle'];
    await createUser(server.app.database, second.tenantId, {
      ...{ email: throwaway, name: 'Throwaway', role: Role.OWNER, password },
    });
    const answers: Record<string, string[]> = {};
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const given = field.args
        .map(argument => `${argument.name}: ${literal(field.name, argument, ids)}`)
        .join(', ');
      // This one ends the session of its token.
      const token = field.name === 'signOut' ? await server.signIn(throwaway, password) : second.token;
      const answer = await ask(`mutation { ${field.name}(${given}) ${select(field.type, 2)} }`, token);
      expect({ field: field.name, leaks: JSON.stringify(answer).includes(marks.first) }).toEqual({
        field: field.name,
        leaks: false,
      });
      if (!harmless.has(field.name))
        answers[field.name] = (answer.errors ?? []).map(error => error.extensions.code);
    }
    expect(await fingerprint(first.tenantId)).toBe(before);
    for (const [field, codes] of Object.entries(answers)) {
      if (field === 'replayWebhookEvents') continue; // counts what it finds among its own: nothing
      expect({
        field,
        refused: codes.some(code => ['NOT_FOUND', 'BAD_USER_INPUT', 'CONFLICT'].includes(code)),
      }).toEqual({ field, refused: true });
    }
  });

  it("answers NOT_FOUND for each single id that is the other's, however right everything else is", async () => {
    const [own, foreign] = [await idsOf(second.tenantId), await idsOf(first.tenantId)];
    const before = await fingerprint(first.tenantId);
    const codes = await walkMutationIds(second.token, own, foreign);
    expect(Object.keys(codes)).toEqual(
      expect.arrayContaining([
        ...['addNote input.leadId', 'addNote input.conversationId', 'mergeContacts input.keepId'],
        ...[
          'mergeContacts input.mergeId',
          'retryMessage input.messageId',
          'separateAddress input.identityId',
          'sendReply input.conversationId',
        ],
      ]),
    );
    const unknown = Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(field =>
      idPaths(field, ({ type }) => getNamedType(type).name === 'ID')
        .map(path => `${field.name} ${path}`)
        .filter(path => codes[path] === undefined),
    );
    // In the memory of the simulators, which know the demo's company only.
    expect(unknown).toEqual(['simulateReceipt input.receivedId']);
    // The filters of an export select among the caller's own rows, as those of the lists do.
    const isFilter = ([path]: readonly [string, unknown]) => path.startsWith('createExport input.');
    const others = Object.entries(codes).filter(entry => entry[1].join() !== 'NOT_FOUND' && !isFilter(entry));
    expect(Object.fromEntries(others)).toEqual(withoutLookUp);
    expect(await fingerprint(first.tenantId)).toBe(before);
  });
});

/** Ids that are compared with the caller's own data, or that only select among its own rows. */
const withoutLookUp: Record<string, readonly string[]> = {
  'replayWebhookEvents input.filter.accountId': [],
  'replayWebhookEvents input.filter.channelId': [],
  'replayWebhookEvents input.ids': [],
  // A result for each id: NOT_FOUND without an error of the operation; test/integration/labels.test.ts has the rest.
  'updateConversations input.ids': [],
  // A new one needs other fields first; test/integration/labels.test.ts looks up files and members.
  'upsertCannedReply input.attachmentIds': ['BAD_USER_INPUT'],
  'upsertTeam input.memberIds': ['BAD_USER_INPUT'],
  'sendReply input.expectedChannelId': ['CHANNEL_MISMATCH'],
  // Only tokens of assistants have them; test/integration/ai-turns.test.ts looks up what they name.
  'sendReply input.inReplyToMessageId': ['BAD_USER_INPUT'],
  'scheduleReply input.reply.inReplyToMessageId': ['BAD_USER_INPUT'],
  'suggestReply input.conversationId': ['CONFLICT'],
  'suggestReply input.inReplyToMessageId': ['CONFLICT'],
  // Looked up among the messages of the caller's conversation.
  'sendReply input.replyToMessageId': ['BAD_USER_INPUT'],
  // The channels of this walk have no templates: refused before the look-up; test/e2e/templates.test.ts has the rest.
  'sendReply input.templateId': ['CHANNEL_CANNOT'],
  'startConversation input.templateId': ['CHANNEL_CANNOT'],
  'scheduleReply input.reply.expectedChannelId': ['CHANNEL_MISMATCH'],
  'scheduleReply input.reply.replyToMessageId': ['BAD_USER_INPUT'],
  'scheduleReply input.reply.templateId': ['CHANNEL_CANNOT'],
};

/** Every argument that is an id, by its path. */
function idPaths(
  field: GraphQLField<unknown, unknown>,
  isId: (part: Pick<GraphQLArgument, 'name' | 'type'>) => boolean = ({ name }) =>
    tableOfArgument(field.name, name).length > 0,
): string[] {
  const walk = (parts: readonly Pick<GraphQLArgument, 'name' | 'type'>[], prefix: string): string[] =>
    parts.flatMap(({ name, type }) => {
      const named = getNamedType(type);
      if (isInputObjectType(named)) return walk(Object.values(named.getFields()), `${prefix}${name}.`);
      return isId({ name, type }) ? [`${prefix}${name}`] : [];
    });
  return walk(field.args, '');
}

/** The argument with only the required fields and those on the path; only the id at the path is foreign. */
function onlyForeign(
  field: string,
  argument: Pick<GraphQLArgument, 'name' | 'type'>,
  path: string,
  own: Record<string, string>,
  foreign: Record<string, string>,
): string {
  const type = isNonNullType(argument.type) ? argument.type.ofType : argument.type;
  const [, rest = ''] = path.split(/\.(.*)/s);
  const isOnPath = path === argument.name || path.startsWith(`${argument.name}.`);
  if (isListType(type))
    return `[${onlyForeign(field, { name: argument.name, type: type.ofType }, path, own, foreign)}]`;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      inner =>
        isNonNullType(inner.type) || (isOnPath && (rest === inner.name || rest.startsWith(`${inner.name}.`))),
    );
    const inside = isOnPath ? rest : '';
    return `{ ${fields.map(inner => `${inner.name}: ${onlyForeign(field, inner, inside, own, foreign)}`).join(', ')} }`;
  }
  return literal(field, argument, path === argument.name ? foreign : own);
}

describe('every subscription of the schema', () => {
  it("hears its own tenant's events and never another's, also with the other's ids", async () => {
    const ids = await idsOf(first.tenantId);
    const cursor = async (token: string) =>
      (await server.run(InboxDocument, { first: 1 }, token)).conversations.syncCursor;
    const after = await cursor(second.token);
    const own = collect(server.connect(second.token), StreamDocument, { after });
    const spying = [
      collect(server.connect(second.token), MessageAddedDocument, {
        filter: { channelIds: [ids.channels ?? ''] },
        after,
      }),
      collect(server.connect(second.token), MessageAddedDocument, {
        filter: { conversationIds: [ids.conversations ?? ''] },
        after,
      }),
    ];
    const foreign = collect(server.connect(second.token), MessageAddedDocument, {
      after: await cursor(first.token),
    });
    await post(first.key, marks.first, 'SHARED2');
    await post(second.key, marks.second, 'SHARED2');
    await waitFor(() => own.items.some(item => item.events.__typename === 'DomainEvent'));
    await waitFor(() => foreign.errors.length > 0);
    expect(foreign.errors).toMatchObject([{ extensions: { code: 'CURSOR_INVALID' } }]);
    expect(JSON.stringify([own.items, ...spying.map(each => each.items)])).not.toContain(marks.first);
    expect(spying.map(each => each.items)).toEqual([[], []]);
    expect(own.items.filter(item => item.events.__typename === 'DomainEvent')).toHaveLength(1);
  });
});

it('one message of one person at two companies is a row in each, and neither is a duplicate', async () => {
  const { rows } = await server.app.database.pool.query(
    "select tenant_id, count(*)::int as n from messages where tenant_id = any($1) and direction = 'INBOUND' group by 1",
    [[first.tenantId, second.tenantId]],
  );
  expect(rows.map(row => row.n)).toEqual([3, 3]);
});

describe('an API token that is limited to one number', () => {
  const hiddenMark = 'HIDDENNUMBERSECRET';
  const hiddenPhone = '77010000099';
  const visible: Record<string, string> = {};
  let hidden: Secrets;
  let token: string;
  let key: string;

  /** Ids of rows that belong to a number, by table. */
  async function idsOfNumber(channelId: string): Promise<Record<string, string>> {
    const ofNumber: Record<string, string> = {
      channels: 'select id from channels where id = $1',
      provider_accounts: 'select account_id as id from channels where id = $1',
      canned_replies: 'select id from canned_replies where $1 = any(channel_ids)',
      conversations: 'select id from conversations where channel_id = $1',
      messages: 'select id from messages where channel_id = $1',
      attachments:
        'select id from attachments where message_id in (select id from messages where channel_id = $1)',
      leads: 'select id from leads where channel_id = $1',
      contacts: 'select contact_id as id from conversations where channel_id = $1',
      contact_identities: 'select identity_id as id from conversations where channel_id = $1',
      bookings:
        'select id from bookings where contact_id in (select contact_id from conversations where channel_id = $1)',
      webhook_events: 'select id from webhook_events where channel_id = $1',
      message_templates:
        'select t.id from message_templates t join channels c on c.account_id = t.account_id where c.id = $1',
    };
    const ids: Record<string, string> = {};
    for (const [table, query] of Object.entries(ofNumber)) {
      const { rows } = await server.app.database.pool.query(`${query} limit 1`, [channelId]);
      if (rows[0]) ids[table] = rows[0].id;
    }
    return ids;
  }

  const postHidden = (messageId: string, from = hiddenPhone, sender = `${hiddenMark} person`) =>
    server.post(`/webhooks/chatflow?key=${key}`, {
      message: `${hiddenMark} says hello`,
      metadata: {
        remoteJid: `${from}@s.whatsapp.net`,
        sender,
        instance_id: 'hidden_instance',
        messageId,
      },
    });

  beforeAll(async () => {
    const cipher = createSecretCipher(Buffer.alloc(32, 7));
    const { account, webhookKey } = await connectProvider(server.app.database, cipher, second.tenantId, {
      kind: ProviderKind.CHATFLOW,
      name: `${hiddenMark} account`,
      credentials: { apiToken: 'hidden-token', instanceId: 'hidden_instance', baseUrl: 'http://127.0.0.1:9' },
    });
    key = webhookKey;
    const run = (operation: string) =>
      server.run(parse(operation) as never, {} as never, second.token) as never;
    const { createChannel } = (await run(
      `mutation { createChannel(input: { accountId: "${account.id}", externalId: "hidden_instance", displayName: "${hiddenMark} channel" }) { channel { id } } }`,
    )) as { createChannel: { channel: { id: string } } };
    await postHidden('HIDDEN1');
    const { pool } = server.app.database;
    await pool.query(
      `insert into attachments (id, tenant_id, message_id, mime_type, file_name, source_url, state, created_at)
       select gen_random_uuid(), tenant_id, id, 'image/png', text, 'http://127.0.0.1:9/a.png', 'UNAVAILABLE', now() from messages where channel_id = $1`,
      [createChannel.channel.id],
    );
    await pool.query(
      `insert into message_templates (id, tenant_id, account_id, external_id, name, language, status, body, variables, created_at, updated_at)
       values (gen_random_uuid(), $1, $2, 'hidden_template', $3, 'ru', 'APPROVED', $3, '{}', now(), now())`,
      [second.tenantId, account.id, `${hiddenMark} template`],
    );
    await run(
      `mutation { simulateBooking(input: { phone: "+${hiddenPhone}", eventType: CREATED, service: "${hiddenMark} cut" }) { event { id } } }`,
    );
    await waitFor(async () => {
      const { rows } = await pool.query(
        'select 1 from bookings b join contacts c on c.id = b.contact_id where b.tenant_id = $1 and c.phone = $2',
        [second.tenantId, `+${hiddenPhone}`],
      );
      return rows.length > 0;
    });
    await run(
      `mutation { upsertCannedReply(input: { shortcut: "hidden", title: "${hiddenMark}", body: "${hiddenMark}", isShared: true, channelIds: ["${createChannel.channel.id}"] }) { cannedReply { id } } }`,
    );
    hidden = { mark: hiddenMark, ids: await idsOfNumber(createChannel.channel.id) };
    // A person of both numbers, with one lead: only what was said on the other number is hidden.
    await postHidden('HIDDEN0', phone, `${marks.second} person`);
    const { rows } = await pool.query(
      "select id from channels where tenant_id = $1 and external_id = 'shared_instance'",
      [second.tenantId],
    );
    Object.assign(visible, await idsOf(second.tenantId), await idsOfNumber(rows[0].id));
    const { createApiToken } = (await run(
      `mutation { createApiToken(input: { name: "narrow", scopes: [READ, SEND, WORK, READ_LEDGER], channelIds: ["${rows[0].id}"] }) { secret } }`,
    )) as { createApiToken: { secret: string } };
    token = createApiToken.secret;
  });

  it('sees in no query anything of another number, and its own data in the lists', async () => {
    expect(Object.keys(hidden.ids).sort()).toEqual(
      [
        ...[
          'attachments',
          'bookings',
          'canned_replies',
          'channels',
          'contact_identities',
          'contacts',
          'conversations',
          'leads',
        ],
        ...['message_templates', 'messages', 'provider_accounts', 'webhook_events'],
      ].sort(),
    );
    const others = { mark: marks.first, ids: await idsOf(first.tenantId) };
    await walkQueries(token, others, marks.second, [...refusals, 'FORBIDDEN']);
    const shown = await walkQueries(token, hidden, marks.second, [...refusals, 'FORBIDDEN']);
    expect(shown).toEqual(
      expect.arrayContaining([
        ...['bookings', 'channels', 'contacts', 'conversations', 'leads', 'messages'],
        ...[
          'providerAccounts',
          'salons',
          'tenant',
          'topics',
          'labels',
          'teams',
          'cannedReplies',
          'webhookEvents',
        ],
      ]),
    );
  });

  it('cannot fill in a canned reply with the values of another number, nor count its conversations', async () => {
    const { teams } = await idsOf(second.tenantId);
    const ids = [visible.conversations, hidden.ids.conversations].map(id => `"${id}"`).join(', ');
    const given = await ask(
      `mutation { updateConversations(input: { ids: [${ids}], teamId: "${teams}" }) { results { code } } }`,
      second.token,
    );
    expect(given.data).toEqual({ updateConversations: { results: [{ code: null }, { code: null }] } });
    const counts = '{ teams { id openConversations } }';
    const countOf = async (by: string) =>
      (
        (await ask(counts, by)) as { data: { teams: { id: string; openConversations: number }[] } }
      ).data.teams.find(team => team.id === teams)?.openConversations;
    expect([await countOf(second.token), await countOf(token)]).toEqual([2, 1]);
    const filled = await ask(
      `{ cannedReplies { text(conversationId: "${hidden.ids.conversations}") } }`,
      token,
    );
    expect(filled.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(JSON.stringify(filled)).not.toContain(hiddenMark);
  });

  it('counts and pages only its own rows', async () => {
    const { data } = await server.ask(InboxDocument, { first: 1 }, token);
    expect(data.conversations.pageInfo.hasNextPage).toBe(true);
    const counts = parse('{ conversations(first: 0) { totalCount } contacts(first: 0) { totalCount } }');
    const narrow = await server.ask(counts as never, {} as never, token);
    const whole = await server.ask(counts as never, {} as never, second.token);
    expect({ narrow, whole }).toMatchObject({
      narrow: { data: { conversations: { totalCount: 2 }, contacts: { totalCount: 2 } } },
      whole: { data: { conversations: { totalCount: 4 } } },
    });
  });

  it('cannot change anything of another number', async () => {
    const { pool } = server.app.database;
    const rowsOfHidden = async () =>
      Promise.all(
        Object.entries(hidden.ids).map(async ([table, id]) => {
          const { rows } = await pool.query(`select t::text from "${table}" t where id = $1`, [id]);
          return [table, rows[0].t];
        }),
      );
    const before = await rowsOfHidden();
    const codes = await walkMutationIds(token, visible, hidden.ids);
    const strange = Object.entries(codes).filter(
      ([path, given]) =>
        !['NOT_FOUND', 'FORBIDDEN'].includes(given.join()) &&
        // Not an id of something that belongs to a number.
        !/(?:stageId|topicId|ownerId|userId|teamId|LabelIds|moveLeadsToId|assigneeIds?)$/.test(path),
    );
    expect(Object.fromEntries(strange)).toEqual({});
    expect(Object.values(codes).filter(given => given.join() === 'NOT_FOUND').length).toBeGreaterThan(8);
    expect(await rowsOfHidden()).toEqual(before);
  });

  it('gets no event of another number', async () => {
    const after = (await server.run(InboxDocument, { first: 1 }, second.token)).conversations.syncCursor;
    const client = server.connect(token);
    const everything = collect(client, StreamDocument, { after });
    const messages = collect(client, MessageAddedDocument, { after });
    await postHidden('HIDDEN2');
    await post(second.key, marks.second, 'SHARED9');
    await waitFor(() => messages.items.length > 0);
    await waitFor(() => everything.items.some(item => item.events.__typename === 'DomainEvent'));
    const heard = JSON.stringify([everything, messages]);
    expect(heard).toContain(marks.second);
    expect(heard).not.toContain(hiddenMark);
    expect(Object.values(hidden.ids).filter(id => heard.includes(id))).toEqual([]);
    expect(messages.items).toHaveLength(1);
    const page = await ask(
      `{ events(after: "${after}") { events { nodeId type node { __typename } } } }`,
      token,
    );
    expect(JSON.stringify(page)).not.toContain(hiddenMark);
    expect(Object.values(hidden.ids).filter(id => JSON.stringify(page).includes(id))).toEqual([]);
  });
});
