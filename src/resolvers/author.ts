/** Resolves an author to the union Actor. */
import { AuthorKind } from '../domain/vocabulary.js';
import { systemActors } from '../schema/actor.type.js';
import type { ResolverContext } from './context.js';

/** A row with an author. */
interface Authored {
  readonly authorKind: AuthorKind;
  readonly authorUserId: string | null;
  readonly authorAssistantId?: string | null;
  /** The ledger row that reported it; null for messages that this server created. */
  readonly sourceEventId?: string | null;
}

/**
 * Finds the author.
 * @param contactId reads the contact, if the author is one
 */
export async function findAuthor(
  { authorKind, authorUserId, authorAssistantId = null, sourceEventId = null }: Authored,
  context: ResolverContext,
  contactId: () => Promise<string | null>,
): Promise<object> {
  switch (authorKind) {
    case AuthorKind.CONTACT:
      return (await context.loaders.contact.load(await contactId())) ?? systemActors.system;
    case AuthorKind.USER:
      // Written on the handset, or by a deleted user.
      return (await context.loaders.user.load(authorUserId)) ?? systemActors.handset;
    case AuthorKind.AI:
      // Messages from before assistants had rows have none.
      return (await context.loaders.assistant.load(authorAssistantId)) ?? systemActors.ai;
    case AuthorKind.SYSTEM:
      // Another program sent it with the same number: not Trunkline.
      return sourceEventId === null ? systemActors.system : systemActors.handset;
  }
}
