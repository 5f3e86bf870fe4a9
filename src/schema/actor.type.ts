import { createUnionType, Field, ID, ObjectType } from 'type-graphql';
import { Contact } from '../entities/contact.entity.js';
import { User } from '../entities/user.entity.js';

/** An author who is neither a user of the tenant nor a contact. */
@ObjectType({
  description:
    'An author without a user or contact: the server, the AI, or a colleague using the handset of the number.',
})
export class SystemActor {
  @Field(() => ID, { description: '`system`, `ai` or `handset`.' })
  id!: string;

  @Field({ description: 'Display name.' })
  name!: string;
}

/** Authors without a row. */
export const systemActors = {
  system: { id: 'system', name: 'Trunkline' },
  ai: { id: 'ai', name: 'AI' },
  handset: { id: 'handset', name: 'Sent outside Trunkline' },
} as const satisfies Record<string, SystemActor>;

/** Resolves the type of an author. Rows are plain objects, so a property that only one type has decides. */
export function toActorTypeName(value: object): string {
  if ('matchKey' in value) return Contact.name;
  return 'email' in value ? User.name : SystemActor.name;
}

/** Author of a message, note or change. */
export const Actor = createUnionType({
  name: 'Actor',
  description: 'Author of a message or a note.',
  types: () => [User, Contact, SystemActor] as const,
  resolveType: toActorTypeName,
});
