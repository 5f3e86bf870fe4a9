/** Common steps of every change to one conversation: lock, decide, write the difference, emit its event. */
import type { UnitOfWork } from '../database/database.js';
import { toFieldName } from '../domain/field-name.js';
import { Conversation } from '../entities/conversation.entity.js';
import { comparedProperties, toConversationUpdated, toPreviousValues } from '../people/contact-events.js';
import { applyChanges } from './apply-changes.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { lockRow } from './find-row.js';

/**
 * Locks the conversation, computes the wanted values, then writes the difference and emits its event, if there is any.
 * @throws NotFoundError
 */
export async function changeConversation(
  database: DeskDatabase,
  actor: Pick<DeskActor, 'tenantId'>,
  id: string,
  decide: (conversation: Conversation, unit: UnitOfWork) => Promise<Partial<Conversation>>,
): Promise<void> {
  await database.change(actor.tenantId, async unit => {
    const conversation = await lockRow(unit.em, Conversation, 'conversation', id);
    writeChanges(unit, conversation, await decide(conversation, unit));
  });
}

/** Writes the difference to a locked conversation and emits its event. @returns the changed properties */
export function writeChanges(
  { emit }: Pick<UnitOfWork, 'emit'>,
  conversation: Conversation,
  wanted: Partial<Conversation>,
): readonly string[] {
  const before = toPreviousValues(conversation);
  const changed = applyChanges(conversation, wanted);
  const fields = [...new Set(changed.map(toFieldName))];
  const was = comparedProperties.some(name => changed.includes(name)) ? before : null;
  if (fields.length > 0) emit(toConversationUpdated(conversation, fields, was));
  return changed;
}
