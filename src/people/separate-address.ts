/**
 * Separates one address from a contact: with its conversations it becomes a contact with a lead of its own. For people
 * who were stored as one contact though nothing merged them, so that there is no merge to undo. An address of one of
 * the company's own numbers without a conversation is removed: it belongs to no contact.
 */
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { statement } from '../database/statement.js';
import { ConflictError, NotFoundError } from '../domain/errors.js';
import type { OwnKeys } from '../domain/identity/own-addresses.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { EventType } from '../domain/vocabulary.js';
import { toConversationUpdated, toLeadUpdated } from './contact-events.js';
import { insertContacts } from './contact-rows.js';
import { type LockedContact, lockContacts } from './lock-contacts.js';
import { moveRows } from './move-rows.js';
import { openLead } from './open-lead.js';
import { lockOwnedRows, type OwnedRows } from './owned-rows.js';
import {
  deleteAddress,
  findAddress,
  findKeyholder,
  type Keyholder,
  listAddresses,
  readOwnKeys,
  type StoredAddress,
} from './separation-rows.js';

/** The address to separate. */
export interface SeparateOrder {
  readonly tenantId: string;
  readonly userId: string;
  readonly identityId: string;
  /** Name of the new contact, or null. */
  readonly name: string | null;
}

/** The contact that has the address now, or that it was removed from, and the events for the caller to publish. */
export interface Separated {
  readonly contactId: string;
  readonly events: readonly NewEvent[];
}

/** All rows that the decision needs, locked. */
interface Situation {
  readonly address: StoredAddress;
  readonly holder: LockedContact;
  readonly keyholder: (Keyholder & { readonly contact: LockedContact }) | null;
  /** All addresses of the holder. */
  readonly addresses: readonly StoredAddress[];
  readonly rows: OwnedRows;
  readonly ownKeys: OwnKeys;
}

const insertContact = statement(
  'insert-separated-contact',
  insertContacts('values ($2, $1, $3, $4, $5, null, now())', 'skip'),
);

/**
 * Separates the address.
 * @throws NotFoundError, ConflictError for the only address of a contact, and for one that a merge added
 */
export async function separateAddress(transaction: Transaction, order: SeparateOrder): Promise<Separated> {
  const situation = await lockSituation(transaction, order);
  const { address, addresses, ownKeys, rows } = situation;
  const isOwn = address.matchKeys.some(key => ownKeys.has(key));
  if (isOwn && !rows.conversations.some(row => row.identityId === address.id))
    return removeAddress(transaction, order, situation);
  if (addresses.length < 2)
    throw new ConflictError('This is the only address of the contact, so there is nothing to separate.', {
      reason: 'WRONG_STATE',
    });
  return moveToOwnContact(transaction, order, situation);
}

async function lockSituation(
  transaction: Transaction,
  { tenantId, identityId }: SeparateOrder,
): Promise<Situation> {
  const seen = await findAddress(transaction, tenantId, identityId);
  if (!seen) throw new NotFoundError('address', identityId);
  const key = seen.matchKeys[0] ?? '';
  const seenHolder = await findKeyholder(transaction, tenantId, key);
  const ids = [seen.contactId, ...(seenHolder ? [seenHolder.id] : [])];
  const locked = await lockContacts(transaction, tenantId, ids);
  const holder = locked.find(row => row.id === seen.contactId);
  const address = await findAddress(transaction, tenantId, identityId);
  const found = await findKeyholder(transaction, tenantId, key);
  const contact = locked.find(row => row.id === found?.id);
  if (!holder || address?.contactId !== holder.id || (found && !contact))
    throw new ConflictError('The address was just moved to another contact; load it again and repeat.', {
      reason: 'WRONG_STATE',
    });
  return {
    ...{ address, holder, keyholder: found && contact ? { ...found, contact } : null },
    rows: await lockOwnedRows(transaction, tenantId, [holder.id]),
    addresses: await listAddresses(transaction, tenantId, holder.id),
    ownKeys: await readOwnKeys(transaction, tenantId),
  };
}

async function removeAddress(
  transaction: Transaction,
  { tenantId }: SeparateOrder,
  situation: Situation,
): Promise<Separated> {
  const { address, holder, rows } = situation;
  const phone = phoneOf(address);
  await deleteAddress(transaction, tenantId, address.id);
  await moveRows(transaction, {
    ...{ tenantId, fromId: holder.id, toId: holder.id },
    contacts: [await withoutKey(transaction, tenantId, situation)],
    leads: rows.leads
      .filter(row => phone !== null && row.phone === phone)
      .map(row => ({ ...row, phone: null })),
  });
  return {
    contactId: holder.id,
    events: [
      ...rows.conversations.map(row => toConversationUpdated(row, ['contact'])),
      ...rows.leads.map(row => toLeadUpdated(row, ['phone'])),
    ],
  };
}

