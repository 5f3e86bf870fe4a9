import { Field, Float, Int, ObjectType } from 'type-graphql';

/** Capabilities of a provider's API, for clients that offer or hide features. */
@ObjectType({ description: "What a provider's API can do." })
export class ProviderCapabilities {
  @Field({ description: 'Whether a repeated send reaches the customer only once.' })
  idempotentSend!: boolean;

  @Field({
    description:
      'Whether messages typed on the handset or elsewhere are reported, so that they are shown here too.',
  })
  echoesOutbound!: boolean;

  @Field({ description: 'Whether messages become DELIVERED; without it, SENT is the last known status.' })
  deliveryReceipts!: boolean;

  @Field({ description: 'Whether messages become READ.' })
  readReceipts!: boolean;

  @Field({ description: 'Whether files can be sent.' })
  media!: boolean;

  @Field({
    description: 'Whether there are approved templates, for example to write outside the reply window.',
  })
  templates!: boolean;

  @Field({
    description:
      'Whether templates are read from the provider (`syncMessageTemplates`, and every few hours); otherwise they are registered with `upsertMessageTemplate`.',
  })
  listsTemplates!: boolean;

  @Field({
    description:
      'Whether a message can quote an earlier one (`replyToMessageId`), so that the person sees which one it answers. Where it cannot, `replyToMessageId` answers CHANNEL_CANNOT.',
  })
  quotes!: boolean;

  @Field({
    description: 'Whether webhooks are signed; without it, the key in their URL is the only credential.',
  })
  signedWebhooks!: boolean;

  @Field({ description: 'Whether a status report names the message that it is about.' })
  statusCorrelation!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Longest text of one message in characters, when a limit is known.',
  })
  maxTextLength!: number | null;

  @Field(() => Float, { nullable: true, description: 'Most messages a second of one number.' })
  sendsPerSecond!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Hours after the last message of a person in which free text is allowed; afterwards only a template. Null where there is no such window. It applies to WhatsApp numbers; SMS numbers of the same provider have none. See Conversation.replyWindow.',
  })
  replyWindowHours!: number | null;
}
