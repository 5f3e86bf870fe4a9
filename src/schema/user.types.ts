/** Inputs and payloads of the administration of users. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Url } from '../domain/scalars.js';
import { Role, UserKind } from '../domain/vocabulary.js';
import { User } from '../entities/user.entity.js';

/** Filter of `users`. */
@InputType({ description: 'Filter of users; all given fields must match. An empty list matches nothing.' })
export class UserFilter {
  @Field(() => String, {
    nullable: true,
    description: 'A part of the name or e-mail address, at most 100 characters.',
  })
  search?: string | null;

  @Field(() => [Role], { nullable: true, description: 'With one of these roles.' })
  roles?: Role[] | null;

  @Field(() => [ID], { nullable: true, description: 'In at least one of these teams.' })
  teamIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Active or deactivated ones; active ones when absent.',
  })
  isActive?: boolean | null;

  @Field(() => [UserKind], { nullable: true, description: 'Of these kinds; persons when absent.' })
  kinds?: UserKind[] | null;
}

/** Input of `createUser`. */
@InputType({ description: 'A person to add.' })
export class CreateUserInput {
  @Field({ description: 'E-mail address for signing in, unique on this server.' })
  email!: string;

  @Field({ description: 'Display name: 1 to 200 characters.' })
  name!: string;

  @Field(() => Role, { description: 'Role. Only an OWNER gives OWNER and HEAD_OF_SALES.' })
  role!: Role;

  @Field(() => [ID], { nullable: true, description: 'Teams of the person, at most 100.' })
  teamIds?: string[] | null;
}

/** Input of `updateUser`. */
@InputType({ description: 'The user and the fields to change; absent fields stay unchanged.' })
export class UpdateUserInput {
  @Field(() => ID, { description: 'The user.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'E-mail address for signing in, unique on this server.',
  })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Display name: 1 to 200 characters.' })
  name?: string | null;

  @Field(() => Role, {
    nullable: true,
    description: 'Role; a change ends access tokens and closes sockets, and a refresh gets the new rights.',
  })
  role?: Role | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Teams of the user, at most 100; replaces the list, null empties it.',
  })
  teamIds?: string[] | null;

  @Field(() => String, { nullable: true, description: "BCP 47 language tag; null: the company's." })
  locale?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'False ends all sessions and links at once, and removes the user as assignee of unresolved conversations. True lets them sign in again with their password.',
  })
  isActive?: boolean | null;
}

/** Input of `createPasswordLink`. */
@InputType({ description: 'The user who needs a link.' })
export class CreatePasswordLinkInput {
  @Field(() => ID, { description: 'The user.' })
  userId!: string;
}

/** Payload of mutations on users. */
@ObjectType({ description: 'The user after the mutation.' })
export class UserPayload {
  @Field(() => User, { description: 'The user after the mutation.' })
  user!: object;
}

/** Payload of mutations that make a one-time link. */
@ObjectType({ description: 'A user with a one-time link. No mail is sent: pass the link on.' })
export class UserLinkPayload {
  @Field(() => User, { description: 'The user.' })
  user!: object;

  @Field(() => Url, {
    description:
      'Page on which the user sets a password, below PUBLIC_URL; works once, for 7 days, until a newer link is made. It cannot be shown again.',
  })
  link!: string;
}
