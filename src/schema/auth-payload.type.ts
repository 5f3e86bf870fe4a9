import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../domain/scalars.js';
import { User } from '../entities/user.entity.js';

/** Payload of `signIn`, `refreshSession`, `setPassword` and `changePassword`. */
@ObjectType({ description: 'Tokens of a session, and its user.' })
export class AuthPayload {
  @Field(() => String, {
    description:
      'Send it as `Authorization: Bearer …` over HTTP, or as `authorization` in the connectionParams of a WebSocket.',
  })
  accessToken!: string;

  @Field(() => String, {
    description:
      'Pass it to `refreshSession` once, before or after `expiresAt`. It works only once: using it again ends the whole session.',
  })
  refreshToken!: string;

  @Field(() => DateTime, {
    description: 'When the access token expires; sockets opened with it close then.',
  })
  expiresAt!: Date;

  @Field(() => User, { description: 'The signed-in user.' })
  user!: object;
}
