/**
 * Every place in the database that holds data of a person, and how an erasure empties it. A table with texts that is in
 * none of these lists fails `test/e2e/erase.test.ts`, so that a new table is decided about.
 *
 * An external id can contain a phone: it is replaced by its digest, so that references between erased rows still match.
 */
import { tableOf } from '../../database/columns.js';
import { quoted } from '../../database/sql.js';
import { type Statement, statement } from '../../database/statement.js';
import { erasedAddress } from '../../domain/erased.js';
import { ScheduledReplyStatus } from '../../domain/vocabulary.js';
import { Activity } from '../../entities/activity.entity.js';
import { AiCall } from '../../entities/ai-call.entity.js';
import { Attachment } from '../../entities/attachment.entity.js';
import { Booking } from '../../entities/booking.entity.js';
import { BookingRevision } from '../../entities/booking-revision.entity.js';
import { Contact } from '../../entities/contact.entity.js';
import { ContactIdentity } from '../../entities/contact-identity.entity.js';
import { Conversation } from '../../entities/conversation.entity.js';
import { Lead } from '../../entities/lead.entity.js';
import { Message } from '../../entities/message.entity.js';
import { MessageReaction } from '../../entities/message-reaction.entity.js';
import { MessageRevision } from '../../entities/message-revision.entity.js';
import { MessageStatusChange } from '../../entities/message-status-change.entity.js';
import { Note } from '../../entities/note.entity.js';
import { ReplySuggestion } from '../../entities/reply-suggestion.entity.js';
import { ScheduledReply } from '../../entities/scheduled-reply.entity.js';
import { SearchDocument } from '../../entities/search-document.entity.js';
import { SendAttempt } from '../../entities/send-attempt.entity.js';
import { WaitingChange } from '../../entities/waiting-change.entity.js';
import { WebhookDelivery } from '../../entities/webhook-delivery.entity.js';

/** A statement that empties one table. */
export interface ErasedPlace {
  readonly table: string;
  readonly statement: Statement;
}

const activities = tableOf(Activity);
const contacts = tableOf(Contact);
const deliveries = tableOf(WebhookDelivery);
const identities = tableOf(ContactIdentity);
const leads = tableOf(Lead);
const conversations = tableOf(Conversation);
const notes = tableOf(Note);
const scheduled = tableOf(ScheduledReply);
const aiCalls = tableOf(AiCall);
const suggestions = tableOf(ReplySuggestion);
const bookings = tableOf(Booking);
const revisions = tableOf(BookingRevision);
const messages = tableOf(Message);
const attachments = tableOf(Attachment);
const documents = tableOf(SearchDocument);
const statusChanges = tableOf(MessageStatusChange);
const waiting = tableOf(WaitingChange);

const place = (table: string, text: string): ErasedPlace => ({
  table: table.replaceAll('"', ''),
  statement: statement(`erase-${table.replaceAll('"', '')}`, text),
});

/** SQL: the digest in place of an external id; null stays null, and a digest stays itself. */
const digestOf = (column: string): string =>
  `case when ${column} like 'erased-%' then ${column} else 'erased-' || encode(sha256(convert_to(${column}, 'UTF8')), 'hex') end`;

const ofTenant = ({ column }: { readonly column: { readonly tenantId: string } }) =>
  `${column.tenantId} = $1`;

/** What was posted to endpoints about the contacts; erased again at the end, as events are posted meanwhile. */
export const placeOfDeliveries = place(
  deliveries.table,
  `update ${deliveries.table} set ${deliveries.column.body} = null, ${deliveries.column.attempts} = coalesce(
       (select jsonb_agg(a || '{"responseBody": null, "error": null}'::jsonb) from jsonb_array_elements(${deliveries.column.attempts}) a), '[]')
    where ${deliveries.column.tenantId} = $1 and (${deliveries.column.contactId} = any($2::uuid[])
       or ${deliveries.column.conversationId} in (select ${conversations.column.id} from ${conversations.table}
            where ${ofTenant(conversations)} and ${conversations.column.contactId} = any($2::uuid[])))`,
);

/**
 * What the search has stored of the person, their conversations, leads, notes and messages; before these are emptied. It
 * stores nothing of an erased conversation again.
 */
const placeOfSearch = place(
  documents.table,
  `delete from ${documents.table} where ${ofTenant(documents)} and ${documents.column.subjectId} in (
     with talks as (select ${conversations.column.id} as id from ${conversations.table}
         where ${ofTenant(conversations)} and ${conversations.column.contactId} = any($2::uuid[])),
       cases as (select ${leads.column.id} as id from ${leads.table} where ${ofTenant(leads)} and ${leads.column.contactId} = any($2::uuid[]))
     select unnest($2::uuid[]) union all select id from talks union all select id from cases
     union all select ${notes.column.id} from ${notes.table} where ${ofTenant(notes)}
        and (${notes.column.conversationId} in (select id from talks) or ${notes.column.leadId} in (select id from cases))
     union all select ${messages.column.id} from ${messages.table} where ${ofTenant(messages)} and ${messages.column.conversationId} in (select id from talks))`,
);

