/** Who wrote something, as the union Actor takes it. */
import { AuthorKind } from '../domain/vocabulary.js';
import { systemActors } from '../schema/actor.type.js';
import type { ResolverContext } from './context.js';

/** A row that says who wrote it. */
interface Authored {
  readonly authorKind: AuthorKind;
  readonly authorUserId: string | null;
  /** The ledger row that reported it; null for messages that this server created. */
  readonly sourceEventId?: string | null;
}

/**
 * The author.
 * @param contactId reads the contact whose words they are, when they are a contact's
 */
export async function findAuthor(
  { authorKind, authorUserId, sourceEventId = null }: Authored,
  context: ResolverContext,
  contactId: () => Promise<string | null>,
): Promise<object> {
  switch (authorKind) {
    case AuthorKind.CONTACT:
      return (await context.loaders.contact.load(await contactId())) ?? systemActors.system;
    case AuthorKind.USER:
      // Written on the handset, or by a user who was deleted.
      return (await context.loaders.user.load(authorUserId)) ?? systemActors.handset;
    case AuthorKind.AI:
      return systemActors.ai;
    case AuthorKind.SYSTEM:
      // Another program sent it with the same number: not Trunkline.
      return sourceEventId === null ? systemActors.system : systemActors.handset;
  }
}
