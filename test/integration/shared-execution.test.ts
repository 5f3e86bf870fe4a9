/**
 * Which subscribers share an execution, and which never do. The key is tested over the real schema, the sharing over
 * the real feed, and the results of two roles over real sockets.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLSchema, parse } from 'graphql';
import type { ViewerScope } from '../../src/accounts/viewer.js';
import type { SharedResult, Sink } from '../../src/delivery/subscriber.js';
import { planSubscription } from '../../src/delivery/subscriptions/plan-subscription.js';
import type { PlanEnvironment } from '../../src/delivery/subscriptions/read-subscription.js';
import type { ResolverBatch } from '../../src/delivery/subscriptions/resolver-batch.js';
import { TenantFeed } from '../../src/delivery/tenant-feed.js';
import type { LoggedEvent } from '../../src/domain/logged-event.js';
import { permissionsOf } from '../../src/domain/permission.js';
import { EventType, Role } from '../../src/domain/vocabulary.js';
import { createSchema } from '../../src/schema/build-schema.js';
import { collect, startTestApp, type TestApp } from '../support/app.js';
import { InboxDocument } from '../support/gql/operations.js';
import { waitFor } from '../support/wait-for.js';

let schema: GraphQLSchema;

beforeAll(async () => {
  schema = await createSchema();
});

const scope: ViewerScope = {
  tenantId: 'tenant-a',
  permissions: permissionsOf(Role.MANAGER),
  channelIds: null,
};

const document = /* GraphQL */ `
  subscription Added($channelId: [ID!], $after: Cursor) {
    messageAdded(filter: { channelIds: $channelId }, after: $after) { id text }
  }
`;

interface Asked {
  readonly query?: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly scope?: Partial<ViewerScope>;
}

const noBatch = (): ResolverBatch => {
  throw new Error('nothing is executed here');
};

function planOf(
  { query = document, operationName = null, variables = {}, scope: given }: Asked,
  environment: Partial<PlanEnvironment> = {},
) {
  const request = { document: parse(query), operationName, variables, scope: { ...scope, ...given } };
  return planSubscription(
    { userId: 'a-user', ...request },
    {
      schemaFor: () => schema,
      toCursor: (_tenantId, position) => `at-${position}`,
      makeBatch: noBatch,
      logUnexpected: error => {
        throw error;
      },
      ...environment,
    },
  );
}

const roleOf = ({ permissions }: ViewerScope) =>
  Object.values(Role).find(role => permissionsOf(role) === permissions) as Role;

const keyOf = (asked: Asked) => planOf(asked).operation.key;

describe('two subscriptions have one key', () => {
  it('when document, variables and scope are the same, however the text is laid out', () => {
    const variables = { channelId: '01990000-0000-7000-8000-0000000000c1' };
    const key = keyOf({ variables });
    expect(keyOf({ variables: { ...variables } })).toBe(key);
    expect(keyOf({ variables, query: document.replaceAll(/\s+/g, ' ') })).toBe(key);
    expect(keyOf({ variables, query: `# a comment\n${document}` })).toBe(key);
  });

  it('when their variables are given in another order, nested ones too', () => {
    const query =
      'subscription($a: [EventType!], $b: [ID!]) { events(types: $a, filter: { channelIds: $b }) { __typename } }';
    const key = keyOf({
      query,
      variables: {
        a: ['MESSAGE_ADDED'],
        b: ['01990000-0000-7000-8000-0000000000f1', '01990000-0000-7000-8000-0000000000f2'],
      },
    });
    expect(
      keyOf({
        query,
        variables: {
          b: ['01990000-0000-7000-8000-0000000000f1', '01990000-0000-7000-8000-0000000000f2'],
          a: ['MESSAGE_ADDED'],
        },
      }),
    ).toBe(key);
    expect(
      keyOf({
        query,
        variables: {
          a: ['MESSAGE_ADDED'],
          b: ['01990000-0000-7000-8000-0000000000f2', '01990000-0000-7000-8000-0000000000f1'],
        },
      }),
    ).not.toBe(key);
  });

  it('when they resume from different places, or one from nowhere', () => {
    const variables = { channelId: '01990000-0000-7000-8000-0000000000c1' };
    const key = keyOf({ variables: { ...variables, after: 'cursor-1' } });
    expect(keyOf({ variables: { ...variables, after: 'cursor-2' } })).toBe(key);
    expect(planOf({ variables: { ...variables, after: 'cursor-2' } }).after).toBe('cursor-2');
    expect(planOf({ variables }).after).toBeNull();
  });

  it('whoever the users are: nothing of a user is in a scope', () => {
    const one: object = { userId: 'u1', sessionEpoch: 1 };
    const other: object = { userId: 'u2', sessionEpoch: 7 };
    expect(keyOf({ scope: one })).toBe(keyOf({ scope: other }));
  });
});

