import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Url } from '../domain/scalars.js';
import { Attachment } from '../entities/attachment.entity.js';
import { MessageStatusChange } from '../entities/message-status-change.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { AttachmentRow, MessageStatusChangeRow } from '../queries/rows.js';
import type { ResolverContext } from './context.js';

/** Files of messages. */
@Resolver(() => Attachment)
export class AttachmentResolver {
  @FieldResolver(() => Url, {
    nullable: true,
    description:
      "Where the file is: the provider's link, which can expire. Null when the provider gave none.",
  })
  url(@Root() { sourceUrl }: AttachmentRow): string | null {
    return sourceUrl !== null && URL.canParse(sourceUrl) ? sourceUrl : null;
  }
}

/** Statuses of messages. */
@Resolver(() => MessageStatusChange)
export class MessageStatusChangeResolver {
  @FieldResolver(() => WebhookEvent, {
    nullable: true,
    description: 'The ledger entry that told it; null for our own, and when the ledger has dropped it.',
  })
  sourceEvent(@Root() change: MessageStatusChangeRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.webhookEvent.load(change.sourceEventId);
  }
}
