/** Reads rows as the search knows them; one statement for each kind. */
import { tableOf } from '../database/columns.js';
import { type TenantStatement, tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { erasedAddress } from '../domain/erased.js';
import { type MessageDirection, SearchKind } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Message } from '../entities/message.entity.js';
import { Note } from '../entities/note.entity.js';
import type { SearchRef, SearchSource } from './source.js';

/** A row of a statement: its texts by field, in order. */
interface SourceRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly ownerId: string;
  readonly channelIds: readonly string[] | null;
  readonly authorId: string | null;
  readonly direction: MessageDirection | null;
  readonly texts: Readonly<Record<string, string | readonly string[] | null>>;
}

const [m, f, n, c, i, v, l] = [
  tableOf(Message).of('m'),
  tableOf(Attachment).of('f'),
  tableOf(Note).of('n'),
  tableOf(Contact).of('c'),
  tableOf(ContactIdentity).of('i'),
  tableOf(Conversation).of('v'),
  tableOf(Lead).of('l'),
];
const [messages, attachments, notes, contacts, identities, conversations, leads] = [
  tableOf(Message).table,
  tableOf(Attachment).table,
  tableOf(Note).table,
  tableOf(Contact).table,
  tableOf(ContactIdentity).table,
  tableOf(Conversation).table,
  tableOf(Lead).table,
];

interface SourceSql {
  readonly id: string;
  readonly tenantId: string;
  readonly createdAt: string;
  readonly from: string;
  readonly where: string;
  readonly ownerId?: string;
  readonly channelIds: string;
  readonly authorId?: string;
  readonly direction?: string;
  readonly texts: string;
}

const channelsOfLead = (leadId: string): string =>
  `array(select ${l.channelId} from ${leads} l where ${l.id} = ${leadId}
     union select ${v.channelId} from ${conversations} v where ${v.leadId} = ${leadId})`;

/**
 * A deleted message, a merged contact and a note that is a message are not found. Other tables are read in subqueries, by
 * their keys: for a join the planner may read all rows.
 */
const sources: Readonly<Record<SearchKind, SourceSql>> = {
  [SearchKind.MESSAGE]: {
    ...{ id: m.id, tenantId: m.tenantId, createdAt: m.createdAt, ownerId: m.conversationId },
    from: `${messages} m`,
    // The messages of an erased person are emptied a moment after the person.
    where: `${m.deletedAt} is null and (select ${v.address} from ${conversations} v where ${v.id} = ${m.conversationId}) <> '${erasedAddress}'`,
    channelIds: `array[${m.channelId}]`,
    authorId: `coalesce(${m.authorUserId}, ${m.authorAssistantId})`,
    direction: m.direction,
    texts: `jsonb_build_object('text', ${m.text}, 'attachments', case when ${m.hasAttachments} then
      (select jsonb_agg(${f.fileName} order by ${f.id}) from ${attachments} f where ${f.messageId} = ${m.id} and ${f.fileName} is not null) end)`,
  },
  [SearchKind.NOTE]: {
    ...{ id: n.id, tenantId: n.tenantId, createdAt: n.createdAt, authorId: n.authorUserId },
    ownerId: `coalesce(${n.conversationId}, ${n.leadId})`,
    from: `${notes} n`,
    where: `${n.ownBody} is not null`,
    channelIds: `case when ${n.conversationId} is null then ${channelsOfLead(n.leadId)}
      else array(select ${v.channelId} from ${conversations} v where ${v.id} = ${n.conversationId}) end`,
    texts: `jsonb_build_object('body', ${n.ownBody})`,
  },
  [SearchKind.CONTACT]: {
    ...{ id: c.id, tenantId: c.tenantId, createdAt: c.createdAt },
    from: `${contacts} c`,
    where: `${c.mergedIntoId} is null and ${c.erasedAt} is null`,
    channelIds: `array(select ${v.channelId} from ${conversations} v where ${v.contactId} = ${c.id}
      union select ${l.channelId} from ${leads} l where ${l.contactId} = ${c.id})`,
    texts: `jsonb_build_object('displayName', ${c.displayName}, 'phone', ${c.phone}, 'identities',
      (select jsonb_agg(${i.canonical} order by ${i.id}) from ${identities} i where ${i.contactId} = ${c.id}))`,
  },
  [SearchKind.LEAD]: {
    ...{ id: l.id, tenantId: l.tenantId, createdAt: l.createdAt },
    from: `${leads} l`,
    where: `${l.mergedIntoId} is null`,
    channelIds: `array[${l.channelId}] || array(select ${v.channelId} from ${conversations} v where ${v.leadId} = ${l.id})`,
    texts: `jsonb_build_object('name', ${l.name}, 'phone', ${l.phone})`,
  },
  [SearchKind.CONVERSATION]: {
    ...{ id: v.id, tenantId: v.tenantId, createdAt: v.createdAt },
    from: `${conversations} v`,
    where: `${v.address} <> '${erasedAddress}'`,
    channelIds: `array[${v.channelId}]`,
    texts: `jsonb_build_object('contact', (select ${c.displayName} from ${contacts} c where ${c.id} = ${v.contactId}), 'identity', ${v.address})`,
  },
};
/** The order of the fields of a kind: the first is shown when several have the words. */
const fieldOrder = [
  'text',
  'body',
  'displayName',
  'name',
  'contact',
  'phone',
  'identity',
  'identities',
  'attachments',
];

