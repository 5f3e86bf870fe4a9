/**
 * Edits, deletions and reactions, applied to a message whose row is locked. They arrive late, twice and in any order,
 * so each is compared with the stored state by the provider's clock. None of them is a message: unread count, activity,
 * status and reply window stay.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { AuthorKind, MessageDirection, MessageKind } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';
import { MessageReaction } from '../entities/message-reaction.entity.js';
import { MessageRevision } from '../entities/message-revision.entity.js';
import type { ChangeContent, ReportedChange } from './reported-change.js';

/** A message under its lock. */
export interface ChangeableMessage {
  readonly id: string;
  readonly tenantId: string;
  readonly conversationId: string;
  readonly channelId: string;
  readonly direction: MessageDirection;
  readonly kind: MessageKind;
  readonly text: string | null;
  readonly editedAt: Date | null;
  readonly deletedAt: Date | null;
}

/** The properties of a ChangeableMessage. */
export const changeableProperties = [
  'id',
  'tenantId',
  'conversationId',
  'channelId',
  'direction',
  'kind',
  'text',
  'editedAt',
  'deletedAt',
] as const;

/** The result of a change: GraphQL names of the changed fields, none when nothing is new; or why it is refused. */
export type ChangeOutcome = { readonly changed: readonly string[] } | { readonly refused: string };

/** Number of earlier texts that are kept. */
export const maxRevisions = 50;

const messages = tableOf(Message);
const message = messages.of('m');
const column = messages.column;
const revisions = tableOf(MessageRevision);
const revision = revisions.of('r');
const reactions = tableOf(MessageReaction);
const reaction = reactions.of('e');

const nothing: ChangeOutcome = { changed: [] };

/** Applies a change. */
export async function applyChange(
  transaction: Transaction,
  target: ChangeableMessage,
  change: ReportedChange,
): Promise<ChangeOutcome> {
  const { content } = change;
  if (content.type === 'reaction') return react(transaction, target, change, content.emoji);
  const isOwn = (change.author === AuthorKind.CONTACT) === (target.direction === MessageDirection.INBOUND);
  if (!isOwn && !change.isOfEitherSide)
    return { refused: 'Only who wrote a message can edit or delete it; this one is the other side’s.' };
  return content.type === 'edit'
    ? edit(transaction, target, change, content)
    : erase(transaction, target, change);
}

const editStatement = statement(
  'edit-message',
  `with kept as (
     insert into ${revisions.table} (${revisions.list(['id', 'tenantId', 'messageId', 'text', 'replacedAt', 'sourceEventId'])})
     select $2, ${message.tenantId}, ${message.id}, ${message.text}, $5, $6 from ${messages.table} m where ${message.id} = $1
   )
   update ${messages.table} m set ${column.text} = $3, ${column.kind} = $4, ${column.editedAt} = $5 where ${message.id} = $1`,
);

/** The text that a late edit replaced was stored as the one that a later edit replaced. */
const lateEditStatement = statement(
  'edit-message-late',
  `with following as (
     select ${revision.id} as id, ${revision.replacedAt} as replaced_at from ${revisions.table} r
      where ${revision.messageId} = $1 and ${revision.replacedAt} > $5
        and not exists (select 1 from ${revisions.table} k where ${revisions.of('k').messageId} = $1 and ${revisions.of('k').replacedAt} = $5)
      order by ${revision.replacedAt}, ${revision.id} limit 1
   ), moved as (
     update ${revisions.table} r set ${revisions.column.replacedAt} = $5, ${revisions.column.sourceEventId} = $6
       from following where ${revision.id} = following.id
   ), kept as (
     insert into ${revisions.table} (${revisions.list(['id', 'tenantId', 'messageId', 'text', 'replacedAt', 'sourceEventId'])})
     select $2, $4, $1, $3, replaced_at, $6 from following returning ${revisions.column.id}
   ), touched as (
     update ${messages.table} m set ${column.version} = ${message.version} + 1 where ${message.id} = $1 and exists (select 1 from kept)
   )
   select 1 as found from kept`,
);

