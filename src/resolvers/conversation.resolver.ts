import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { NotFoundError } from '../domain/errors.js';
import { toHandoffReason } from '../domain/handoff-reason.js';
import { ConversationOrder } from '../domain/list-order.js';
import { AiGuard, AiReason } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Message } from '../entities/message.entity.js';
import { ReplySuggestion } from '../entities/reply-suggestion.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { User } from '../entities/user.entity.js';
import { inboxPage, inboxPageOf, siblingsOf } from '../queries/inbox-page.js';
import { messagesOfConversation } from '../queries/message-page.js';
import { notesOfConversation } from '../queries/note-page.js';
import { loadReadState } from '../queries/read-states.js';
import { loadOpenSuggestion } from '../queries/reply-suggestions.js';
import type { ChannelRow, ConversationRow } from '../queries/rows.js';
import { ConversationConnection, MessageConnection, NoteConnection } from '../schema/connections.js';
import { ConversationFilter } from '../schema/conversation-filter.input.js';
import { ConversationViewerState } from '../schema/conversation-viewer-state.type.js';
import { ForwardPageArgs, PageArgs } from '../schema/page.args.js';
import { ReplyWindow } from '../schema/reply-window.type.js';
import { type ResolverContext, userIdOf } from './context.js';
import { getFound } from './found.js';
import { toPageSource } from './page-source.js';
import { toInboxDetail } from './selection.js';

/** A page of conversations. */
@ArgsType()
export class ConversationsArgs extends ForwardPageArgs {
  @Field(() => ConversationFilter, {
    nullable: true,
    description: 'Filter; default: all conversations.',
  })
  filter?: ConversationFilter | null;
}

@ArgsType()
class InboxArgs extends ConversationsArgs {
  @Field(() => ConversationOrder, {
    defaultValue: ConversationOrder.LATEST_ACTIVITY_FIRST,
    description: 'Order of the list.',
  })
  orderBy!: ConversationOrder;
}

/** Conversations: the inbox, lookups and fields. */
@Resolver(() => Conversation)
export class ConversationResolver {
  @Query(() => Conversation, {
    nullable: true,
    description: 'One conversation. NOT_FOUND for an unknown id.',
  })
  conversation(
    @Arg('id', () => ID, { description: 'Id of the conversation.' }) id: string,
    @Ctx() { loaders }: ResolverContext,
  ): Promise<object> {
    return getFound('conversation', id, loaders.conversation.load(id));
  }

  @Query(() => ConversationConnection, {
    description: 'The inbox: conversations. Subscribe from its `syncCursor` to keep it up to date.',
  })
  conversations(
    @Args(() => InboxArgs) args: InboxArgs,
    @Ctx() context: ResolverContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return inboxPage(toPageSource(context), args.filter ?? {}, args, toInboxDetail(info), args.orderBy);
  }

  @FieldResolver(() => Channel, { description: 'The number of the conversation. It never changes.' })
  channel(@Root() conversation: ConversationRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.channel.load(conversation.channelId);
  }

  @FieldResolver(() => Contact, { description: 'The contact.' })
  contact(@Root() conversation: ConversationRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.contact.load(conversation.contactId);
  }

  @FieldResolver(() => ContactIdentity, {
    description: "The contact's address on this number: the recipient of replies.",
  })
  identity(@Root() conversation: ConversationRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.identity.load(conversation.identityId);
  }

  @FieldResolver(() => Lead, { nullable: true, description: "The contact's lead." })
  lead(@Root() conversation: ConversationRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.lead.load(conversation.leadId);
  }

  @FieldResolver(() => ReplySuggestion, {
    nullable: true,
    description: 'The proposed reply that is open; null when there is none.',
  })
  suggestion(@Root() { id }: ConversationRow, @Ctx() context: ResolverContext): Promise<object | null> {
    return loadOpenSuggestion(context, id);
  }

  @FieldResolver(() => AiReason, {
    nullable: true,
    description: 'Why a person was asked for; null unless HANDOFF_REQUESTED.',
  })
  handoffCause(@Root() conversation: ConversationRow): AiReason | null {
    return toHandoffReason(conversation).cause;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Words about it, of the model or a colleague; null without some, and unless HANDOFF_REQUESTED.',
  })
  handoffReason(@Root() conversation: ConversationRow): string | null {
    return toHandoffReason(conversation).words;
  }

  @FieldResolver(() => AiGuard, {
    nullable: true,
    description:
      'The guard that held the answer back, for ANSWER_HELD_BACK: what `handoffReason` says, as a code. null otherwise.',
  })
  handoffGuard(@Root() conversation: ConversationRow): AiGuard | null {
    return toHandoffReason(conversation).guard;
  }

  @FieldResolver(() => User, { nullable: true, description: 'The assignee; null without one.' })
  assignee(@Root() conversation: ConversationRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.user.load(conversation.assigneeId);
  }

  @FieldResolver(() => Topic, {
    nullable: true,
    description: 'The topic; null while not set.',
  })
  topic(@Root() conversation: ConversationRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.topic.load(conversation.topicId);
  }

  @FieldResolver(() => Message, { nullable: true, description: 'The last stored message.' })
  lastMessage(@Root() conversation: ConversationRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.message.load(conversation.lastMessageId);
  }

  @FieldResolver(() => ReplyWindow, {
    description: "State of the provider's reply window. No event reports its end; use `expiresAt`.",
  })
  replyWindow(
    @Root() { channelId, address, lastInboundAt }: ConversationRow,
    @Ctx() { loaders, useCases, showsUntil }: ResolverContext,
  ): ReplyWindow | Promise<ReplyWindow> {
    const toWindow = (channel: ChannelRow | null): ReplyWindow => {
      if (!channel) throw new NotFoundError('channel', channelId);
      const window = useCases.outbox.findReplyWindow({ kind: channel.kind, address, lastInboundAt });
      if (window.open && window.expiresAt) showsUntil?.(window.expiresAt);
      return window;
    };
    const channel = loaders.channel.load(channelId);
    return channel instanceof Promise ? channel.then(toWindow) : toWindow(channel);
  }

  @FieldResolver(() => MessageConnection, {
    description: 'Its messages, oldest first. With neither `first` nor `last`: the newest 20.',
  })
  messages(
    @Root() conversation: ConversationRow,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return messagesOfConversation(toPageSource(context), conversation.id, args);
  }

  @FieldResolver(() => NoteConnection, { description: 'Its notes, newest first.' })
  notes(
    @Root() conversation: ConversationRow,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return notesOfConversation(toPageSource(context), conversation.id, args);
  }

  @FieldResolver(() => ConversationViewerState, {
    description:
      'What you have read of it; `unreadCount` is what no user has read. BAD_USER_INPUT in subscriptions other than `viewerEvents`, as their results are the same for all users.',
  })
  async viewerState(
    @Root() conversation: ConversationRow,
    @Ctx() context: ResolverContext,
  ): Promise<ConversationViewerState> {
    const userId = userIdOf(context);
    if (userId === null) throw new Error('Conversation.viewerState was selected without a user.');
    const { unreadCount, readUpTo } = await loadReadState(context, userId, conversation.id);
    return { unreadCount, lastReadMessage: await context.loaders.message.load(readUpTo) };
  }

  @FieldResolver(() => ConversationConnection, {
    description:
      'Other conversations of the same contact: on other numbers, or with other addresses. Latest activity first.',
  })
  siblings(
    @Root() conversation: ConversationRow,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: ResolverContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const parent = { ...siblingsOf, id: conversation.id };
    return inboxPageOf(toPageSource(context), parent, {}, args, toInboxDetail(info));
  }
}
