/** Writes templates: listed by a vendor, or registered by a user. */
import { tableOf } from '../database/columns.js';
import type { Database, Transaction } from '../database/database.js';
import { as, int, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { ListedTemplate } from '../domain/message-template.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { MessageTemplate } from '../entities/message-template.entity.js';

/** An account whose templates are written. */
export interface TemplateAccount {
  readonly id: string;
  readonly tenantId: string;
}

/** A registered template; (name, language) is its key in the account. */
export type RegisteredTemplate = Omit<ListedTemplate, 'externalId'>;

const templates = tableOf(MessageTemplate);
const { column } = templates;
const template = templates.of('t');

const written = [
  ...(['id', 'tenantId', 'accountId', 'externalId', 'name', 'language', 'category', 'status'] as const),
  ...(['body', 'variables', 'createdAt', 'updatedAt'] as const),
] as const;

/** The row takes the given values; a removed template is restored. */
const takeGiven = (['name', 'language', 'category', 'status', 'body', 'variables', 'updatedAt'] as const)
  .map(name => `${column[name]} = excluded.${column[name]}`)
  .concat(`${column.removedAt} = null`)
  .join(', ');

const replaceStatement = statement(
  'replace-listed-templates',
  sql`with given as materialized (
     select * from jsonb_to_recordset($3::jsonb)
       as g(id uuid, external_id text, name text, language text, category text, status text, body text, variables jsonb)
   ), kept as (
     insert into ${templates.table} (${templates.list(written)})
     select g.id, $1, $2, g.external_id, g.name, g.language, g.category, g.status, g.body,
            array(select jsonb_array_elements_text(g.variables)), now(), now()
       from given g order by g.external_id
     on conflict (${column.accountId}, ${column.externalId}) where ${column.externalId} is not null
       do update set ${takeGiven}
     returning ${column.id}
   ), removed as (
     update ${templates.table} t set ${column.removedAt} = now(), ${column.updatedAt} = now()
      where ${template.tenantId} = $1 and ${template.accountId} = $2 and ${template.externalId} is not null
        and ${template.removedAt} is null
        and not exists (select from given g where g.external_id = ${template.externalId})
     returning ${template.id}
   )
   select ${as('listed', int('(select count(*)::int from kept)'))}, ${as('removed', int('(select count(*)::int from removed)'))}`,
);

const registerStatement = statement(
  'register-template',
  sql`insert into ${templates.table} as t (${templates.list(written)})
   values ($3, $1, $2, null, $4, $5, $6, $7, $8, $9, now(), now())
   on conflict (${column.accountId}, ${column.name}, ${column.language}) where ${column.externalId} is null
     do update set ${takeGiven}
   returning ${as('id', template.id)}`,
);

const removeStatement = statement(
  'remove-template',
  `update ${templates.table} t set ${column.removedAt} = now(), ${column.updatedAt} = now()
    where ${template.tenantId} = $1 and ${template.id} = $2 and ${template.externalId} is null
      and ${template.removedAt} is null
   returning ${template.id}`,
);

/** Replaces the account's templates with the listed ones. @returns how many there are, and how many were removed */
export async function replaceListedTemplates(
  database: Database,
  account: TemplateAccount,
  listed: readonly ListedTemplate[],
): Promise<{ readonly listed: number; readonly removed: number }> {
  const byId = new Map(listed.map(item => [item.externalId, item]));
  const given = [...byId.values()].map(({ externalId, ...item }) => ({
    ...{ id: uuidV7(), external_id: externalId },
    ...item,
  }));
  const parameters = [account.tenantId, account.id, JSON.stringify(given)];
  const [row] = await database.query(replaceStatement, parameters);
  return row ?? { listed: 0, removed: 0 };
}

/** Upserts a registered template by name and language. @returns its id */
export async function registerTemplate(
  database: Pick<Transaction, 'query'>,
  account: TemplateAccount,
  given: RegisteredTemplate,
): Promise<string> {
  const [row] = await database.query(registerStatement, [
    ...[account.tenantId, account.id, uuidV7(), given.name, given.language, given.category],
    ...[given.status, given.body, given.variables],
  ]);
  if (!row) throw new Error('An upsert of a template answered no row.');
  return row.id;
}

/** Removes a registered template. @returns false when none with this id exists */
export async function removeTemplate(
  database: Pick<Transaction, 'query'>,
  tenantId: string,
  templateId: string,
): Promise<boolean> {
  return (await database.query(removeStatement, [tenantId, templateId])).length > 0;
}
