/** The event log and webhooks to the company's own systems. */
import { EventType, WebhookDeliveryStatus } from '../../domain/vocabulary.js';
import { register } from '../register-enum.js';

register(EventType, 'EventType', 'Event type. More can be added: ignore unknown values.', {
  MESSAGE_ADDED: 'A message was stored, inbound or outbound.',
  MESSAGE_UPDATED: 'A message changed, mostly its delivery status.',
  CONVERSATION_ADDED: 'A contact wrote to a number for the first time.',
  CONVERSATION_UPDATED: 'A conversation changed: status, assignee, team, topic, labels, unread count.',
  LEAD_ADDED: 'A lead was created.',
  LEAD_UPDATED: 'A lead changed.',
  NOTE_ADDED: 'A note was added.',
  CONTACT_MERGED:
    'Two contacts were merged: the node is the one that was merged, its `mergedInto` the one that is kept.',
  CONTACT_UNMERGED: 'A merge was undone: the node is a separate contact again.',
  CONTACT_UPDATED: 'The name, the labels or the attributes of a contact changed.',
  BOOKING_CHANGED: 'A booking was created, changed or cancelled.',
  BOOKING_NOTIFICATION: 'A decision about a booking notice was made.',
  CHANNEL_UPDATED: 'A number was added or changed.',
  TENANT_UPDATED:
    'A list of the company changed: `changed` has the name of its query (`topics`, `leadStages`, `labels`, `teams`, `cannedReplies`, `attributeDefinitions`); reload it.',
  USER_UPDATED: 'A user was added or changed: name, role, teams, active or not, second factor.',
  CONTACT_ADDED: 'A contact was created without a message, by an import.',
  CONTACT_ERASED: "A contact's data was erased: remove what you keep of the contact.",
  JOB_UPDATED: 'A job was created, made progress or ended; at most once a second for each job.',
  READ_STATE_UPDATED:
    'Only in `viewerEvents`: what you have read of a conversation changed; the node is the conversation.',
  NOTIFICATION_UPDATED:
    'Only in `viewerEvents`: a notification of yours is new, or you read it; the node is the notification.',
});

register(WebhookDeliveryStatus, 'WebhookDeliveryStatus', 'Progress of a delivery to a webhook endpoint.', {
  PENDING: 'It waits for its first or next attempt, or behind an earlier one of its conversation.',
  DELIVERED: 'It was answered with 2xx.',
  FAILED: 'It was given up, after ten attempts in three days; `redeliverWebhooks` posts it again.',
});
