import { gql } from '@apollo/client';
import { describe, expect, it } from '@jest/globals';
import { addNode, TrunklineCache } from '../../packages/client/src/apollo/index.js';
import { keepNewest, possibleTypes } from '../../packages/client/src/index.js';

const query = gql`
  query Thread($after: Cursor, $before: Cursor) {
    conversation(id: "k1") {
      id
      version
      status
      messages(first: 2, after: $after, before: $before) {
        nodes { id version status text attachments { id state } }
        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
        syncCursor
      }
    }
  }
`;

const attachment = (state: string) => ({ __typename: 'Attachment', id: 'a1', state });
const message = (id: string, version: number, status: string, state = 'PENDING') => ({
  __typename: 'Message',
  id,
  version,
  status,
  text: `text ${version}`,
  attachments: [attachment(state)],
});

interface Page {
  readonly nodes: readonly ReturnType<typeof message>[];
  readonly cursors?: readonly [string, string];
  readonly variables?: Readonly<Record<string, string>>;
  readonly more?: Partial<Record<'hasNextPage' | 'hasPreviousPage', boolean>>;
  readonly syncCursor?: string;
}

function write(cache: TrunklineCache, version: number, status: string, page: Page): void {
  const {
    nodes,
    cursors: [startCursor, endCursor] = ['s', 'e'],
    variables = {},
    more,
    syncCursor = 's1',
  } = page;
  const pageInfo = {
    __typename: 'PageInfo',
    startCursor,
    endCursor,
    hasNextPage: true,
    hasPreviousPage: false,
  };
  const messages = { __typename: 'MessageConnection', nodes, syncCursor, pageInfo: { ...pageInfo, ...more } };
  cache.writeQuery({
    query,
    variables,
    data: { conversation: { __typename: 'Conversation', id: 'k1', version, status, messages } },
  });
}

/** What a view of the query shows. */
function readThread(cache: TrunklineCache) {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what its own document asked for
  return (cache.readQuery({ query }) as any).conversation;
}

describe('the version', () => {
  it('keeps what is newer, for the object and the files in it, whatever order results arrive in', () => {
    const cache = new TrunklineCache();
    write(cache, 5, 'OPEN', { nodes: [message('m1', 3, 'SENT', 'STORED')] });
    write(cache, 4, 'RESOLVED', { nodes: [message('m1', 2, 'QUEUED', 'PENDING')] });
    expect(readThread(cache)).toMatchObject({
      version: 5,
      status: 'OPEN',
      messages: { nodes: [message('m1', 3, 'SENT', 'STORED')] },
    });
    write(cache, 6, 'RESOLVED', { nodes: [message('m1', 4, 'DELIVERED', 'STORED')] });
    expect(readThread(cache)).toMatchObject({
      status: 'RESOLVED',
      messages: { nodes: [{ status: 'DELIVERED' }] },
    });
  });

  it('takes a page of an object that is otherwise older, and fields that are not known yet', () => {
    const cache = new TrunklineCache();
    const conversation = { __typename: 'Conversation', id: 'k1', version: 9, status: 'OPEN' };
    cache.writeFragment({
      fragment: gql`fragment K on Conversation { id version status }`,
      data: conversation,
    });
    write(cache, 8, 'RESOLVED', { nodes: [message('m1', 1, 'SENT')] });
    cache.writeFragment({
      id: 'Query',
      fragment: gql`fragment Q on Query { conversation(id: "k1") { id } }`,
      data: { __typename: 'Query', conversation: { __typename: 'Conversation', id: 'k1' } },
    });
    expect(readThread(cache)).toMatchObject({
      version: 9,
      status: 'OPEN',
      messages: { nodes: [{ id: 'm1' }] },
    });
  });

  it('shows watchers no older state in between', () => {
    const cache = new TrunklineCache();
    write(cache, 5, 'OPEN', { nodes: [message('m1', 3, 'SENT')] });
    const shown: string[] = [];
    cache.watch({
      query,
      optimistic: true,
      callback: ({ result }) => shown.push(JSON.stringify(result)),
    });
    write(cache, 4, 'RESOLVED', { nodes: [message('m1', 2, 'QUEUED'), message('m2', 1, 'QUEUED')] });
    expect(shown).toHaveLength(1);
    expect(shown[0]).not.toContain('RESOLVED');
    expect(shown[0]).toContain('m2');
  });

  it('decides in lists of a store that is not normalised', () => {
    const list = [{ id: 'a', version: 2, text: 'new' }];
    expect(keepNewest(list, { id: 'a', version: 1, text: 'old' })).toBe(list);
    expect(keepNewest(list, { id: 'a', version: 2, text: 'same' })).toEqual([
      { id: 'a', version: 2, text: 'same' },
    ]);
    expect(keepNewest(list, { id: 'b', version: 1, text: '' }, 'START').map(({ id }) => id)).toEqual([
      'b',
      'a',
    ]);
  });
});

