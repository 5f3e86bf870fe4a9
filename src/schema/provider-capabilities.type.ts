import { Field, Float, Int, ObjectType } from 'type-graphql';

/** Capabilities of a provider's API, for clients that offer or hide features. */
@ObjectType({ description: "Capabilities of a provider's API." })
export class ProviderCapabilities {
  @Field({ description: 'True if a repeated send reaches the customer only once.' })
  idempotentSend!: boolean;

  @Field({
    description:
      'True if messages sent from the handset or other clients are reported, so that they are shown here too.',
  })
  echoesOutbound!: boolean;

  @Field({ description: 'True if messages become DELIVERED; without it, SENT is the last known status.' })
  deliveryReceipts!: boolean;

  @Field({ description: 'True if messages become READ.' })
  readReceipts!: boolean;

  @Field({ description: 'True if files can be sent.' })
  media!: boolean;

  @Field({
    description: 'True if there are approved templates, for example for messages outside the reply window.',
  })
  templates!: boolean;

  @Field({
    description:
      'True if templates are read from the provider (`syncMessageTemplates`, and every few hours); otherwise they are registered with `upsertMessageTemplate`.',
  })
  listsTemplates!: boolean;

  @Field({
    description:
      'True if a message can quote an earlier one (`replyToMessageId`). Otherwise a message with `replyToMessageId` fails with CHANNEL_CANNOT.',
  })
  quotes!: boolean;

  @Field({
    description: 'True if webhooks are signed; without it, the key in their URL is the only credential.',
  })
  signedWebhooks!: boolean;

  @Field({ description: 'True if a status report contains the id of its message.' })
  statusCorrelation!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Maximum text length of a message in characters, if known.',
  })
  maxTextLength!: number | null;

  @Field(() => Float, { nullable: true, description: 'Maximum messages per second of one number.' })
  sendsPerSecond!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Length of the reply window in hours: after the contact's last message, free text is allowed for this long, then only a template. Null without a window. It applies to WhatsApp numbers; SMS numbers of the same provider have none. See Conversation.replyWindow.",
  })
  replyWindowHours!: number | null;
}
