/** Types of presence and availability. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Availability, PresenceActivity } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Actor } from './actor.type.js';

/** What one user does. */
@ObjectType({
  description:
    'What a user does now: in a conversation, or only that the user is there. It is never stored and ends by itself.',
})
export class Presence {
  @Field(() => Actor, { description: 'The user.' })
  actor!: typeof Actor;

  @Field({
    description:
      'Whether the user is connected: with a WebSocket or an event stream, or by what was reported.',
  })
  isOnline!: boolean;

  @Field(() => Availability, {
    nullable: true,
    description: 'Availability of the user when this was read; USER_UPDATED reports a change.',
  })
  availability?: Availability | null;

  @Field(() => Conversation, {
    nullable: true,
    description: 'The conversation; null when this is about the connection alone.',
  })
  conversation?: Conversation | null;

  @Field(() => PresenceActivity, { description: 'What the user does in the conversation.' })
  activity!: PresenceActivity;

  @Field({ description: 'When this began.' })
  at!: Date;
}

/** Payload of `setPresence`. */
@ObjectType({ description: 'What others see now.' })
export class PresencePayload {
  @Field(() => Presence, { description: 'Your presence in the conversation.' })
  presence!: Presence;
}

/** Input of `setPresence`. */
@InputType({ description: 'What you do.' })
export class SetPresenceInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The conversation; required unless the activity is NONE.',
  })
  conversationId?: string | null;

  @Field(() => PresenceActivity, {
    description: 'What you do there. NONE ends what this connection reported before.',
  })
  activity!: PresenceActivity;
}

/** Input of `setAvailability`. */
@InputType({ description: 'The availability of a user.' })
export class SetAvailabilityInput {
  @Field(() => Availability, { description: 'Whether the user accepts conversations.' })
  availability!: Availability;

  @Field(() => ID, {
    nullable: true,
    description:
      'Another user: needs MANAGE_USERS, and only an OWNER changes an OWNER or HEAD_OF_SALES. Yourself when absent.',
  })
  userId?: string | null;
}
