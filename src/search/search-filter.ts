/** The filter of a search, as lexemes and as limits of time. */
import { tableOf } from '../database/columns.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { type MessageDirection, SearchKind } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { idIn, idIs } from '../queries/conditions.js';
import { toShortId } from './lexemes.js';
import type { LexemeFilter } from './to-tsquery.js';

/** Filter of a search; absent and null filter nothing, an empty list matches nothing. */
export interface SearchListFilter {
  readonly kinds?: readonly SearchKind[] | null;
  readonly channelIds?: readonly string[] | null;
  readonly contactId?: string | null;
  readonly conversationId?: string | null;
  readonly direction?: MessageDirection | null;
  readonly authorIds?: readonly string[] | null;
  readonly createdAfter?: Date | null;
  readonly createdBefore?: Date | null;
}

/** A filter that is ready to be compared. */
export interface ReadyFilter {
  readonly kinds: readonly SearchKind[];
  readonly lexemes: LexemeFilter;
  readonly createdAfter: Date | null;
  readonly createdBefore: Date | null;
  /** Lists of numbers; a result is on one of each. */
  readonly numbers: readonly (readonly string[])[];
}

const v = tableOf(Conversation).of('v');
const l = tableOf(Lead).of('l');
/** More conversations and leads of one person are not looked at. */
const maxOwners = 500;

const ownersStatement = tenantStatement<{ readonly id: string }>(
  'search-owners-of-contact',
  `(select ${v.id} as id from ${tableOf(Conversation).table} v where ${v.tenantId} = $1 and ${v.contactId} = $2::uuid order by ${v.id} desc limit ${maxOwners})
   union all (select ${l.id} from ${tableOf(Lead).table} l where ${l.tenantId} = $1 and ${l.contactId} = $2::uuid order by ${l.id} desc limit ${maxOwners})`,
);

/**
 * Prepares a filter; null when it matches nothing.
 * @param scope numbers that the credential is limited to; null for all
 * @throws BadUserInputError for what is no id, and for too many of them
 */
export async function toReadyFilter(
  { rows }: TenantReader,
  filter: SearchListFilter,
  scope: readonly string[] | null,
): Promise<ReadyFilter | null> {
  const { channelIds, contactId, conversationId, direction, authorIds } = filter;
  idIn('channelIds', '', channelIds);
  idIn('authorIds', '', authorIds);
  idIs('contactId', '', contactId);
  idIs('conversationId', '', conversationId);
  const numbers = [channelIds, scope].flatMap(list => (list == null ? [] : [list]));
  const kinds = toKinds(filter);
  if (kinds.length === 0 || numbers.some(list => list.length === 0) || authorIds?.length === 0) return null;
  const lexemes = numbers.map(list => list.map(id => `h${toShortId(id)}`));
  if (authorIds != null) lexemes.push(authorIds.map(id => `a${toShortId(id)}`));
  if (direction != null) lexemes.push([`i${direction}`]);
  if (conversationId != null) lexemes.push([`o${toShortId(conversationId)}`]);
  if (contactId != null) {
    const owners = [contactId, ...(await rows(ownersStatement, contactId)).map(({ id }) => id)];
    lexemes.push(owners.map(id => `o${toShortId(id)}`));
  }
  return {
    ...{ kinds, lexemes, numbers },
    createdAfter: filter.createdAfter ?? null,
    createdBefore: filter.createdBefore ?? null,
  };
}

/** Only messages have a direction, only messages and notes an author. */
function toKinds({ kinds, direction, authorIds }: SearchListFilter): readonly SearchKind[] {
  const possible =
    direction != null
      ? [SearchKind.MESSAGE]
      : authorIds != null
        ? [SearchKind.MESSAGE, SearchKind.NOTE]
        : Object.values(SearchKind);
  return possible.filter(kind => kinds == null || kinds.includes(kind));
}