describe('two subscriptions never share a key', () => {
  const different: readonly [string, Asked][] = [
    ['another tenant', { scope: { tenantId: 'tenant-b' } }],
    ['another role', { scope: { permissions: permissionsOf(Role.OWNER) } }],
    ['one permission less', { scope: { permissions: permissionsOf(Role.MANAGER).slice(1) } }],
    ['another variable', { variables: { channelId: '01990000-0000-7000-8000-0000000000c2' } }],
    ['no variable', { variables: {} }],
    ['null for a variable', { variables: { channelId: null } }],
    ['another field', { query: document.replace('id text', 'id status') }],
    ['another alias', { query: document.replace('text', 'body: text') }],
    ['another order of fields', { query: document.replace('id text', 'text id') }],
    ['a directive', { query: document.replace('text', 'text @skip(if: false)') }],
    [
      'a literal instead of a variable',
      { query: document.replace('$channelId }, after', '"01990000-0000-7000-8000-0000000000c1" }, after') },
    ],
    ['another root field', { query: document.replace('messageAdded', 'aliased: messageAdded') }],
    [
      'another operation of one document',
      {
        query: `${document} subscription Other($channelId: [ID!]) { messageAdded(filter: { channelIds: $channelId }) { id } }`,
        operationName: 'Other',
      },
    ],
  ];
  const base: Asked = { variables: { channelId: '01990000-0000-7000-8000-0000000000c1' } };

  it.each(different)('with %s', (_name, change) => {
    expect(keyOf({ ...base, ...change })).not.toBe(keyOf(base));
  });

  it('whichever two of these are taken', () => {
    const keys = [base, ...different.map(([, change]) => ({ ...base, ...change }))].map(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('for each role and tenant there is', () => {
    const scopes = Object.values(Role).flatMap(role =>
      ['a', 'b'].map(tenantId => ({ permissions: permissionsOf(role), tenantId })),
    );
    const keys = scopes.map(given => keyOf({ ...base, scope: given }));
    expect(new Set(keys).size).toBe(scopes.length);
  });

  it('when two operations of one document differ in nothing but their name', () => {
    const query = 'subscription A { messageAdded { id } } subscription B { messageAdded { text } }';
    expect(keyOf({ query, operationName: 'A' })).not.toBe(keyOf({ query, operationName: 'B' }));
  });

  it('when the same values stand in other variables', () => {
    const query =
      'subscription($a: [ID!], $b: [ID!]) { messageAdded(filter: { channelIds: $a, conversationIds: $b }) { id } }';
    const [x, y] = ['01990000-0000-7000-8000-0000000000f1', '01990000-0000-7000-8000-0000000000f2'];
    expect(keyOf({ query, variables: { a: x, b: y } })).not.toBe(keyOf({ query, variables: { a: y, b: x } }));
    expect(keyOf({ query, variables: { a: x } })).not.toBe(keyOf({ query, variables: { b: x } }));
  });
});

describe('the variable that says where to resume', () => {
  it('splits the groups when the document uses it elsewhere too', () => {
    const query = /* GraphQL */ `
      subscription ($after: Cursor) {
        messageAdded(after: $after) { conversation { messages(after: $after) { nodes { id } } } }
      }
    `;
    expect(keyOf({ query, variables: { after: '01990000-0000-7000-8000-0000000000c1' } })).not.toBe(
      keyOf({ query, variables: { after: '01990000-0000-7000-8000-0000000000c2' } }),
    );
  });

  it('splits the groups also when the other use is in a fragment', () => {
    const query = /* GraphQL */ `
      subscription ($after: Cursor) { messageAdded(after: $after) { conversation { ...Page } } }
      fragment Page on Conversation { messages(after: $after) { nodes { id } } }
    `;
    expect(keyOf({ query, variables: { after: '01990000-0000-7000-8000-0000000000c1' } })).not.toBe(
      keyOf({ query, variables: { after: '01990000-0000-7000-8000-0000000000c2' } }),
    );
  });

  it('splits the groups when it is written into the document', () => {
    const query = (cursor: string) => `subscription { messageAdded(after: "${cursor}") { id } }`;
    expect(keyOf({ query: query('01990000-0000-7000-8000-0000000000c1') })).not.toBe(
      keyOf({ query: query('01990000-0000-7000-8000-0000000000c2') }),
    );
    expect(planOf({ query: query('01990000-0000-7000-8000-0000000000c1') }).after).toBe(
      '01990000-0000-7000-8000-0000000000c1',
    );
  });

  it('may have any name, and another variable called "after" counts as what it is', () => {
    const query =
      'subscription($since: Cursor, $after: [ID!]) { messageAdded(after: $since, filter: { channelIds: $after }) { id } }';
    const variables = { since: 's1', after: '01990000-0000-7000-8000-0000000000c1' };
    expect(keyOf({ query, variables: { ...variables, since: 's2' } })).toBe(keyOf({ query, variables }));
    expect(
      keyOf({ query, variables: { ...variables, after: '01990000-0000-7000-8000-0000000000c2' } }),
    ).not.toBe(keyOf({ query, variables }));
  });
});

describe('executions', () => {
  const event: LoggedEvent = {
    tenantId: scope.tenantId,
    position: 1,
    kind: EventType.MESSAGE_ADDED,
    subjectId: 'm1',
    channelId: '01990000-0000-7000-8000-0000000000c1',
    conversationId: '01990000-0000-7000-8000-0000000000e1',
    messageId: 'm1',
    changed: [],
    at: new Date(),
    was: null,
  };

  /** A feed over a log of one event, with loaders that count how often the message is read: once per execution. */
  function createFeed() {
    const state = { reads: [] as Role[], last: 0 };
    const makeBatch = (_tenantId: string, events: readonly LoggedEvent[]): ResolverBatch => ({
      events,
      contextFor: given =>
        ({
          scope: given,
          requestId: 'test',
          loaders: {
            message: {
              load: async (id: string) => {
                const role = roleOf(given);
                state.reads.push(role);
                return { id, text: role, deletedAt: null };
              },
            },
          },
        }) as never,
    });
    const feed = new TenantFeed<ResolverBatch>({
      readAfter: async position => (state.last > position ? [event] : []),
      readRange: async () => ({ last: state.last, droppedThrough: 0, epoch: 'e' }),
      renewEpoch: async () => 'another',
      makeBatch: events => makeBatch(scope.tenantId, events),
      delivered: () => {},
      catchUpStarted: () => {},
      log: message => {
        throw new Error(message);
      },
    });
    const got: SharedResult[] = [];
    const sink: Sink = {
      deliver: results => {
        got.push(...results);
        return results.length;
      },
      fail: error => {
        throw error;
      },
      isCongested: () => false,
      drained: async () => {},
    };
    const join = (asked: Asked) => feed.subscribe(planOf(asked, { makeBatch }).operation, sink, null);
    const publish = () => {
      state.last = 1;
      feed.ring(1);
    };
    return { feed, state, got, join, publish };
  }

  it('are one for two hundred subscribers of one key, and all get the very same result', async () => {
    const { feed, state, got, join, publish } = createFeed();
    for (let n = 0; n < 200; n += 1)
      await join({ variables: { channelId: '01990000-0000-7000-8000-0000000000c1', after: `cursor-${n}` } });
    expect(feed.groupCount).toBe(1);
    publish();
    await waitFor(() => got.length === 200);
    expect(state.reads).toEqual([Role.MANAGER]);
    expect(new Set(got).size).toBe(1);
    expect(got[0]?.result).toEqual({ data: { messageAdded: { id: 'm1', text: Role.MANAGER } } });
  });

  it('are one for each role, with the role of its subscribers and nobody else', async () => {
    const { feed, state, got, join, publish } = createFeed();
    for (const role of Object.values(Role))
      for (let n = 0; n < 3; n += 1) await join({ scope: { permissions: permissionsOf(role) } });
    expect(feed.groupCount).toBe(Object.values(Role).length);
    publish();
    await waitFor(() => got.length === 3 * Object.values(Role).length);
    expect([...state.reads].sort()).toEqual(Object.values(Role).sort());
    const texts = got.map(
      ({ result }) => (result.data as { messageAdded: { text: string } }).messageAdded.text,
    );
    for (const role of Object.values(Role)) expect(texts.filter(text => text === role)).toHaveLength(3);
  });
});

describe('over real sockets', () => {
  let server: TestApp;
  let owner: string;
  let tenantId: string;

  beforeAll(async () => {
    server = await startTestApp();
    owner = await server.signIn('owner@demo.test');
    const { rows } = await server.app.database.pool.query(
      "select tenant_id from users where email = 'owner@demo.test'",
    );
    tenantId = rows[0].tenant_id;
  });
  afterAll(() => server.stop());

  const raw = parse(/* GraphQL */ `
    subscription Raw($after: Cursor) {
      messageAdded(after: $after) { text sourceEvent { id rawBody headers } }
    }
  `) as never;
  interface Raw {
    readonly messageAdded: {
      readonly text: string;
      readonly sourceEvent: {
        readonly id: string;
        readonly rawBody: string | null;
        readonly headers: unknown;
      };
    };
  }
  const post = (text: string) =>
    server.post('/webhooks/chatflow?key=demo', {
      message: text,
      metadata: { remoteJid: '77010000055@s.whatsapp.net', sender: 'A person', messageId: text },
    });

  it('a role that may not see a field gets its own answer while another that may has the same subscription', async () => {
    const after = (await server.run(InboxDocument, { first: 1 }, owner)).conversations.syncCursor;
    const tokens: Record<string, string> = { [Role.OWNER]: owner };
    for (const role of [Role.HEAD_OF_SALES, Role.MANAGER, Role.INTEGRATION, Role.READ_ONLY]) {
      tokens[role] = await server.addUser(tenantId, `${role.toLowerCase()}@shared.test`, role);
    }
    const subscribe = (role: string, variables: object) =>
      collect<Raw, Record<string, unknown>>(server.connect(tokens[role] ?? ''), raw, variables as never);
    const live = Object.keys(tokens).flatMap(role => [0, 1].map(() => ({ role, got: subscribe(role, {}) })));
    // Resuming subscribers receive the same events by another path.
    const resumed = Object.keys(tokens).map(role => ({ role, got: subscribe(role, { after }) }));
    const all = [...live, ...resumed];
    let posted = 0;
    await waitFor(async () => {
      posted += 1;
      await post(`probe ${posted}`);
      return all.every(({ got }) => got.items.length > 0);
    });
    await post('the last one');
    await waitFor(() => all.every(({ got }) => got.items.at(-1)?.messageAdded.text === 'the last one'));

    const maySee = new Set<string>([Role.OWNER, Role.HEAD_OF_SALES, Role.INTEGRATION]);
    for (const { role, got } of all) {
      expect(got.errors).toEqual([]);
      for (const { messageAdded } of got.items) {
        const { id, rawBody, headers } = messageAdded.sourceEvent;
        expect(id).toBeTruthy();
        const seen = { role, body: rawBody !== null, headers: headers !== null };
        expect(seen).toEqual({ role, body: maySee.has(role), headers: maySee.has(role) });
        if (rawBody !== null) expect(rawBody).toContain(messageAdded.text);
      }
    }
  });
});
