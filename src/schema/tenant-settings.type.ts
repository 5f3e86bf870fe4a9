import { Field, Int, ObjectType } from 'type-graphql';

/** The part of a tenant that its administrators can change. */
@ObjectType({ description: "The company's settings." })
export class TenantSettings {
  @Field(() => Int, {
    description:
      "The company's own deadline in hours for an answer; after it, clients should warn. At most 24; it does not change the provider's window (Conversation.replyWindow).",
  })
  replyWindowHours!: number;

  @Field(() => Int, { description: 'Days for which received webhooks are kept in the ledger.' })
  webhookRetentionDays!: number;

  @Field(() => Int, {
    description: 'A contact who wrote within this many minutes gets no automatic notice.',
  })
  recentActivityMinutes!: number;

  @Field({
    description:
      'Whether deleted messages still show their text and files to every role. When false, only OWNER and HEAD_OF_SALES read them: for other roles `text` and `content` are null, files and revisions empty, notes and REST answers show a placeholder, searches do not find them, and `WebhookEvent.rawBody` is null. It takes effect at once; a subscriber that is catching up may get results that are up to some seconds old. Links to files that were given before stay valid until they end.',
  })
  showsDeletedText!: boolean;
}

/** Payload of `updateTenantSettings`. */
@ObjectType({ description: 'Answer of `updateTenantSettings`.' })
export class SettingsPayload {
  @Field(() => TenantSettings, { nullable: true, description: 'The settings as they are now.' })
  settings!: TenantSettings | null;
}
