/** Sessions, and the inputs and payloads of their mutations. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Node } from '../entities/node.js';

/** One sign-in on one device. */
@ObjectType({
  implements: Node,
  description: 'One sign-in on one device. Its end also ends its access tokens, and closes their sockets.',
})
export class Session {
  @Field(() => ID, { description: 'UUID, version 7.' })
  id!: string;

  @Field({ description: 'Time of the sign-in.' })
  createdAt!: Date;

  @Field({ description: 'Time of the last use, to the minute.' })
  lastUsedAt!: Date;

  @Field({ description: 'When it expires without a refresh.' })
  expiresAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'The `User-Agent` of the last use, at most 300 characters.',
  })
  userAgent!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'IP address of the last use; behind a proxy see TRUSTED_PROXIES.',
  })
  ipAddress!: string | null;

  @Field({ description: 'True for the session of the access token of this request.' })
  isCurrent!: boolean;
}

/** Input of `signOut`. */
@InputType({ description: 'The sessions to end.' })
export class SignOutInput {
  @Field({ defaultValue: false, description: 'True: all of your sessions. False: this one only.' })
  everywhere!: boolean;
}

/** Input of `revokeSessions`. */
@InputType({ description: 'The sessions to end: exactly one of the fields.' })
export class RevokeSessionsInput {
  @Field(() => ID, { nullable: true, description: 'This session.' })
  sessionId?: string | null;

  @Field(() => ID, { nullable: true, description: 'All sessions of this user.' })
  userId?: string | null;
}

/** Payload of the mutations on sessions. */
@ObjectType({ description: 'The ended sessions.' })
export class SessionsPayload {
  @Field(() => Int, {
    description:
      'Number of ended sessions; their sockets are closed with 4403 and their event streams end with UNAUTHENTICATED, within a second in every process.',
  })
  ended!: number;
}
