import { Field, Int, ObjectType } from 'type-graphql';
import { BigIntText } from '../domain/scalars.js';
import { Money } from './money.type.js';

/** What an assistant did and used. */
@ObjectType({
  description:
    'What an assistant did and used in a range of time. Calls of 30 days have their texts, figures stay longer.',
})
export class AiUsage {
  @Field(() => Int, { description: 'Calls to the endpoint.' })
  calls!: number;

  @Field(() => Int, { description: 'Calls without an answer that could be used.' })
  failures!: number;

  @Field(() => BigIntText, {
    description: 'Tokens of the prompts, as the endpoint counted; estimated where it did not.',
  })
  promptTokens!: number;

  @Field(() => BigIntText, { description: 'Tokens of the answers, likewise.' })
  completionTokens!: number;

  @Field(() => Int, { description: 'Turns of customers that it answered.' })
  sent!: number;

  @Field(() => Int, { description: 'Replies that it proposed.' })
  suggested!: number;

  @Field(() => Int, { description: 'Proposals that a person sent, changed or not.' })
  used!: number;

  @Field(() => Int, { description: 'Of these, the ones that a person had changed.' })
  edited!: number;

  @Field(() => Int, { description: 'Proposals that a person dismissed.' })
  dismissed!: number;

  @Field(() => Int, { description: 'Proposals that the customer or a colleague overtook.' })
  outdated!: number;

  @Field(() => Int, { description: 'Turns for which it asked for a person.' })
  handoffs!: number;

  @Field(() => [Money], {
    description:
      'What the calls cost, by currency; empty without prices, and without READ_REPORTS. `report` has it by day and number.',
  })
  costs!: Money[];
}
