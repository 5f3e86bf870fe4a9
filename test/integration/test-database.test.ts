import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase } from '../support/test-database.js';

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

describe('createTestDatabase', () => {
  it('gives each caller a database of its own, also to callers at the same time', async () => {
    const databases = await Promise.all([createTestDatabase(), createTestDatabase(), createTestDatabase()]);
    const clients = await Promise.all(databases.map(({ url }) => connect(url)));
    await Promise.all(clients.map(client => client.query('create table mine ()')));
    await Promise.all(clients.map(client => client.end()));
    await Promise.all(databases.map(database => database.drop()));
  });

  it('fails a test that leaves a connection open', async () => {
    const database = await createTestDatabase();
    const forgotten = await connect(database.url);
    await forgotten.query('select 42');
    await expect(database.drop(100)).rejects.toThrow(
      'The test left 1 database connection(s) open:\n  - last query: select 42',
    );
    await forgotten.end().catch(() => undefined);
  });
});
