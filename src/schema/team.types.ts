/** Input and payload of the operations on teams. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Team } from '../entities/team.entity.js';

/** Input of `upsertTeam`. */
@InputType({ description: 'A team to create or change; absent fields stay unchanged.' })
export class UpsertTeamInput {
  @Field(() => ID, { nullable: true, description: 'The team to change; without it a new one is created.' })
  id?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Name, required for a new team: 1 to 100 characters, unique in any capitals, archived teams included.',
  })
  name?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The members, at most 500; replaces the list, null empties it.',
  })
  memberIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: nothing can be assigned to it; it stays where it is set. False takes it back.',
  })
  isArchived?: boolean | null;
}

/** Payload of `upsertTeam`. */
@ObjectType({ description: 'The team after the mutation.' })
export class TeamPayload {
  @Field(() => Team, { description: 'The team after the mutation.' })
  team!: object;
}
