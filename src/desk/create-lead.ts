import { recordActivity } from '../database/activities/pending-activity.js';
import { BadUserInputError, ConflictError, OwnNumberError } from '../domain/errors.js';
import { IdentityKind } from '../domain/identity/identity-kind.js';
import { isOwnPhone, toOwnKeys } from '../domain/identity/own-addresses.js';
import type { LeadValue } from '../domain/lead-value.js';
import { identifyPhone } from '../domain/phone/phone-identity.js';
import { toName } from '../domain/to-name.js';
import { EventType, TopicSource } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { addAddresses } from '../people/address-rows.js';
import { toContactUpdated } from '../people/contact-rows.js';
import { openLead } from '../people/open-lead.js';
import { upsertPhoneContact } from '../people/phone-contact.js';
import { refuseArchived } from './company-list.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { toLeadValue, toNoteBody } from './desk-text.js';
import { getRow } from './find-row.js';
import { writeNote } from './write-note.js';

/** Input of `createLead`. */
export interface CreateLeadInput {
  readonly name?: string | null;
  readonly phone: string;
  readonly channelId: string;
  readonly topicId?: string | null;
  readonly value?: LeadValue | null;
  readonly note?: string | null;
}

/** The lead, and true if this call created it. */
export interface CreatedLead {
  readonly leadId: string;
  readonly isNew: boolean;
}

/**
 * Opens a lead for a phone. An existing contact is used, in any spelling of the phone; their open lead, if there is
 * one, is returned unchanged and gets the note, instead of a second lead.
 * @throws BadUserInputError, NotFoundError, ConflictError for an archived topic and without an open stage
 */
export function createLead(
  database: DeskDatabase,
  actor: DeskActor,
  input: CreateLeadInput,
): Promise<CreatedLead> {
  const { tenantId } = actor;
  const name = toName('name', input.name);
  const note = input.note == null ? null : toNoteBody('note', input.note);
  const value = toLeadValue(input.value) ?? null;
  return database.change(tenantId, async unit => {
    const { em } = unit;
    const tenant = await getRow(em, Tenant, 'tenant', tenantId);
    const phone = identifyPhone(input.phone, tenant.defaultCountry);
    if (!phone) throw new BadUserInputError('phone', 'must be a phone number that exists');
    const channel = await getRow(em, Channel, 'channel', input.channelId);
    if (isOwnPhone(phone.e164, toOwnKeys(await em.find(Channel, {}), tenant.defaultCountry)))
      throw new OwnNumberError('phone');
    const topic = input.topicId == null ? null : await getRow(em, Topic, 'topic', input.topicId);
    if (topic) refuseArchived(topic, 'topic');
    // Locks the contact's row: concurrent calls for one contact are serialised from here.
    const contact = await upsertPhoneContact(unit, tenantId, phone.e164, name);
    const addedCount = await addAddresses(unit, { tenantId, contactId: contact.id, channelId: null }, [
      {
        kind: IdentityKind.PHONE,
        raw: input.phone,
        canonical: phone.e164,
        matchKeys: phone.matchKeys.map(key => `tel:${key}`),
      },
    ]);
    const lead = await openLead(unit, {
      ...{ tenantId, contactId: contact.id, channelId: channel.id, topicId: topic?.id ?? null },
      topicSource: topic && TopicSource.HAND,
      name: name ?? contact.displayName,
      phone: contact.phone,
      value,
    });
    if (!lead)
      throw new ConflictError('The pipeline has no open stage; add one before making leads.', {
        reason: 'WRONG_STATE',
      });
    const { id: leadId, channelId, isNew } = lead;
    if (addedCount > 0 && !isNew) unit.emit(toContactUpdated(contact.id, ['identities']));
    if (isNew) unit.emit({ kind: EventType.LEAD_ADDED, subjectId: leadId, channelId });
    if (note !== null) {
      const noteId = writeNote(unit, actor, { leadId, conversationId: null, channelId }, note);
      if (!isNew) recordActivity({ action: 'note.added', targetType: 'Note', targetId: noteId, leadId });
    }
    return { leadId, isNew };
  });
}
