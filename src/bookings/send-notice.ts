/** Queues a booking notice from the branch's own number, in the transaction of its decision. */
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { BookingNotificationDecision, type BookingNotificationKind } from '../domain/booking-vocabulary.js';
import { ChannelStatus } from '../domain/vocabulary.js';
import { addMessage, toAddedEvent } from '../messages/add-message.js';
import {
  type ContactRoute,
  ensureContactConversation,
  findRecipient,
} from '../people/contact-conversation.js';
import { chooseTemplate } from './choose-template.js';
import { type ToContent, toNoticeContent } from './notice-content.js';
import { fillTemplate, type NoticeVariables, withCalendarLink } from './render-notice.js';
import type { SalonRow } from './salon-row.js';

/** A notice to one customer. */
export interface NoticeOrder {
  readonly salon: SalonRow;
  readonly kind: BookingNotificationKind;
  /** The booking for a calendar file; null for a former customer of the booking. */
  readonly calendarOf: string | null;
  readonly contactId: string;
  readonly phone: string;
  readonly clientName: string | null;
  readonly variables: NoticeVariables;
  /** Unique in the tenant. */
  readonly idempotencyKey: string;
}

/** Result of `sendNotice`, to be stored as the decision. */
export interface NoticeOutcome {
  readonly decision: BookingNotificationDecision;
  readonly reason: string | null;
  readonly messageId: string | null;
  readonly templateId: string | null;
  readonly variant: string | null;
  readonly events: readonly NewEvent[];
}

/** Dependencies of `sendNotice`. */
export interface NoticeTools {
  /** URL of a booking's calendar file for the customer with this phone; null when the server has no public URL. */
  readonly calendarLink: (bookingId: string, phone: string) => string | null;
  readonly toContent: ToContent;
}

/**
 * Inserts the message into the outbox, where a number that is not ACTIVE holds it. The notice is FAILED, and nothing is
 * queued, when the branch has no number, when the number is archived, or when the provider takes no free text at the moment and no approved template
 * is set; no other number is used.
 */
export async function sendNotice(
  transaction: Transaction,
  order: NoticeOrder,
  { calendarLink, toContent }: NoticeTools,
): Promise<NoticeOutcome> {
  const { salon, kind, contactId } = order;
  if (salon.isDisconnected) return fail('The connection to the booking system is disconnected.');
  if (salon.channelId === null || salon.channelKind === null) {
    return fail('The branch has no number that its notices leave from; set one with upsertSalon.');
  }
  if (salon.channelStatus === ChannelStatus.ARCHIVED)
    return fail('The number of the branch is archived; set another one with upsertSalon.');
  const template = await chooseTemplate(transaction, {
    tenantId: salon.tenantId,
    kind,
    locale: salon.locale,
    businessType: salon.businessType,
    contactId,
  });
  const filled = fillTemplate(template.body, order.variables);
  const { calendarOf } = order;
  const hasFile = template.attachCalendarFile && calendarOf !== null;
  const link = hasFile ? calendarLink(calendarOf, order.phone) : null;
  const text = link === null ? filled : withCalendarLink(filled, link, salon.locale);
  if (text === '') return fail('The wording comes to an empty text.');
  const route: ContactRoute = {
    tenantId: salon.tenantId,
    channelId: salon.channelId,
    channelKind: salon.channelKind,
    channelExternalId: salon.channelExternalId ?? '',
    contactId,
    phone: order.phone,
    name: order.clientName,
    firstStageId: salon.firstStageId,
  };
  const recipient = await findRecipient(transaction, route);
  if (recipient.optedOutAt)
    return fail(
      `The customer opted out of messages at this address (${recipient.optedOutReason ?? 'no reason'}).`,
    );
  const content = await toNoticeContent(
    transaction,
    {
      tenantId: salon.tenantId,
      text,
      standIn: template.standIn,
      variables: order.variables,
    },
    {
      kind: salon.channelKind,
      channelId: salon.channelId,
      accountId: salon.channelAccountId ?? '',
      ...recipient,
    },
    toContent,
  );
  if (typeof content === 'string') return fail(content);
  const { id: conversationId, events } = await ensureContactConversation(transaction, route, recipient);
  const added = await addMessage(transaction, {
    tenantId: salon.tenantId,
    conversationId,
    ...content,
    authorUserId: null,
    idempotencyKey: order.idempotencyKey,
  });
  if (!added) {
    const reason = 'A notice of this change was sent before.';
    return { ...nothingSent, decision: BookingNotificationDecision.SKIPPED_DUPLICATE, reason, events };
  }
  return {
    decision: BookingNotificationDecision.SENT,
    reason: null,
    messageId: added.messageId,
    templateId: template.templateId,
    variant: template.variant,
    events: [...events, toAddedEvent(added)],
  };
}

const nothingSent = { messageId: null, templateId: null, variant: null };

function fail(reason: string): NoticeOutcome {
  return { ...nothingSent, decision: BookingNotificationDecision.FAILED, reason, events: [] };
}
