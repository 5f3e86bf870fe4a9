/** The messages of a database by their text, read without any layer under test. */
import pg from 'pg';

/** How often each text is stored as an inbound message, in all tenants. */
export async function countMessages(databaseUrl: string): Promise<Map<string, number>> {
  const rows = await readRows<{ text: string; count: number }>(
    databaseUrl,
    `select text, count(*)::int as count from messages where direction = 'INBOUND' group by text`,
  );
  return new Map(rows.map(({ text, count }) => [text, count]));
}

/** Rows of any query, on a separate connection. */
export async function readRows<Row extends object>(
  databaseUrl: string,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...parameters])).rows;
  } finally {
    await client.end();
  }
}