const trimStatement = statement(
  'trim-revisions',
  `delete from ${revisions.table} r where ${revision.messageId} = $1 and ${revision.id} in (
     select ${revisions.of('o').id} from ${revisions.table} o where ${revisions.of('o').messageId} = $1
      order by ${revisions.of('o').replacedAt} desc, ${revisions.of('o').id} desc offset ${maxRevisions})`,
);

async function edit(
  transaction: Transaction,
  target: ChangeableMessage,
  { at, sourceEventId }: ReportedChange,
  { kind, text }: Extract<ChangeContent, { type: 'edit' }>,
): Promise<ChangeOutcome> {
  if (target.text === text) return nothing;
  const isLate = target.editedAt !== null && Date.parse(at) < target.editedAt.getTime();
  if (isLate) {
    const parameters = [target.id, uuidV7(), text, target.tenantId, at, sourceEventId];
    const isNew = (await transaction.query(lateEditStatement, parameters)).length > 0;
    if (!isNew) return nothing;
    await transaction.query(trimStatement, [target.id]);
    return { changed: ['revisions'] };
  }
  const isKnownKind = target.kind !== MessageKind.UNSUPPORTED;
  await transaction.query(editStatement, [
    ...[target.id, uuidV7(), text, isKnownKind ? target.kind : kind, at, sourceEventId],
  ]);
  await transaction.query(trimStatement, [target.id]);
  return { changed: ['text', 'editedAt', 'revisions', ...(isKnownKind ? [] : ['kind'])] };
}

const deleteStatement = statement(
  'mark-message-deleted',
  `update ${messages.table} m set ${column.deletedAt} = $2, ${column.deletedByKind} = $3 where ${message.id} = $1`,
);

async function erase(
  transaction: Transaction,
  target: ChangeableMessage,
  { at, author }: ReportedChange,
): Promise<ChangeOutcome> {
  if (target.deletedAt !== null) return nothing;
  await transaction.query(deleteStatement, [target.id, at, author]);
  return { changed: ['deletedAt', 'deletedBy', 'text', 'attachments', 'revisions'] };
}

const findReactionStatement = statement(
  'find-reaction',
  sql`select ${as('emoji', reaction.emoji)}, ${as('at', reaction.at)} from ${reactions.table} e
    where ${reaction.messageId} = $1 and ${reaction.direction} = $2`,
);

const reactStatement = statement(
  'react-to-message',
  `with touched as (
     update ${messages.table} m set ${column.version} = ${message.version} + 1 where ${message.id} = $3 and $9
   )
   insert into ${reactions.table} (${reactions.list(['id', 'tenantId', 'messageId', 'direction', 'authorKind', 'emoji', 'at', 'sourceEventId'])})
   values ($1, $2, $3, $4, $5, $6, $7, $8)
   on conflict (${reactions.column.messageId}, ${reactions.column.direction}) do update set
     ${reactions.column.authorKind} = excluded.author_kind,
     ${reactions.column.emoji} = excluded.emoji, ${reactions.column.at} = excluded.at,
     ${reactions.column.sourceEventId} = excluded.source_event_id`,
);

async function react(
  transaction: Transaction,
  target: ChangeableMessage,
  { author, at, sourceEventId }: ReportedChange,
  emoji: string | null,
): Promise<ChangeOutcome> {
  const direction = author === AuthorKind.CONTACT ? MessageDirection.INBOUND : MessageDirection.OUTBOUND;
  const [known] = await transaction.query(findReactionStatement, [target.id, direction]);
  if (known && Date.parse(at) < known.at.getTime()) return nothing;
  if (known && known.emoji === emoji && known.at.getTime() === Date.parse(at)) return nothing;
  // The same one, told again later, shows nothing new: its clock counts for what comes after it.
  const isNew = (known?.emoji ?? null) !== emoji;
  await transaction.query(reactStatement, [
    ...[uuidV7(), target.tenantId, target.id, direction, author, emoji, at, sourceEventId, isNew],
  ]);
  return isNew ? { changed: ['reactions'] } : nothing;
}
