import type { EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery } from 'kysely';
import type { UnitOfWork } from '../database/database.js';
import { BadUserInputError, ConflictError, OwnNumberError } from '../domain/errors.js';
import { toOwnKeys } from '../domain/identity/own-addresses.js';
import { identifyPhone } from '../domain/phone/phone-identity.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { EventType, TopicSource } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { ensureContact } from '../people/ensure-contact.js';
import { openLeadsOf } from '../people/open-lead.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { toName, toNoteBody } from './desk-text.js';
import { getRow } from './find-row.js';
import { writeNote } from './write-note.js';

/** Input of `createLead`. */
export interface CreateLeadInput {
  readonly name?: string | null;
  readonly phone: string;
  readonly channelId: string;
  readonly topicId?: string | null;
  readonly note?: string | null;
}

/** The lead, and whether this call made it. */
export interface CreatedLead {
  readonly leadId: string;
  readonly isNew: boolean;
}

/**
 * Makes the sales case of a person by hand. A known person stays one contact, with any spelling of the
 * phone; a lead of theirs that is still open is answered as it is, and gets the note, instead of a second one.
 * @throws BadUserInputError, NotFoundError, ConflictError when the tenant has no pipeline
 */
export function createLead(
  database: DeskDatabase,
  actor: DeskActor,
  input: CreateLeadInput,
): Promise<CreatedLead> {
  const name = toName('name', input.name);
  const note = input.note == null ? null : toNoteBody('note', input.note);
  return database.change(actor.tenantId, async unit => {
    const { em } = unit;
    const tenant = await getRow(em, Tenant, 'tenant', actor.tenantId);
    const phone = identifyPhone(input.phone, tenant.defaultCountry);
    if (!phone) throw new BadUserInputError('phone', 'must be a phone number that exists');
    const channel = await getRow(em, Channel, 'channel', input.channelId);
    const ownKeys = toOwnKeys(await em.find(Channel, {}), tenant.defaultCountry);
    if (ownKeys.has(`tel:${phone.matchKey}`)) throw new OwnNumberError('phone');
    const topic = input.topicId == null ? null : await getRow(em, Topic, 'topic', input.topicId);
    // Locks the contact's row: two calls for one person are serialized from here on.
    const contact = await ensureContact(em, actor.tenantId, phone, input.phone, name);
    const open = await findOpenLead(em, contact.id);
    const lead = open ?? (await addLead(unit, { contact, channel, topic, name, tenantId: actor.tenantId }));
    if (note !== null) {
      writeNote(unit, actor, { leadId: lead.id, conversationId: null, channelId: lead.channelId }, note);
    }
    return { leadId: lead.id, isNew: open === null };
  });
}

interface NewLead {
  readonly tenantId: string;
  readonly contact: {
    readonly id: string;
    readonly displayName: string | null;
    readonly phone: string | null;
  };
  readonly channel: Channel;
  readonly topic: Topic | null;
  readonly name: string | null;
}

const selectOpenLead = openLeadsOf('select $1::uuid');

async function findOpenLead(em: EntityManager, contactId: string): Promise<Lead | null> {
  const query = CompiledQuery.raw(selectOpenLead, [contactId]);
  const [open] = (await em.getKysely().executeQuery<{ id: string }>(query)).rows;
  return open ? em.findOne(Lead, { id: open.id }) : null;
}

async function addLead(
  { em, emit }: UnitOfWork,
  { tenantId, contact, channel, topic, name }: NewLead,
): Promise<Lead> {
  const [stage] = await em.find(LeadStage, {}, { orderBy: { position: 'asc' }, limit: 1 });
  if (!stage) throw new ConflictError('The pipeline has no stage; add one before making leads.');
  const now = new Date();
  const lead = em.create(Lead, {
    id: uuidV7(),
    tenantId,
    contactId: contact.id,
    channelId: channel.id,
    stageId: stage.id,
    topicId: topic?.id ?? null,
    topicSource: topic ? TopicSource.HAND : null,
    ownerId: null,
    name: name ?? contact.displayName,
    phone: contact.phone,
    source: null,
    mergedIntoId: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  });
  emit({ kind: EventType.LEAD_ADDED, subjectId: lead.id, channelId: channel.id });
  return lead;
}
