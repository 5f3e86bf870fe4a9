import { Field, Int, ObjectType } from 'type-graphql';
import { Tenant } from '../entities/tenant.entity.js';
import { BusinessHours } from './business-hours.types.js';

/** The part of a tenant that its administrators can change. */
@ObjectType({ description: "The company's settings." })
export class TenantSettings {
  @Field(() => Int, {
    description:
      "The company's own reply deadline in hours; clients should warn after it. At most 24; it does not change the provider's window (Conversation.replyWindow).",
  })
  replyWindowHours!: number;

  @Field(() => Int, {
    description:
      'Retention of received webhooks in the ledger, in days; at most that of the server, WEBHOOK_RETENTION_DAYS.',
  })
  webhookRetentionDays!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Days after which messages with their files, and notes, are deleted; null: never. Messages that are QUEUED, SENDING or UNKNOWN stay.',
  })
  messageRetentionDays!: number | null;

  @Field(() => Int, {
    description: 'A contact who wrote within this many minutes receives no automatic notice.',
  })
  recentActivityMinutes!: number;

  @Field({
    description:
      'True if all roles can read text and files of deleted messages. When false, only users with MANAGE_DESK (OWNER and HEAD_OF_SALES) can: for others `text` and `content` are null, files and revisions empty, notes and REST responses show a placeholder, searches do not find them, and `WebhookEvent.rawBody` is null. It takes effect at once; a subscriber that is catching up may receive results that are some seconds old. Existing links to files stay valid until they expire.',
  })
  showsDeletedText!: boolean;

  @Field({
    description:
      'True if users without a second factor can only enrol one: everything else is SECOND_FACTOR_REQUIRED (`reason` NOT_ENROLLED).',
  })
  requiresSecondFactor!: boolean;

  @Field({
    description:
      'True if a reply assigns an unassigned conversation to the user who sent it; replies of users without WORK never do.',
  })
  assignsOnReply!: boolean;

  @Field(() => BusinessHours, {
    nullable: true,
    description: 'When the company works; null: always. A number can have its own (Channel.businessHours).',
  })
  businessHours!: BusinessHours | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Text that is sent to a person who writes outside business hours, from the number they wrote to, at most once in 12 hours for each conversation; null: nothing is sent.',
  })
  awayText!: string | null;

  @Field(() => [String], {
    description:
      "The company's own opt-out words, on every number, in addition to those of the providers: a message that consists of one opts its sender out.",
  })
  optOutWords!: readonly string[];
}

/** Payload of `updateTenantSettings`. */
@ObjectType({ description: 'Payload of `updateTenantSettings`.' })
export class SettingsPayload {
  @Field(() => TenantSettings, { description: 'The settings after the mutation.' })
  settings!: TenantSettings;

  @Field(() => Tenant, { description: 'The company after the mutation.' })
  tenant!: object;
}
