/**
 * Event filter and row of each subscription field.
 *
 * `accepts` reads only the event and is cheap; `load` may read rows, through the loaders that all executions over one
 * batch share. Both may read the arguments, and of the viewer only the scope.
 */

import { getTenant } from '../accounts/account-rows.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import { personalEvents } from '../domain/personal-events.js';
import { EventType } from '../domain/vocabulary.js';
import { loadBooking, loadBookingNotification } from '../queries/booking-loaders.js';
import { loadNotification } from '../queries/notifications.js';
import type { ConversationRow } from '../queries/rows.js';
import { mayUse } from './access.js';
import type { ResolverContext } from './context.js';
import { mayBeSeen } from './limit-to-numbers.js';
import { matchEvent, mayMatch, type StreamConditions } from './stream-filter.js';

/** Defines how one subscription field reads the event log. */
export interface SubscriptionField {
  readonly kinds: readonly EventType[];
  accepts(event: LoggedEvent, args: SubscriptionArguments, userId: string | null): boolean;
  /** The row to return, or null when the event does not match the subscription (or its row was deleted). */
  load(event: LoggedEvent, args: SubscriptionArguments, context: ResolverContext): Promise<object | null>;
  /** True if the stream includes control items (caught up, reset). */
  readonly hasControlItems: boolean;
  /** True if it is not shared with other users, and may select their own fields. */
  readonly isPersonal?: boolean;
}

/** All arguments of the subscription fields. */
export interface SubscriptionArguments {
  readonly filter: StreamConditions | null;
  readonly types?: readonly EventType[] | null;
}

const accepts: SubscriptionField['accepts'] = (event, { filter }) => mayMatch(filter, event);

/** Kinds whose events name the number of their row, so that no row is read for a credential of other numbers. */
const kindsOfNumbers: ReadonlySet<EventType> = new Set([
  EventType.MESSAGE_ADDED,
  EventType.MESSAGE_UPDATED,
  EventType.CONVERSATION_ADDED,
  EventType.CONVERSATION_UPDATED,
  EventType.READ_STATE_UPDATED,
]);

/** The same for a credential that is limited to some numbers: null for what it may not see. */
function ofVisibleRows(load: SubscriptionField['load']): SubscriptionField['load'] {
  return async (event, args, context) => {
    const channelIds = context.scope?.channelIds ?? null;
    if (channelIds === null) return load(event, args, context);
    const isOfNumber = kindsOfNumbers.has(event.kind);
    if (isOfNumber && (event.channelId === null || !channelIds.includes(event.channelId))) return null;
    const node = await load(event, args, context);
    if (node === null || isOfNumber) return node;
    // A row that is gone cannot be checked.
    return '__typename' in node && (await mayBeSeen(context, '', node)) ? node : null;
  };
}

const loadMessage: SubscriptionField['load'] = async (event, { filter }, context) =>
  event.messageId !== null && (await matchEvent(filter, event, context)) === 'matches'
    ? context.loaders.message.load(event.messageId)
    : null;

/** A conversation with its relation to the filter. */
export interface FollowedConversation {
  readonly conversation: ConversationRow;
  readonly matches: boolean;
}

async function loadConversation(
  event: LoggedEvent,
  { filter }: SubscriptionArguments,
  context: ResolverContext,
): Promise<FollowedConversation | null> {
  const match = await matchEvent(filter, event, context);
  if (match === 'never') return null;
  const conversation = await context.loaders.conversation.load(event.conversationId);
  return conversation && { conversation, matches: match === 'matches' };
}

/** The row of an event of any kind, tagged for the union. */
export async function loadNode(event: LoggedEvent, context: ResolverContext): Promise<object | null> {
  const { loaders } = context;
  const tagged = async (typeName: string, row: object | null | Promise<object | null>) => {
    const found = await row;
    return found && { ...found, __typename: typeName };
  };
  switch (event.kind) {
    case EventType.MESSAGE_ADDED:
    case EventType.MESSAGE_UPDATED:
      return tagged('Message', loaders.message.load(event.subjectId));
    case EventType.CONVERSATION_ADDED:
    case EventType.CONVERSATION_UPDATED:
    case EventType.READ_STATE_UPDATED:
      return tagged('Conversation', loaders.conversation.load(event.subjectId));
    case EventType.NOTIFICATION_UPDATED:
      return tagged('Notification', loadNotification(context, event.userId ?? null, event.subjectId));
    case EventType.LEAD_ADDED:
    case EventType.LEAD_UPDATED:
      return tagged('Lead', loaders.lead.load(event.subjectId));
    case EventType.NOTE_ADDED:
      return tagged('Note', loaders.note.load(event.subjectId));
    case EventType.CONTACT_MERGED:
    case EventType.CONTACT_UNMERGED:
    case EventType.CONTACT_UPDATED:
    case EventType.CONTACT_ADDED:
    case EventType.CONTACT_ERASED:
      return tagged('Contact', loaders.contact.load(event.subjectId));
    case EventType.CHANNEL_UPDATED:
      return tagged('Channel', loaders.channel.load(event.subjectId));
    case EventType.TENANT_UPDATED:
      return tagged('Tenant', getTenant(context.reader));
    case EventType.JOB_UPDATED:
      // Its files contain the data of the company: the event is for all, the node for those who may query jobs.
      return mayUse('Query', 'jobs', context.scope) ? tagged('Job', loaders.job.load(event.subjectId)) : null;
    case EventType.USER_UPDATED:
      return tagged('User', loaders.user.load(event.subjectId));
    case EventType.BOOKING_CHANGED:
      return tagged('Booking', loadBooking(context, event.subjectId));
    case EventType.BOOKING_NOTIFICATION:
      return tagged('BookingNotification', loadBookingNotification(context, event.subjectId));
  }
}

/** All subscription fields by name; a test compares the names with the schema. */
export const subscriptionFields = {
  messageAdded: {
    kinds: [EventType.MESSAGE_ADDED],
    accepts,
    load: ofVisibleRows(loadMessage),
    hasControlItems: false,
  },
  messageUpdated: {
    kinds: [EventType.MESSAGE_UPDATED],
    accepts,
    load: ofVisibleRows(loadMessage),
    hasControlItems: false,
  },
  // A new message also changes its conversation; its event says so without a second row in the log.
  conversationUpdated: {
    kinds: [EventType.CONVERSATION_ADDED, EventType.CONVERSATION_UPDATED, EventType.MESSAGE_ADDED],
    accepts,
    load: ofVisibleRows(loadConversation),
    hasControlItems: false,
  },
  events: {
    kinds: Object.values(EventType).filter(kind => !personalEvents.has(kind)),
    // The query of the same name reads every kind.
    accepts: (event, args) =>
      !personalEvents.has(event.kind) &&
      (!args.types || args.types.includes(event.kind)) &&
      mayMatch(args.filter, event),
    load: ofVisibleRows(async (event, { filter }, context) =>
      (await matchEvent(filter, event, context)) === 'never'
        ? null
        : ((await loadNode(event, context)) ?? {}),
    ),
    hasControlItems: true,
  },
  viewerEvents: {
    kinds: [...personalEvents],
    accepts: (event, _args, userId) => event.userId != null && event.userId === userId,
    load: ofVisibleRows(async (event, _args, context) => (await loadNode(event, context)) ?? {}),
    hasControlItems: true,
    isPersonal: true,
  },
} satisfies Readonly<Record<string, SubscriptionField>>;
