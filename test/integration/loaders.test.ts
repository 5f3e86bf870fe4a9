import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { createTenantReader } from '../../src/database/tenant-reader.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { createLoaders } from '../../src/queries/loaders.js';
import { countReads } from '../support/run-graphql.js';
import {
  openTestDatabase,
  type SeededConversation,
  type SeededTenant,
  seedConversations,
  seedTenant,
} from '../support/seed.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let files: TestDatabase;
let database: Database;
let tenant: SeededTenant;
let made: SeededConversation[];

beforeAll(async () => {
  files = await createTestDatabase();
  database = await openTestDatabase(files.url);
  tenant = await seedTenant(database, 'loaders');
  made = await seedConversations(database, tenant, { count: 10, messagesEach: 2, withEvents: true });
});

afterAll(async () => {
  await database?.close();
  await files?.drop();
});

function open(of: SeededTenant = tenant) {
  const { reader, taken } = countReads(createTenantReader(database, of.tenantId));
  return { loaders: createLoaders(reader), taken };
}

describe('the loaders of a request', () => {
  it('read many rows in one statement, and each once', async () => {
    const { loaders, taken } = open();
    const rows = await Promise.all(
      [...made, ...made].map(({ contactId }) => loaders.contact.load(contactId)),
    );
    expect(rows.map(row => row?.id)).toEqual([...made, ...made].map(({ contactId }) => contactId));
    expect(taken).toHaveLength(1);
  });

  it('answer null for what is unknown, no id at all, or of another tenant', async () => {
    const foreign = await seedTenant(database, 'foreign');
    const { loaders } = open(foreign);
    expect(await loaders.contact.load(made[0]?.contactId ?? '')).toBeNull();
    expect(await loaders.contact.load(uuidV7())).toBeNull();
    expect(await loaders.contact.load('nonsense')).toBeNull();
    expect(await loaders.contact.load(null)).toBeNull();
    expect(await loaders.identitiesOfContact.load(made[0]?.contactId ?? '')).toEqual([]);
    expect(await loaders.positionOfMessage.load(made[0]?.messageIds[0] ?? '')).toBe(0);
  });

  it('answer what was primed at once, and read again after a write', async () => {
    const { loaders, taken } = open();
    const id = made[0]?.contactId ?? '';
    const row = await loaders.contact.load(id);
    if (!row) throw new Error('The contact is missing.');
    loaders.contact.prime({ ...row, displayName: 'primed' });
    expect(loaders.contact.load(id)).toMatchObject({ displayName: 'primed' });
    loaders.clearAll();
    expect(await loaders.contact.load(id)).toMatchObject({ displayName: row.displayName });
    expect(taken).toHaveLength(2);
  });

  it('never read the password of a colleague', async () => {
    const { loaders } = open();
    expect(await loaders.user.load(tenant.users.OWNER)).not.toHaveProperty('passwordHash');
  });

  it('find the positions of messages', async () => {
    const { loaders } = open();
    const ids = made.flatMap(({ messageIds }) => messageIds);
    expect(await loaders.positionOfMessage.loadMany(ids)).toEqual(ids.map((_, n) => n + 1));
  });
});
