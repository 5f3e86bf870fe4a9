import { Field, Float, Int, ObjectType } from 'type-graphql';

/** What a provider's API can do, for clients that offer or hide features. */
@ObjectType({ description: "What a provider's API can do." })
export class ProviderCapabilities {
  @Field({ description: 'Whether the same send given twice reaches the customer once.' })
  idempotentSend!: boolean;

  @Field({
    description:
      'Whether messages typed on the handset or elsewhere are reported, so that they show here too.',
  })
  echoesOutbound!: boolean;

  @Field({ description: 'Whether messages become DELIVERED; without it, SENT is the last that is known.' })
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
    description: 'Whether webhooks are signed; without it, the key in their URL is all that protects them.',
  })
  signedWebhooks!: boolean;

  @Field({ description: 'Whether a status report names the message that it is about.' })
  statusCorrelation!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Longest text of one message in characters, when a limit is known.',
  })
  maxTextLength!: number | null;

  @Field(() => Float, { nullable: true, description: 'Messages a second that one number sends at most.' })
  sendsPerSecond!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Hours after the last message of a person in which they can be written to freely, and afterwards only by a template; null where there is no such window. Of numbers on WhatsApp: SMS has none at the same provider. See Conversation.replyWindow.',
  })
  replyWindowHours!: number | null;
}
