/**
 * Suggests contacts that may be the same person though no provider attests it: by a phone key in common, or by the
 * name. One statement for all contacts of a page; each compares a bounded number of others, through indexes.
 *
 * Contacts that a user separated are not suggested again.
 */
import { tableOf } from '../database/columns.js';
import { as, bool, int, orNull, sql, text } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { ContactMerge } from '../entities/contact-merge.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { weighLikeness } from './weigh-likeness.js';

/** Another contact that may be the same person. */
export interface MergeSuggestionRow {
  readonly id: string;
  readonly otherId: string;
  readonly reason: string;
  /** 0 to 1. */
  readonly score: number;
}

const contacts = tableOf(Contact);
const [asked, other, identity, merge] = [
  contacts.of('c'),
  contacts.of('o'),
  tableOf(ContactIdentity).of('ci'),
  tableOf(ContactMerge).of('m'),
];
const conversations = tableOf(Conversation).table;
const [one, two] = [tableOf(Conversation).of('x'), tableOf(Conversation).of('y')];

/** With this many contacts of one name, the name is weak evidence; they are counted, and get a low weight. */
const maxNamesakes = 20;
/** Number of conversations of one contact that are compared for closeness in time. */
const maxConversations = 10;
/** As in the index, whose entries have a maximum size. */
const comparedChars = 100;
const maxSuggestions = 5;
/** A dot, an emoji or two initials are not a name. */
const minNameChars = 3;

const isLiving = (person: typeof asked) => `${person.mergedIntoId} is null and ${person.erasedAt} is null`;

const separation = (kept: string, merged: string) =>
  `select 1 from ${tableOf(ContactMerge).table} m
    where ${merge.tenantId} = $1 and ${merge.keptId} = ${kept} and ${merge.mergedId} = ${merged} and ${merge.undoneAt} is not null`;

const findPairs = tenantStatement(
  'merge-suggestions',
  sql`with asked as materialized (
     select ${asked.id} as id, ${asked.displayName} as name, ${asked.phone} as phone from ${contacts.table} c
      where ${asked.tenantId} = $1 and ${asked.id} = any($2::uuid[]) and ${isLiving(asked)}
   ), by_key as (
     select a.id as contact_id, o.id as other_id, true as has_key, false as hides, 0 as namesakes
       from asked a
      cross join lateral (
        select distinct ${other.id} as id from ${tableOf(ContactIdentity).table} ci
          join ${contacts.table} o on ${other.tenantId} = $1 and ${other.matchKey} = any(${identity.matchKeys})
         where ${identity.tenantId} = $1 and ${identity.contactId} = a.id and ${other.id} <> a.id and ${isLiving(other)}
         limit ${maxSuggestions}
      ) o
   ), by_name as (
     select a.id as contact_id, o.id as other_id, false as has_key, a.phone is null or o.phone is null as hides,
            count(*) over (partition by a.id) as namesakes
       from asked a
      cross join lateral (
        select ${other.id} as id, ${other.phone} as phone from ${contacts.table} o
         where ${other.tenantId} = $1 and ${other.displayName} is not null and lower(left(${other.displayName}, ${comparedChars})) = lower(left(a.name, ${comparedChars}))
           and ${other.id} <> a.id and ${isLiving(other)}
         order by ${other.id} desc limit ${maxNamesakes}
      ) o
      where char_length(a.name) >= ${minNameChars}
   ), pair as (
     select contact_id, other_id, bool_or(has_key) as has_key, bool_or(hides) as hides, max(namesakes) as namesakes
       from (select * from by_key union all select * from by_name) p group by contact_id, other_id
   )
   select ${as('contactId', text('p.contact_id'))}, ${as('otherId', text('p.other_id'))}, ${as('hasKey', bool('p.has_key'))}, ${as('hidesPhone', bool('p.hides'))},
          ${as('namesakes', int('p.namesakes::int'))}, ${as('gapDays', orNull(int('near.gap_days')))}
     from pair p
     left join lateral (
       select min(abs(extract(epoch from x.at - y.at)))::float8 / 86400 as gap_days
         from (select ${one.channelId} as channel_id, ${one.lastActivityAt} as at from ${conversations} x
                where ${one.tenantId} = $1 and ${one.contactId} = p.contact_id order by ${one.id} desc limit ${maxConversations}) x
         join (select ${two.channelId} as channel_id, ${two.lastActivityAt} as at from ${conversations} y
                where ${two.tenantId} = $1 and ${two.contactId} = p.other_id order by ${two.id} desc limit ${maxConversations}) y
           using (channel_id)
     ) near on true
    where not exists (${separation('p.contact_id', 'p.other_id')}) and not exists (${separation('p.other_id', 'p.contact_id')})`,
);

/** The suggestions for each of the contacts, the likeliest first, at most five. */
export async function loadMergeSuggestions(
  reader: TenantReader,
  contactIds: readonly string[],
): Promise<MergeSuggestionRow[][]> {
  const lists = new Map<string, MergeSuggestionRow[]>(contactIds.map(id => [id, []]));
  for (const pair of await reader.rows(findPairs, contactIds)) {
    const weighed = weighLikeness(pair);
    if (weighed === null) continue;
    const { contactId, otherId } = pair;
    // The same for both directions, so that a client can recognise the pair.
    const id = [contactId, otherId].sort().join('~');
    lists.get(contactId)?.push({ id, otherId, ...weighed });
  }
  return contactIds.map(id =>
    (lists.get(id) ?? [])
      .sort((a, b) => b.score - a.score || (a.otherId < b.otherId ? -1 : 1))
      .slice(0, maxSuggestions),
  );
}
