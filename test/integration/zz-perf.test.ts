import { it } from '@jest/globals';
import { parse, graphql } from 'graphql';
import { compileQuery } from 'graphql-jit';
import { createSchema } from '../../src/resolvers/build-schema.js';
import { createTenantReader } from '../../src/database/tenant-reader.js';
import { createLoaders } from '../../src/queries/loaders.js';
import { openTestDatabase, seedConversations, seedTenant } from '../support/seed.js';
import { createTestDatabase } from '../support/test-database.js';
import { testCursors } from '../support/run-graphql.js';
it('perf', async () => {
  const files = await createTestDatabase(); const database = await openTestDatabase(files.url);
  const schema = await createSchema(); const t = await seedTenant(database, 'perf');
  for (let i = 0; i < 5; i++) await seedConversations(database, t, { count: 2000, messagesEach: 5, assigneeId: t.users.MANAGER });
  await database.pool.query('analyze');
  const docs: Record<string,string> = { card: '{ conversations(first: 50) { nodes { id status unreadCount lastActivityAt channel { id displayName } contact { id displayName phone } lastMessage { id text direction status sentAt } } pageInfo { hasNextPage endCursor } syncCursor } }',
   full: '{ conversations(first: 50) { totalCount edges { cursor node { id status unreadCount lastActivityAt channel { id displayName } contact { id displayName phone } identity { rawValue } lead { id } assignee { name } lastMessage { id text direction status sentAt author { __typename ... on Contact { displayName } } } } } pageInfo { hasNextPage endCursor } syncCursor } }'};
  for (const [name, source] of Object.entries(docs)) {
    const document = parse(source);
    const compiled: any = compileQuery(schema, document);
    const ctx = () => { const reader = createTenantReader(database, t.tenantId); const scope = { tenantId: t.tenantId, role: 'OWNER' }; return { scope, viewer: null, reader, loaders: createLoaders(reader), useCases: { cursors: testCursors }, clientAddress: null, requestId: '' } as any; };
    const ways: any = { jit: () => compiled.query({}, ctx(), {}), js: () => graphql({ schema, source, contextValue: ctx() }) };
    for (const [way, f] of Object.entries<any>(ways)) {
      const r = await f(); if (r.errors) console.log(r.errors);
      if (name === 'full') console.log(way, r.data.conversations.totalCount, JSON.stringify(r.data.conversations.edges[0]));
      for (let i = 0; i < 200; i++) await f();
      const t0 = performance.now(); const n = 600;
      await Promise.all(Array.from({ length: 4 }, async () => { for (let i = 0; i < n / 4; i++) JSON.stringify(await f()); }));
      console.log(name, way, Math.round(n / (performance.now() - t0) * 1000), '/s');
    }
    const s = performance.now(); for (let i = 0; i < 300; i++) await ctx().reader.rows({ name: 'x', text: 'select 1 where 1=1 and $1::uuid is not null', isTenantScoped: true }); console.log('select 1', Math.round(300 / (performance.now() - s) * 1000));
  }
  await database.close(); await files.drop();
}, 120000);
