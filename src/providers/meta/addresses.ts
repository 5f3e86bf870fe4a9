/**
 * Addresses of an item's sender or recipient in Meta's Cloud API format: all that the request attests as the same
 * person's (docs/providers/whatsapp-cloud.md, "Addresses"). Message content attests nothing: a forwarded contact card
 * can be another person's.
 */
import { readWord, type Tree, toList, toTree } from '../json/json-value.js';

/** System messages that announce a customer's new addresses. */
const changesOfAddress: ReadonlySet<string> = new Set([
  'user_changed_number',
  'customer_changed_number',
  'user_changed_user_id',
]);

/**
 * Addresses of the sender, the one to reply to first. If the item names none, the request's only contact is used; empty
 * when there is none.
 */
export function findCloudSender(message: Tree, contacts: readonly Tree[]): readonly string[] {
  const named = toAddresses([
    // Users with a username can have no visible phone: then the business-scoped user id is their address.
    ...[message.from, message.from_user_id],
    ...toChangedAddresses(message),
    message.from_parent_user_id,
    ...toContactAddresses(contacts, [message.from], [message.from_user_id]),
    ...toSharedPhone(message),
  ]);
  const [contact] = contacts;
  if (named.length > 0 || contacts.length !== 1 || contact === undefined) return named;
  return toAddresses([contact.wa_id, contact.user_id, contact.parent_user_id]);
}

/** Addresses of the recipient of a reply from the WhatsApp Business app. */
export function findCloudEchoRecipient(message: Tree, contacts: readonly Tree[]): readonly string[] {
  return toAddresses([
    ...[message.to, message.to_user_id, message.recipient_user_id, message.to_parent_user_id],
    ...toContactAddresses(contacts, [message.to], [message.to_user_id, message.recipient_user_id]),
  ]);
}

/** Addresses of a status's recipient; fewer than two attest nothing and are left out. */
export function findCloudRecipients(status: Tree, contacts: readonly Tree[]): readonly string[] {
  if (readWord(status.recipient_type) === 'group') return [];
  const named = toAddresses([
    ...[status.recipient_id, status.recipient_user_id],
    ...[status.recipient_parent_user_id, status.parent_recipient_user_id, status.parent_user_id],
    ...toContactAddresses(contacts, [status.recipient_id], [status.recipient_user_id]),
  ]);
  return named.length > 1 ? named : [];
}

/** Addresses in an entry of `user_id_update`: old ids, new ids, phone. */
export function findCloudChangedIds(update: Tree): readonly string[] {
  const [ids, parents] = [toTree(update.user_id), toTree(update.parent_user_id)];
  return toAddresses([update.wa_id, ids.previous, ids.current, parents.previous, parents.current]);
}

function toChangedAddresses(message: Tree): readonly unknown[] {
  const system = toTree(message.system);
  if (!changesOfAddress.has(readWord(system.type, 64) ?? '')) return [];
  return [
    ...[system.previous_user_id, system.user_id, system.wa_id, system.new_wa_id],
    ...[system.previous_parent_user_id, system.parent_user_id],
  ];
}

/** A contact of the request attests its addresses only when it shares one with the item. */
function toContactAddresses(
  contacts: readonly Tree[],
  phones: readonly unknown[],
  userIds: readonly unknown[],
): readonly unknown[] {
  const isTheirs = (contact: Tree) =>
    (contact.wa_id !== undefined && phones.includes(contact.wa_id)) ||
    (contact.user_id !== undefined && userIds.includes(contact.user_id));
  const contact = contacts.find(isTheirs);
  return contact === undefined ? [] : [contact.wa_id, contact.user_id, contact.parent_user_id];
}

/** The customer pressed the button that requests their phone number, so the single card is their own. */
function toSharedPhone(message: Tree): readonly unknown[] {
  if (readWord(message.origin, 64) !== 'contact_request') return [];
  const phones = toList(message.contacts).flatMap(card => toList(toTree(card).phones).map(toTree));
  return phones.length === 1 ? [phones[0]?.wa_id ?? phones[0]?.phone] : [];
}

function toAddresses(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.map(value => readWord(value)?.trim()).filter(word => word !== undefined))];
}
