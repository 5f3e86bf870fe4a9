/**
 * Finds changes that answers of listed fields (`resolvers/logged-fields.ts`) would show, and that were committed without a
 * new position in the event log of their tenant. Triggers run at the commit of every transaction, so whoever writes is
 * watched: use cases, jobs, commands, other processes.
 */
import pg from 'pg';
import { tableOf } from '../../src/database/columns.js';
import { listLoggedColumns } from '../../src/resolvers/logged-fields.js';

/** The counter's row was written by this transaction if its `xmin` is the transaction. */
const noteUnlogged = `create function note_unlogged() returns trigger language plpgsql as $$
  declare
    before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    tenant uuid := coalesce(coalesce(after, before) ->> 'tenant_id', coalesce(after, before) ->> 'id');
    changed text;
  begin
    if tg_argv[0] <> '' and before ->> tg_argv[0] is null and after ->> tg_argv[0] is null then return null; end if;
    if exists (select from event_counters where tenant_id = tenant
                and xmin::text::bigint = pg_current_xact_id()::text::bigint % 4294967296) then return null; end if;
    if tg_op = 'UPDATE' then
      select string_agg(key, ',' order by key) into changed from jsonb_each(after) e
       where key = any(tg_argv) and value is distinct from before -> key;
      if changed is null then return null; end if;
    end if;
    insert into unlogged_changes values
      (tenant, concat_ws(' ', lower(tg_op), tg_table_name, changed, 'by', current_setting('test.writer', true)));
    return null;
  end $$`;

/** At the commit the text of the statement is not known any more. */
const noteWriter = `create function note_writer() returns trigger language plpgsql as $$
  begin
    perform set_config('test.writer', left(regexp_replace(current_query(), '\\s+', ' ', 'g'), 90), true);
    return null;
  end $$`;

/** Watches a migrated database from now on. */
export async function watchUnloggedChanges(databaseUrl: string): Promise<void> {
  const statements = [
    'create table unlogged_changes (tenant_id uuid, change text)',
    noteUnlogged,
    noteWriter,
  ];
  for (const { entity, properties, isListed, shownBy } of listLoggedColumns()) {
    const { table, column } = tableOf(entity as never) as { table: string; column: Record<string, string> };
    const columns = [shownBy, ...properties].map(name =>
      name === null ? "''" : `'${column[name]?.replaceAll('"', '')}'`,
    );
    const operations = isListed ? 'insert or update or delete' : 'update or delete';
    const name = `${table.replaceAll('"', '')}_note_unlogged`;
    statements.push(`create constraint trigger ${name} after ${operations} on ${table}
      deferrable initially deferred for each row execute function note_unlogged(${columns})`);
    statements.push(`create trigger ${name}_writer after insert or update or delete on ${table}
      for each statement execute function note_writer()`);
  }
  await withClient(databaseUrl, client => client.query(statements.join(';\n')));
}

/** What was found so far, such as `update messages text by update "messages" …`, each once; of one tenant, or of all. */
export async function readUnloggedChanges(databaseUrl: string, tenantId?: string): Promise<string[]> {
  const sql =
    'select distinct change from unlogged_changes where $1::uuid is null or tenant_id = $1 order by 1';
  const { rows } = await withClient(databaseUrl, client =>
    client.query<{ change: string }>(sql, [tenantId ?? null]),
  );
  return rows.map(({ change }) => change);
}

async function withClient<Result>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