/** Who changed the labels of the person's conversations stays in the audit log, and not to which: they describe the person. */
const placeOfActivities = place(
  activities.table,
  `update ${activities.table} set ${activities.column.changes} = (
       select jsonb_agg(case when c.change->>'field' = 'labelIds' then c.change || '{"before": null, "after": null, "isHidden": true}' else c.change end order by c.place)
         from jsonb_array_elements(${activities.column.changes}) with ordinality as c(change, place))
    where ${ofTenant(activities)} and ${activities.column.changes} @> '[{"field": "labelIds"}]'
      and (${activities.column.contactId} = any($2::uuid[])
       or ${activities.column.conversationId} in (select ${conversations.column.id} from ${conversations.table}
            where ${ofTenant(conversations)} and ${conversations.column.contactId} = any($2::uuid[])))`,
);

/** Rows of the contact and of those merged into it: $1 tenant, $2 ids of the contacts. */
export const placesOfContact: readonly ErasedPlace[] = [
  placeOfSearch,
  placeOfDeliveries,
  placeOfActivities,
  place(
    notes.table,
    `delete from ${notes.table} where ${ofTenant(notes)} and (
       ${notes.column.leadId} in (select ${leads.column.id} from ${leads.table} where ${ofTenant(leads)} and ${leads.column.contactId} = any($2::uuid[]))
       or ${notes.column.conversationId} in (select ${conversations.column.id} from ${conversations.table}
            where ${ofTenant(conversations)} and ${conversations.column.contactId} = any($2::uuid[])))`,
  ),
  place(
    identities.table,
    `update ${identities.table} set ${identities.column.rawValue} = '${erasedAddress}',
            ${identities.column.canonical} = 'erased:' || ${identities.column.id}::text,
            ${identities.column.matchKeys} = '{}', ${identities.column.optedOutReason} = null
      where ${ofTenant(identities)} and ${identities.column.contactId} = any($2::uuid[])`,
  ),
  place(
    revisions.table,
    `update ${revisions.table} set ${revisions.column.changes} = ${revisions.column.changes} - 'clientName' - 'clientPhone'
      where ${revisions.column.bookingId} in (select ${bookings.column.id} from ${bookings.table}
        where ${ofTenant(bookings)} and ${bookings.column.contactId} = any($2::uuid[]))`,
  ),
  place(
    bookings.table,
    `update ${bookings.table} set ${bookings.column.clientName} = null, ${bookings.column.clientPhone} = null,
            ${bookings.column.clientExternalId} = null, ${bookings.column.told} = null
      where ${ofTenant(bookings)} and ${bookings.column.contactId} = any($2::uuid[])`,
  ),
  place(
    leads.table,
    `update ${leads.table} set ${leads.column.name} = null, ${leads.column.phone} = null,
            ${leads.column.referral} = null, ${leads.column.attributes} = '{}'
      where ${ofTenant(leads)} and ${leads.column.contactId} = any($2::uuid[])`,
  ),
  place(
    scheduled.table,
    `update ${scheduled.table} set ${scheduled.column.text} = null, ${scheduled.column.templateVariables} = null,
            ${scheduled.column.attachmentIds} = '{}', ${scheduled.column.idempotencyKey} = null,
            ${scheduled.column.status} = case when ${scheduled.column.status} = ${quoted(ScheduledReplyStatus.SCHEDULED)}
              then ${quoted(ScheduledReplyStatus.CANCELLED)} else ${scheduled.column.status} end
      where ${ofTenant(scheduled)} and ${scheduled.column.conversationId} in (select ${conversations.column.id} from ${conversations.table}
            where ${ofTenant(conversations)} and ${conversations.column.contactId} = any($2::uuid[]))`,
  ),
  place(
    aiCalls.table,
    `update ${aiCalls.table} set ${aiCalls.column.prompt} = null, ${aiCalls.column.answer} = null
      where ${ofTenant(aiCalls)} and ${aiCalls.column.conversationId} in (select ${conversations.column.id} from ${conversations.table}
            where ${ofTenant(conversations)} and ${conversations.column.contactId} = any($2::uuid[]))`,
  ),
  place(
    suggestions.table,
    `delete from ${suggestions.table} where ${ofTenant(suggestions)} and ${suggestions.column.conversationId} in (select ${conversations.column.id} from ${conversations.table}
            where ${ofTenant(conversations)} and ${conversations.column.contactId} = any($2::uuid[]))`,
  ),
  place(
    conversations.table,
    `update ${conversations.table} set ${conversations.column.address} = '${erasedAddress}', ${conversations.column.handoffReason} = null, ${conversations.column.labelIds} = '{}'
      where ${ofTenant(conversations)} and ${conversations.column.contactId} = any($2::uuid[])`,
  ),
  place(
    contacts.table,
    `update ${contacts.table} set ${contacts.column.displayName} = null, ${contacts.column.phone} = null,
            ${contacts.column.matchKey} = 'erased:' || ${contacts.column.id}::text,
            ${contacts.column.attributes} = '{}', ${contacts.column.labelIds} = '{}', ${contacts.column.erasedAt} = now()
      where ${ofTenant(contacts)} and ${contacts.column.id} = any($2::uuid[])`,
  ),
];

