/** The types of statements: the compiler checks the lines under `@ts-expect-error`, `npm run check` fails when one compiles. */
import { describe, expect, it } from '@jest/globals';
import { tableOf } from '../../src/database/columns.js';
import { as, bool, inner, int, notNull, orNull, outer, quoted, sql } from '../../src/database/sql.js';
import { inArrays, type RowOf, statement } from '../../src/database/statement.js';
import type { TenantReader } from '../../src/database/tenant-reader.js';
import { MessageStatus } from '../../src/domain/delivery-status.js';
import { Contact } from '../../src/entities/contact.entity.js';
import { Message } from '../../src/entities/message.entity.js';

const messages = tableOf(Message);
const message = messages.of('m');
const contacts = tableOf(Contact);

type IsEqual<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only if the two types are the same. */
const same = <A, B>(isSame: IsEqual<A, B>) => expect(isSame).toBe(true);

describe('the row of a statement', () => {
  it('has the selected properties with the types of the entity', () => {
    const find = statement(
      'test-typed-select',
      sql`select ${messages.select('m', ['id', 'sentAt', 'text'])} from ${messages.table} m`,
    );
    expect(find.text).toBe(
      'select m."id" as "id", m."sent_at" as "sentAt", m."text" as "text" from "messages" m',
    );
    same<RowOf<typeof find>, { id: string; sentAt: Date; text: string | null }>(true);
    // @ts-expect-error A property that was not selected is not there.
    const direction = (row: RowOf<typeof find>) => row.direction;
    expect(direction).toBeDefined();
    // @ts-expect-error The entity has no such property.
    expect(() => messages.select('m', ['colour'])).toThrow('has no property colour');
  });

  it('has every select list of the text, computed columns, and null for what is outer joined', () => {
    const find = statement(
      'test-typed-computed',
      sql`select ${messages.select('m', ['id'])}, ${outer(contacts.select('c', ['displayName', 'createdAt']))},
                 ${as('count', int('count(*)'))}, ${as('isSent', bool(`${message.status} = 'SENT'`))},
                 ${as('author', notNull(message.authorUserId))}, ${as('last', orNull(message.id))}`,
    );
    expect(find.text).toContain('count(*) as "count", m."status" = \'SENT\' as "isSent"');
    same<
      RowOf<typeof find>,
      {
        id: string;
        displayName: string | null;
        createdAt: Date | null;
        count: number;
        isSent: boolean;
        author: string;
        last: string | null;
      }
    >(true);
  });

  it('does not have the columns of a subquery', () => {
    const find = statement(
      'test-typed-inner',
      sql`with x as (select ${inner(messages.select('m', ['id']))}) select ${as('count', int('count(*)'))} from x`,
    );
    same<RowOf<typeof find>, { count: number }>(true);
  });

  it('is declared with the text where there is no template, and unknown without a declaration', async () => {
    const declared = statement<{ readonly id: string }>('test-typed-declared', 'select 1 as id');
    const unknown = statement('test-typed-unknown', 'select 1 as id');
    same<RowOf<typeof declared>, { readonly id: string }>(true);
    const asked: string[] = [];
    const reader = { rows: async (of: { name: string }) => void asked.push(of.name) };
    const read = (reader as unknown as TenantReader).rows;
    // @ts-expect-error A statement that is not scoped to a tenant.
    await read(unknown);
    expect(asked).toEqual(['test-typed-unknown']);
  });

  it('is an array of values when it is read by position', () => {
    const find = inArrays(statement('test-typed-arrays', sql`select ${messages.select('m', ['id'])}`));
    expect(find).toMatchObject({ rowMode: 'array' });
    same<RowOf<typeof find>, readonly unknown[]>(true);
  });
});

describe('values of enums in SQL', () => {
  it('are quoted words', () => {
    expect(quoted(MessageStatus.QUEUED, MessageStatus.SENDING)).toBe("'QUEUED', 'SENDING'");
  });
});
