/**
 * Merges one contact into another: addresses, conversations, leads and bookings move to the kept contact; the merged
 * row stays, references the kept one, and is found by its key. Nothing is deleted, and no conversation changes its
 * address, its messages or its unread count: a reply goes to the address as received.
 *
 * A merged contact references a contact that is not merged itself: contacts that were merged into the one merged now
 * are redirected to the kept one.
 *
 * The kept contact gets the labels of the other in addition, and keeps them when the merge is undone.
 */
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { toFieldName } from '../domain/field-name.js';
import { EventType } from '../domain/vocabulary.js';
import { toConversationUpdated, toLeadUpdated } from './contact-events.js';
import type { LockedContact } from './lock-contacts.js';
import { mergeLeads } from './merge-leads.js';
import { moveRows } from './move-rows.js';
import { findOpenLead } from './open-lead.js';
import { lockOwnedRows } from './owned-rows.js';

/** Two contacts of one person, both locked and neither merged. */
export interface MergeOrder {
  readonly tenantId: string;
  readonly kept: LockedContact;
  readonly merged: LockedContact;
  /** The agent who merges them, or null. */
  readonly mergedById: string | null;
  /** The ledger row of the provider's attestation, or null. */
  readonly sourceEventId: string | null;
}

/** Merges them. @returns the events, for the caller to publish */
export async function mergeContact(transaction: Transaction, order: MergeOrder): Promise<NewEvent[]> {
  const { tenantId, kept, merged, mergedById, sourceEventId } = order;
  const rows = await lockOwnedRows(transaction, tenantId, [kept.id, merged.id]);
  const conversations = rows.conversations.filter(row => row.contactId === merged.id);
  const leads = rows.leads.filter(row => row.contactId === merged.id);
  const openLeadId = findOpenLead(rows.leads, kept.id)?.id ?? null;
  const joined = mergeLeads(rows.leads, kept.id, merged.id);
  const mergedId = joined?.from.id ?? null;
  const filled = {
    displayName: kept.displayName ?? merged.displayName,
    phone: kept.phone ?? merged.phone,
    labelIds: [...new Set([...kept.labelIds, ...merged.labelIds])],
  };
  const getsLabels = filled.labelIds.length > kept.labelIds.length;
  const filledFields = (['displayName', 'phone'] as const).filter(field => filled[field] !== kept[field]);
  const isMerged = (leadId: string | null) => mergedId !== null && leadId === mergedId;
  await moveRows(transaction, {
    ...{ tenantId, fromId: merged.id, toId: kept.id },
    contacts: [
      { ...merged, mergedIntoId: kept.id },
      ...(filledFields.length > 0 || getsLabels ? [{ ...kept, ...filled }] : []),
    ],
    conversations: conversations.map(row => ({
      ...row,
      contactId: kept.id,
      leadId: isMerged(row.leadId) ? openLeadId : (row.leadId ?? openLeadId),
    })),
    leads: [
      ...leads.map(row => ({
        ...row,
        contactId: kept.id,
        mergedIntoId: isMerged(row.id) || isMerged(row.mergedIntoId) ? openLeadId : row.mergedIntoId,
      })),
      ...(joined ? [joined.into] : []),
    ],
    ...{ identities: 'all', mergedContacts: 'all', bookings: 'all' },
    notes: joined && { toLeadId: joined.into.id, fromLeadId: joined.from.id },
    record: {
      ...{ keptId: kept.id, mergedId: merged.id, mergedById, sourceEventId, undoneById: null },
      moved: {
        leads: leads.map(({ id, mergedIntoId }) => ({ id, mergedIntoId })),
        conversations: conversations.map(({ id, leadId }) => ({ id, leadId })),
        filled: {
          ...{ contact: filledFields, lead: joined?.filled ?? [], stageBefore: joined?.stageBefore ?? null },
        },
      },
      joined: joined && { leadId: joined.from.id, intoId: joined.into.id },
    },
  });
  return [
    { kind: EventType.CONTACT_MERGED, subjectId: merged.id, changed: ['mergedInto'] },
    ...(getsLabels ? [{ kind: EventType.CONTACT_UPDATED, subjectId: kept.id, changed: ['labels'] }] : []),
    ...conversations.map(row => {
      const changesLead = isMerged(row.leadId) || row.leadId === null;
      return toConversationUpdated(row, changesLead ? ['contact', 'lead'] : ['contact']);
    }),
    ...leads.map(row => toLeadUpdated(row, isMerged(row.id) ? ['contact', 'mergedInto'] : ['contact'])),
    ...(joined
      ? [
          toLeadUpdated(joined.into, [
            ...(joined.stageBefore === null ? [] : ['stage']),
            ...joined.filled.map(toFieldName),
            ...['notes', 'conversations'],
          ]),
        ]
      : []),
  ];
}