const toStatement = (kind: SearchKind): TenantStatement<SourceRow> => {
  const sql = sources[kind];
  return tenantStatement<SourceRow>(
    `search-source-${kind.toLowerCase()}`,
    `select ${sql.id} as id, ${sql.createdAt} as "createdAt", ${sql.ownerId ?? sql.id} as "ownerId",
            ${sql.channelIds} as "channelIds", ${sql.authorId ?? 'null::uuid'} as "authorId",
            ${sql.direction ?? 'null::text'} as direction, ${sql.texts} as texts
       from ${sql.from} where ${sql.tenantId} = $1 and ${sql.id} = any($2::uuid[]) and ${sql.where}`,
  );
};

const statements = Object.fromEntries(
  Object.values(SearchKind).map(kind => [kind, toStatement(kind)]),
) as Readonly<Record<SearchKind, TenantStatement<SourceRow>>>;

/** The rows that can be found, by their ids; others are missing in the result. */
export async function readSources(
  rows: TenantReader['rows'],
  refs: readonly SearchRef[],
): Promise<ReadonlyMap<string, SearchSource>> {
  const found = new Map<string, SearchSource>();
  for (const [kind, list] of Map.groupBy(refs, ref => ref.kind)) {
    for (const row of await rows(statements[kind], [...new Set(list.map(({ id }) => id))])) {
      const fields = toFields(row.texts);
      if (fields.length > 0) found.set(row.id, { ...row, kind, channelIds: row.channelIds ?? [], fields });
    }
  }
  return found;
}

function toFields(texts: SourceRow['texts']): SearchSource['fields'] {
  return fieldOrder.flatMap(name =>
    [texts[name] ?? []]
      .flat()
      .filter(text => text !== '')
      .map(text => ({ name, text })),
  );
}

const stages = Object.fromEntries(
  Object.values(SearchKind).map(kind => {
    const { id, tenantId, from, where } = sources[kind];
    return [
      kind,
      tenantStatement<{ readonly id: string }>(
        `search-fill-${kind.toLowerCase()}`,
        `select ${id} as id from ${from} where ${tenantId} = $1 and ${id} < $2::uuid and ${where} order by ${id} desc limit $3`,
      ),
    ];
  }),
) as Readonly<Record<SearchKind, TenantStatement<{ readonly id: string }>>>;

/** Ids of rows of a kind below an id, the greatest first. */
export function readIdsBelow(
  rows: TenantReader['rows'],
  kind: SearchKind,
  id: string,
  limit: number,
): Promise<{ readonly id: string }[]> {
  return rows(stages[kind], id, limit);
}
