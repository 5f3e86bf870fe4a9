import { BadUserInputError } from '../domain/errors.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { toNoteBody } from './desk-text.js';
import { getRow } from './find-row.js';
import { refuseJoined } from './refuse-joined.js';
import { type NoteTarget, writeNote } from './write-note.js';

/** Input of `addNote`: on a lead or on a conversation, not on both. */
export interface AddNoteInput {
  readonly leadId?: string | null;
  readonly conversationId?: string | null;
  readonly body: string;
}

/**
 * Adds a user's note to a lead or a conversation.
 * @returns the note's id
 * @throws BadUserInputError, NotFoundError, ConflictError when the lead was merged into another
 */
export function addNote(database: DeskDatabase, actor: DeskActor, input: AddNoteInput): Promise<string> {
  const { leadId, conversationId } = input;
  if ((leadId == null) === (conversationId == null)) {
    throw new BadUserInputError('leadId', 'or "conversationId" must be given, and not both');
  }
  const body = toNoteBody('body', input.body);
  return database.change(actor.tenantId, async unit => {
    const target = leadId != null ? await onLead(leadId) : await onConversation(conversationId as string);
    return writeNote(unit, actor, target, body);

    async function onLead(id: string): Promise<NoteTarget> {
      const lead = await getRow(unit.em, Lead, 'lead', id);
      refuseJoined(lead);
      return { leadId: id, conversationId: null, channelId: lead.channelId };
    }

    async function onConversation(id: string): Promise<NoteTarget> {
      const { channelId } = await getRow(unit.em, Conversation, 'conversation', id);
      return { leadId: null, conversationId: id, channelId };
    }
  });
}
