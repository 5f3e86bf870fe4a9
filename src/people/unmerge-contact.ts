/**
 * Undoes a merge: moved rows return to their former contact, if they still are where the merge put them. Later rows
 * stay with their conversation, and conversations follow their addresses. From then on no provider attestation merges
 * the two again.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { ConflictError, NotFoundError } from '../domain/errors.js';
import { toFieldName } from '../domain/field-name.js';
import { EventType } from '../domain/vocabulary.js';
import type { MovedRows } from '../entities/contact-merge.entity.js';
import { toConversationUpdated, toLeadUpdated } from './contact-events.js';
import { findMerge, findMergeTarget, markUndone } from './contact-merge-rows.js';
import { type LockedContact, lockContacts } from './lock-contacts.js';
import type { FilledLeadField } from './merge-leads.js';
import { moveRows } from './move-rows.js';
import { lockOwnedRows, type OwnedConversation, type OwnedLead } from './owned-rows.js';

/** The merge to undo, and the acting user. */
export interface UnmergeOrder {
  readonly tenantId: string;
  readonly userId: string;
  /** The contact that was merged. */
  readonly mergedId: string;
}

/**
 * Undoes a merge. @returns the events, for the caller to publish
 * @throws NotFoundError, ConflictError when the contact is not merged, or only holds the key of a phone
 */
export async function unmergeContact(
  transaction: Transaction,
  { tenantId, userId, mergedId }: UnmergeOrder,
): Promise<NewEvent[]> {
  const { holder, merged } = await lockMerged(transaction, tenantId, mergedId);
  const record = await findMerge(transaction, tenantId, mergedId);
  if (!record)
    throw new ConflictError(
      'This contact only holds a phone of the other one; there is nothing to take back.',
      { reason: 'WRONG_STATE' },
    );
  const { moved } = record;
  const rows = await lockOwnedRows(transaction, tenantId, [holder.id]);
  const leads = toReturnedLeads(rows.leads, moved, mergedId);
  const conversations = toReturnedConversations(rows.conversations, leads, moved, mergedId);
  const emptied = record.keptId === holder.id ? emptyContact(holder, merged, moved.filled.contact) : holder;
  const others = rows.leads.filter(row => !leads.some(({ id }) => id === row.id));
  const keptLead = emptyLead([...leads, ...others], moved);
  await moveRows(transaction, {
    ...{ tenantId, fromId: holder.id, toId: mergedId, conversations },
    contacts: [{ ...merged, mergedIntoId: null }, ...(emptied === holder ? [] : [emptied])],
    leads: keptLead ? [...leads.filter(({ id }) => id !== keptLead.id), keptLead] : leads,
    ...{ identities: moved.identities, mergedContacts: moved.contacts, bookings: moved.bookings },
    notes: moved.joined && {
      ...{ toLeadId: moved.joined.leadId, fromLeadId: moved.joined.intoId, ids: moved.joined.notes },
    },
  });
  await markUndone(transaction, tenantId, record.id, userId);
  return [
    { kind: EventType.CONTACT_UNMERGED, subjectId: mergedId, changed: ['mergedInto'] },
    ...conversations.map(row => toConversationUpdated(row, ['contact', 'lead'])),
    ...leads.map(row => toLeadUpdated(row, ['contact', 'mergedInto'])),
    ...(keptLead
      ? [
          toLeadUpdated(keptLead, [
            ...['notes', 'conversations', 'stage'],
            ...moved.filled.lead.map(toFieldName),
          ]),
        ]
      : []),
  ];
}

/** The merged contact and the one it is merged into, locked. @throws NotFoundError, ConflictError */
async function lockMerged(
  transaction: Transaction,
  tenantId: string,
  mergedId: string,
): Promise<{ readonly holder: LockedContact; readonly merged: LockedContact }> {
  const target = await findMergeTarget(transaction, tenantId, mergedId);
  if (!target) throw new NotFoundError('contact', mergedId);
  const holderId = target.mergedIntoId;
  if (holderId === null)
    throw new ConflictError('This contact is not merged into another.', { reason: 'WRONG_STATE' });
  const locked = await lockContacts(transaction, tenantId, [mergedId, holderId]);
  const holder = locked.find(row => row.id === holderId);
  const merged = locked.find(row => row.id === mergedId);
  if (merged?.mergedIntoId !== holderId || holder === undefined || holder.mergedIntoId !== null)
    throw new ConflictError('The contact was just merged once more; load it again and repeat.', {
      reason: 'MERGED',
    });
  return { holder, merged };
}

function toReturnedLeads(leads: readonly OwnedLead[], moved: MovedRows, contactId: string): OwnedLead[] {
  const before = new Map(moved.leads.map(({ id, mergedIntoId }) => [id, mergedIntoId]));
  return leads
    .filter(({ id }) => before.has(id))
    .map(lead => ({ ...lead, contactId, mergedIntoId: before.get(lead.id) ?? null }));
}

/** The conversations of returning addresses; with their former lead, else the newest one, an open one first. */
function toReturnedConversations(
  conversations: readonly OwnedConversation[],
  leads: readonly OwnedLead[],
  moved: MovedRows,
  contactId: string,
): OwnedConversation[] {
  const before = new Map(moved.conversations.map(({ id, leadId }) => [id, leadId]));
  const [otherwise = null] = leads
    .filter(({ mergedIntoId }) => mergedIntoId === null)
    .sort((a, b) => Number(a.isTerminal) - Number(b.isTerminal) || (a.id > b.id ? -1 : 1));
  return conversations
    .filter(({ identityId }) => moved.identities.includes(identityId))
    .map(row => {
      const had = leads.find(({ id }) => id === before.get(row.id)) ?? otherwise;
      return { ...row, contactId, leadId: had?.id ?? null };
    });
}

/** The kept contact without the fields it took from the other, unless they changed since; itself when none changes. */
function emptyContact(kept: LockedContact, merged: LockedContact, filled: readonly string[]): LockedContact {
  const emptied = (['displayName', 'phone'] as const).filter(
    field => filled.includes(field) && kept[field] !== null && kept[field] === merged[field],
  );
  if (emptied.length === 0) return kept;
  return { ...kept, ...Object.fromEntries(emptied.map(field => [field, null])) };
}

/** The lead that the other was merged into, without the fields it took, unless they changed; null without a merge. */
function emptyLead(leads: readonly OwnedLead[], { joined, filled }: MovedRows): OwnedLead | null {
  const kept = leads.find(({ id }) => id === joined?.intoId);
  const other = leads.find(({ id }) => id === joined?.leadId);
  if (!kept || !other) return null;
  const emptied = (filled.lead as readonly FilledLeadField[]).filter(
    field => kept[field] !== null && isDeepStrictEqual(kept[field], other[field]),
  );
  const { stageBefore } = filled;
  return {
    ...kept,
    ...Object.fromEntries(emptied.map(field => [field, null])),
    ...(emptied.includes('topicId') ? { topicSource: null } : {}),
    ...(stageBefore !== null && kept.stageId === other.stageId ? { stageId: stageBefore } : {}),
  };
}