async function moveToOwnContact(
  transaction: Transaction,
  order: SeparateOrder,
  situation: Situation,
): Promise<Separated> {
  const { address, holder, rows } = situation;
  const { tenantId, userId, name } = order;
  const phone = phoneOf(address);
  const contact = await prepareContact(transaction, order, situation);
  const conversations = rows.conversations.filter(row => row.identityId === address.id);
  const [first] = conversations;
  const lead =
    first &&
    (await openLead(transaction, {
      ...{ tenantId, contactId: contact.id, channelId: first.channelId, topicId: null, topicSource: null },
      ...{ name, phone },
    }));
  const leadId = lead?.id ?? null;
  await moveRows(transaction, {
    ...{ tenantId, fromId: holder.id, toId: contact.id, contacts: contact.changed },
    conversations: conversations.map(row => ({ ...row, contactId: contact.id, leadId })),
    identities: [address.id],
    bookings: phone === null ? [] : { phone },
    notes: leadId === null ? null : { toLeadId: leadId, conversationIds: conversations.map(row => row.id) },
    record: {
      ...{
        keptId: holder.id,
        mergedId: contact.id,
        mergedById: userId,
        undoneById: userId,
        sourceEventId: null,
      },
      moved: { leads: [], conversations: [], filled: { contact: [], lead: [], stageBefore: null } },
      joined: null,
    },
  });
  return {
    contactId: contact.id,
    events: [
      { kind: EventType.CONTACT_UNMERGED, subjectId: contact.id, changed: ['identities'] },
      ...(lead && first
        ? [
            {
              kind: EventType.LEAD_ADDED,
              ...{ subjectId: lead.id, channelId: first.channelId, conversationId: first.id },
            },
          ]
        : []),
      ...conversations.map(row => toConversationUpdated(row, ['contact', 'lead'])),
      ...rows.leads.map(row => toLeadUpdated(row, ['notes', 'conversations'])),
    ],
  };
}

/**
 * The contact that gets the address: inserted, or the one that only held the key of this phone, which is no longer
 * merged then (`changed`).
 */
async function prepareContact(
  transaction: Transaction,
  { tenantId, name }: SeparateOrder,
  situation: Situation,
): Promise<{ readonly id: string; readonly changed: readonly LockedContact[] }> {
  const { address, holder, keyholder } = situation;
  if (keyholder?.mergedIntoId === holder.id) {
    const { contact, wasMerged } = keyholder;
    if (wasMerged)
      throw new ConflictError('The address came with a merge: undo that one instead.', {
        reason: 'MERGED',
        contactId: contact.id,
      });
    const displayName = name ?? contact.displayName;
    return { id: contact.id, changed: [{ ...contact, displayName, mergedIntoId: null }] };
  }
  if (keyholder?.id === holder.id) {
    const contacts = [await withoutKey(transaction, tenantId, situation)];
    await moveRows(transaction, { tenantId, fromId: holder.id, toId: holder.id, contacts });
  }
  const id = uuidV7();
  const isFree = keyholder === null || keyholder.id === holder.id;
  const key = isFree ? (address.matchKeys[0] as string) : `contact:${id}`;
  const inserted = await transaction.query(insertContact, [tenantId, id, name, phoneOf(address), key]);
  if (inserted.length === 0)
    throw new ConflictError('Another contact just got this address; load it again and repeat.', {
      reason: 'WRONG_STATE',
    });
  return { id, changed: [] };
}

/** The holder with key and phone of another address, if its own are those of the separated address. */
async function withoutKey(
  transaction: Transaction,
  tenantId: string,
  { address, addresses, holder, ownKeys }: Situation,
): Promise<LockedContact> {
  const others = addresses
    .filter(({ id }) => id !== address.id)
    .flatMap(({ matchKeys }) => matchKeys.slice(0, 1))
    .filter(key => !ownKeys.has(key) && !address.matchKeys.includes(key));
  let matchKey = holder.matchKey;
  if (address.matchKeys.includes(matchKey)) {
    matchKey = `contact:${holder.id}`;
    for (const key of others) {
      if (await findKeyholder(transaction, tenantId, key)) continue;
      matchKey = key;
      break;
    }
  }
  const otherPhone = others.find(key => key.startsWith('tel:'))?.slice('tel:'.length) ?? null;
  return {
    ...holder,
    matchKey,
    phone: holder.phone !== null && holder.phone === phoneOf(address) ? otherPhone : holder.phone,
  };
}

function phoneOf({ matchKeys, canonical }: StoredAddress): string | null {
  if (!matchKeys[0]?.startsWith('tel:')) return null;
  return `+${canonical.replace(/@.*$/, '').replaceAll(/\D/g, '')}`;
}