describe('pages', () => {
  const idsOf = (cache: TrunklineCache) =>
    readThread(cache).messages.nodes.map(({ id }: { id: string }) => id);

  it('are joined by their cursors, each object once', () => {
    const cache = new TrunklineCache();
    write(cache, 1, 'OPEN', {
      nodes: [message('m3', 1, 'SENT'), message('m4', 1, 'SENT')],
      cursors: ['c3', 'c4'],
    });
    write(cache, 1, 'OPEN', {
      nodes: [message('m4', 1, 'SENT'), message('m5', 1, 'SENT')],
      cursors: ['c4', 'c5'],
      variables: { after: 'c4' },
      more: { hasNextPage: false, hasPreviousPage: true },
      syncCursor: 's2',
    });
    write(cache, 1, 'OPEN', {
      nodes: [message('m1', 1, 'SENT'), message('m2', 1, 'SENT')],
      cursors: ['c1', 'c2'],
      variables: { before: 'c3' },
      syncCursor: 's3',
    });
    expect(idsOf(cache)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
    const { pageInfo, syncCursor } = readThread(cache).messages;
    expect(pageInfo).toMatchObject({
      startCursor: 'c1',
      endCursor: 'c5',
      hasNextPage: false,
      hasPreviousPage: false,
    });
    // What happened between the first page and the others has not been seen: a subscription starts at the first.
    expect(syncCursor).toBe('s1');
  });

  it('without a cursor replace the list', () => {
    const cache = new TrunklineCache();
    write(cache, 1, 'OPEN', { nodes: [message('m1', 1, 'SENT')] });
    write(cache, 1, 'OPEN', { nodes: [message('m7', 1, 'SENT')], syncCursor: 's9' });
    expect(idsOf(cache)).toEqual(['m7']);
    expect(readThread(cache).messages.syncCursor).toBe('s9');
  });

  it('of edges are cut behind the cursor before a page that is loaded again', () => {
    const cache = new TrunklineCache();
    const inbox = gql`
      query Inbox($after: Cursor) { conversations(first: 2, after: $after) { edges { cursor node { id } } } }
    `;
    const page = (ids: string[], after?: string) =>
      cache.writeQuery({
        query: inbox,
        variables: after ? { after } : {},
        data: {
          conversations: {
            __typename: 'ConversationConnection',
            edges: ids.map(id => ({
              __typename: 'ConversationEdge',
              cursor: `c-${id}`,
              node: { __typename: 'Conversation', id },
            })),
          },
        },
      });
    page(['a', 'b']);
    page(['c', 'd'], 'c-b');
    page(['d', 'e'], 'c-b');
    // biome-ignore lint/suspicious/noExplicitAny: a test reads what its own document asked for
    const { edges } = (cache.readQuery({ query: inbox }) as any).conversations;
    expect(edges.map((edge: { node: { id: string } }) => edge.node.id)).toEqual(['a', 'b', 'd', 'e']);
  });

  it('take an object of an event at their start or end, once', () => {
    const cache = new TrunklineCache();
    write(cache, 1, 'OPEN', { nodes: [message('m1', 1, 'SENT'), message('m2', 1, 'SENT')] });
    const of = { __typename: 'Conversation', id: 'k1' };
    const node = { __typename: 'Message', id: 'm1' };
    addNode(cache, { of, field: 'messages', node, place: 'END' });
    expect(idsOf(cache)).toEqual(['m2', 'm1']);
    addNode(cache, { of, field: 'messages', node, place: 'START' });
    expect(idsOf(cache)).toEqual(['m1', 'm2']);
    addNode(cache, { of, field: 'messages', node, place: 'END', isFor: name => name !== 'messages' });
    expect(idsOf(cache)).toEqual(['m1', 'm2']);
  });
});

it('knows the members of unions', () => {
  expect(possibleTypes.Actor).toEqual(expect.arrayContaining(['Contact', 'User']));
  const cache = new TrunklineCache();
  const viewer = gql`query { message(id: "m1") { id author { ... on User { id name } } } }`;
  const data = {
    message: { __typename: 'Message', id: 'm1', author: { __typename: 'User', id: 'u1', name: 'Ada' } },
  };
  cache.writeQuery({ query: viewer, data });
  expect(cache.readQuery({ query: viewer })).toMatchObject(data);
});
