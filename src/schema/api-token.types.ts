/** Inputs and payloads of the mutations on API tokens. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Permission } from '../domain/permission.js';
import { ApiToken } from '../entities/api-token.entity.js';

/** Input of `createApiToken`. */
@InputType({ description: 'An API token to create.' })
export class CreateApiTokenInput {
  @Field({
    description: 'Name, such as the program that uses it; 1 to 200 characters. The author of what it sends.',
  })
  name!: string;

  @Field(() => [Permission], {
    description: 'Permissions, READ among them; none that you do not have yourself.',
  })
  scopes!: Permission[];

  @Field(() => [ID], {
    nullable: true,
    description:
      'The numbers whose data the token may see and change, at most 100; null: all, also later ones. With a list, the scopes can be READ, SEND, WORK and READ_LEDGER.',
  })
  channelIds?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'An EXTERNAL assistant: the author of what the token sends. Its `sendReply` keeps the rules of an assistant, and it can neither start conversations nor take one back from a person. Null: the author is the SERVICE user, and its replies count as those of a person.',
  })
  assistantId?: string | null;

  @Field(() => Date, { nullable: true, description: 'When it expires; null: never.' })
  expiresAt?: Date | null;
}

/** Input of `rotateApiToken`. */
@InputType({ description: 'The token whose secret is replaced.' })
export class RotateApiTokenInput {
  @Field(() => ID, { description: 'The token.' })
  apiTokenId!: string;

  @Field(() => Int, {
    defaultValue: 0,
    description: 'Minutes for which the old secret is accepted too: 0 to 1440.',
  })
  overlapMinutes!: number;
}

/** Input of `revokeApiToken`. */
@InputType({ description: 'The token to end.' })
export class RevokeApiTokenInput {
  @Field(() => ID, { description: 'The token.' })
  apiTokenId!: string;
}

/** Payload of `revokeApiToken`. */
@ObjectType({ description: 'The token after the mutation.' })
export class ApiTokenPayload {
  @Field(() => ApiToken, { description: 'The token after the mutation.' })
  apiToken!: object;
}

/** Payload of `createApiToken` and `rotateApiToken`. */
@ObjectType({ description: 'A token with its secret.' })
export class ApiTokenSecretPayload {
  @Field(() => ApiToken, { description: 'The token after the mutation.' })
  apiToken!: object;

  @Field({ description: 'The secret, `tlk_…`. It is shown only this once.' })
  secret!: string;
}

/** What a credential may still do. */
@ObjectType({
  description:
    'Rate limit of a credential; the headers RateLimit and RateLimit-Policy of responses say the same.',
})
export class RateLimit {
  @Field(() => Int, { description: 'Requests and operations per minute.' })
  limit!: number;

  @Field(() => Int, { description: 'How many of them are left.' })
  remaining!: number;

  @Field(() => Date, { description: 'When `remaining` is `limit` again.' })
  resetsAt!: Date;
}
