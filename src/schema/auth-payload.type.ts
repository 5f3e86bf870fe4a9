import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../domain/scalars.js';
import { User } from '../entities/user.entity.js';

/** Payload of `signIn` and `refreshSession`. */
@ObjectType({ description: 'Tokens of a session, and its user.' })
export class AuthPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'Send it as `Authorization: Bearer …` over HTTP, or as `authorization` in the connectionParams of a WebSocket.',
  })
  accessToken!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Pass it to `refreshSession` once, before or after `expiresAt`. It works only once: using it again ends the whole session.',
  })
  refreshToken!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the access token expires; sockets opened with it close then.',
  })
  expiresAt!: Date | null;

  @Field(() => User, { nullable: true, description: 'The signed-in user.' })
  user!: Readonly<Omit<User, 'passwordHash'>> | null;
}
