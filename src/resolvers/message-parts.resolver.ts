import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Url } from '../domain/scalars.js';
import { AttachmentState } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { MessageReaction } from '../entities/message-reaction.entity.js';
import { MessageStatusChange } from '../entities/message-status-change.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { AttachmentRow, MessageReactionRow, MessageStatusChangeRow } from '../queries/rows.js';
import { Actor } from '../schema/actor.type.js';
import { findAuthor } from './author.js';
import type { ResolverContext } from './context.js';

/** Largest Int of GraphQL. */
const maxInt = 2 ** 31 - 1;

/** Files of messages. */
@Resolver(() => Attachment)
export class AttachmentResolver {
  @FieldResolver(() => Url, {
    nullable: true,
    description:
      'URL of the file. It needs no credential and is valid for about an hour; load the message again for a new one. It stays valid until it expires, also when the message is deleted or hidden meanwhile. Null unless `state` is STORED.',
  })
  url(@Root() file: AttachmentRow, @Ctx() { useCases }: ResolverContext): string | null {
    return file.state === AttachmentState.STORED ? useCases.media.links.toView(file) : null;
  }

  @FieldResolver(() => Url, {
    nullable: true,
    description:
      'URL of a small version of a picture, a WebP of at most 480 × 480 pixels and 40 kB, like `url`. Null without one: for other files, videos too, and for a picture that is too large or cannot be read.',
  })
  thumbnailUrl(@Root() file: AttachmentRow, @Ctx() { useCases }: ResolverContext): string | null {
    const isThere = file.state === AttachmentState.STORED && file.thumbnailKey !== null;
    return isThere ? useCases.media.links.toThumbnail(file) : null;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Size in bytes, if known.' })
  sizeBytes(@Root() { sizeBytes }: AttachmentRow): number | null {
    // Before the bytes are stored, it is the provider's figure.
    return sizeBytes === null || sizeBytes < 0 || sizeBytes > maxInt ? null : Math.round(sizeBytes);
  }
}

/** Reactions to messages. */
@Resolver(() => MessageReaction)
export class MessageReactionResolver {
  @FieldResolver(() => Actor, { description: 'Author of the reaction.' })
  author(
    @Root() { authorKind, messageId, id: sourceEventId }: MessageReactionRow,
    @Ctx() context: ResolverContext,
  ) {
    const { loaders } = context;
    // Reported by the provider, so the author is not a user: see author.ts.
    return findAuthor({ authorKind, authorUserId: null, sourceEventId }, context, async () => {
      const message = await loaders.message.load(messageId);
      return (await loaders.conversation.load(message?.conversationId ?? null))?.contactId ?? null;
    });
  }
}

/** Status changes of messages. */
@Resolver(() => MessageStatusChange)
export class MessageStatusChangeResolver {
  @FieldResolver(() => WebhookEvent, {
    nullable: true,
    description:
      'The ledger entry that reported it; null for a status set by this server, and after the retention period.',
  })
  sourceEvent(@Root() change: MessageStatusChangeRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.webhookEvent.load(change.sourceEventId);
  }
}
