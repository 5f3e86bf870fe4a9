import { Field, Int, ObjectType } from 'type-graphql';

/** The part of a tenant that its administrators set. */
@ObjectType({ description: "The company's settings." })
export class TenantSettings {
  @Field(() => Int, {
    description:
      "Within how many hours after a person wrote the company means to answer: from then on clients warn. It is the company's own deadline, 24 at the most, and never moves the provider's window (Conversation.replyWindow).",
  })
  replyWindowHours!: number;

  @Field(() => Int, { description: 'Days for which received webhooks are kept in the ledger.' })
  webhookRetentionDays!: number;

  @Field(() => Int, {
    description: 'A contact who wrote within so many minutes is in a dialogue and gets no automatic notice.',
  })
  recentActivityMinutes!: number;

  @Field({
    description:
      'Whether messages that were deleted go on showing their words and files to everybody. When false, only OWNER and HEAD_OF_SALES read them.',
  })
  showsDeletedText!: boolean;
}

/** Answer of `updateTenantSettings`. */
@ObjectType({ description: 'Answer of `updateTenantSettings`.' })
export class SettingsPayload {
  @Field(() => TenantSettings, { nullable: true, description: 'The settings as they are now.' })
  settings!: TenantSettings | null;
}