const ofMessage = <Entity extends { messageId: unknown }>(
  entity: Parameters<typeof tableOf<Entity>>[0],
  change: (column: Readonly<Record<string, string>>) => string,
): ErasedPlace => {
  const { table, column } = tableOf(entity) as unknown as {
    readonly table: string;
    readonly column: Readonly<Record<string, string>>;
  };
  return place(
    table,
    `${change(column)} where ${column.tenantId} = $1 and ${column.messageId} = any($2::uuid[])`,
  );
};

/** Rows of a portion of messages: $1 tenant, $2 ids of the messages. The messages are the last. */
export const placesOfMessages: readonly ErasedPlace[] = [
  ofMessage(MessageRevision, () => `delete from ${tableOf(MessageRevision).table}`),
  ofMessage(MessageReaction, () => `delete from ${tableOf(MessageReaction).table}`),
  place(
    tableOf(SendAttempt).table,
    `update ${tableOf(SendAttempt).table} set ${tableOf(SendAttempt).column.error} = null,
            ${tableOf(SendAttempt).column.providerRequestId} = null
      where ${tableOf(SendAttempt).column.messageId} in (select ${messages.column.id} from ${messages.table}
        where ${ofTenant(messages)} and ${messages.column.id} = any($2::uuid[]))`,
  ),
  place(
    statusChanges.table,
    `update ${statusChanges.table} set ${statusChanges.column.externalId} = ${digestOf(statusChanges.column.externalId)},
            ${statusChanges.column.failureMessage} = null
      where ${statusChanges.column.messageId} in (select ${messages.column.id} from ${messages.table}
        where ${ofTenant(messages)} and ${messages.column.id} = any($2::uuid[]))`,
  ),
  place(
    waiting.table,
    `delete from ${waiting.table} w using ${messages.table} m
      where ${waiting.of('w').channelId} = ${messages.of('m').channelId} and ${waiting.of('w').externalId} = ${messages.of('m').externalId}
        and ${messages.of('m').tenantId} = $1 and ${messages.of('m').id} = any($2::uuid[])`,
  ),
  place(
    attachments.table,
    `delete from ${attachments.table} where ${ofTenant(attachments)} and ${attachments.column.messageId} = any($2::uuid[])
     returning ${attachments.column.storageKey} as "storageKey", ${attachments.column.thumbnailKey} as "thumbnailKey"`,
  ),
  place(
    messages.table,
    `update ${messages.table} set ${messages.column.text} = null, ${messages.column.content} = null,
            ${messages.column.referral} = null, ${messages.column.templateVariables} = null,
            ${messages.column.failureMessage} = null, ${messages.column.idempotencyKey} = null,
            ${messages.column.hasAttachments} = false,
            ${messages.column.externalId} = ${digestOf(messages.column.externalId)},
            ${messages.column.replyToExternalId} = ${digestOf(messages.column.replyToExternalId)}
      where ${ofTenant(messages)} and ${messages.column.id} = any($2::uuid[])`,
  ),
];

/** Tables that `erase-ledger.ts` empties by the addresses and the messages of the person. */
export const placesOfLedger: readonly string[] = ['webhook_events', 'inline_media', 'known_lookups'];

/** Tables that an erasure leaves as they are, each with the reason. */
export const otherTables: Readonly<Record<string, string>> = {
  ai_assistants: "the company's own texts",
  ai_positions: 'positions',
  ai_turn_jobs: 'ids and times',
  ai_turns: 'ids, times and members of enums',
  attribute_definitions: "the company's own list",
  away_replies: 'times only',
  booking_accounts: "the company's own connection",
  booking_notifications: 'decisions and their keys: ids, times and fixed sentences',
  bot_bookings: 'ids only',
  canned_replies: "the company's own texts, with placeholders",
  channels: "the company's own numbers",
  contact_merges: 'ids and names of fields',
  conversation_reads: 'ids and times',
  domain_events: 'ids, times and names of fields',
  event_counters: 'positions',
  event_log_incarnation: 'the epoch of the log',
  jobs: 'ids and figures; files are deleted, unfinished imports and exports cancelled; the reason of an erasure stays',
  labels: "the company's own list",
  lead_stages: "the company's own list",
  message_templates: 'wordings without values',
  trunkline_migrations: 'names of migrations',
  notifications: 'ids and times',
  notification_templates: 'wordings without values',
  api_tokens: 'of programs',
  password_links: 'of users',
  provider_accounts: "the company's own connection",
  refused_webhooks: 'names of own numbers, and addresses of servers; deleted after 7 days',
  salons: "the company's own branches",
  sealed_canary: 'a test value of the key',
  search_blocks: 'ids and figures',
  search_positions: 'positions and ids',
  sessions: 'of users',
  teams: "the company's own list",
  template_variants: 'wordings without values',
  tenants: 'the company',
  topics: "the company's own list",
  users: 'of the company',
  webhook_endpoints: "the company's own list",
};
