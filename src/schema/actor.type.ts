import { createUnionType, Field, ID, ObjectType } from 'type-graphql';
import { AiAssistant } from '../entities/ai-assistant.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { User } from '../entities/user.entity.js';

/** An author who is neither a user of the tenant nor a contact. */
@ObjectType({
  description:
    'An author without a user or contact: the server, the AI, a colleague using the handset of the number, the operator of the installation, or someone who is not signed in.',
})
export class SystemActor {
  @Field(() => ID, { description: '`system`, `ai`, `handset`, `operator` or `anonymous`.' })
  id!: string;

  @Field({ description: 'Display name.' })
  name!: string;
}

/** Authors without a row. */
export const systemActors = {
  system: { id: 'system', name: 'Trunkline' },
  ai: { id: 'ai', name: 'AI' },
  handset: { id: 'handset', name: 'Sent outside Trunkline' },
  operator: { id: 'operator', name: 'Operator of the installation' },
  anonymous: { id: 'anonymous', name: 'Not signed in' },
} as const satisfies Record<string, SystemActor>;

/** Resolves the type of an author. Rows are plain objects, so a property that only one type has decides. */
export function toActorTypeName(value: object): string {
  if ('matchKey' in value) return Contact.name;
  if ('maxConsecutiveAnswers' in value) return AiAssistant.name;
  return 'email' in value ? User.name : SystemActor.name;
}

/** Author of a message, note or change. */
export const Actor = createUnionType({
  name: 'Actor',
  description: 'Author of a message, a note or an activity.',
  types: () => [User, Contact, SystemActor, AiAssistant] as const,
  resolveType: toActorTypeName,
});
