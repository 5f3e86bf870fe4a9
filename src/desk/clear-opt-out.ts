import { BadUserInputError, ConflictError, NotFoundError } from '../domain/errors.js';
import { cleanText } from '../domain/text.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { toConversationUpdated } from '../people/contact-events.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { lockRow } from './find-row.js';
import { writeNote } from './write-note.js';

const maxReasonChars = 1_000;

/**
 * Clears an opt-out: a user states that the person wants messages again at this address, and why; stored as a note on
 * its latest conversation.
 * @throws NotFoundError, BadUserInputError, ConflictError when there is no opt-out
 */
export function clearOptOut(
  database: DeskDatabase,
  actor: DeskActor,
  identityId: string,
  givenReason: string,
): Promise<void> {
  const reason = cleanText(givenReason).trim();
  if (reason === '' || reason.length > maxReasonChars)
    throw new BadUserInputError('reason', `must have 1 to ${maxReasonChars} characters`);
  return database.change(actor.tenantId, async unit => {
    const { em, emit } = unit;
    const identity = await lockRow(em, ContactIdentity, 'address', identityId);
    if (identity.optedOutAt === null)
      throw new ConflictError('This address has no opt-out.', { reason: 'WRONG_STATE' });
    identity.optedOutAt = null;
    identity.optedOutReason = null;
    identity.optOutChangedAt = new Date();
    const rooms = await em.find(
      Conversation,
      { identityId: identity.id },
      { orderBy: { lastActivityAt: 'desc' } },
    );
    const [latest] = rooms;
    if (!latest) throw new NotFoundError('conversation of the address', identityId);
    for (const { id, channelId } of rooms) emit(toConversationUpdated({ id, channelId }, ['identity']));
    const target = { leadId: latest.leadId, conversationId: latest.id, channelId: latest.channelId };
    writeNote(unit, actor, target, `Opt-out cleared: ${reason}`);
  });
}
