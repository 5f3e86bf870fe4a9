/** Webhooks that arrived, and reprocessing them. */
import {
  RefusalReason,
  ReplayEffect,
  ReplayOutcome,
  WebhookEventStatus,
  WebhookTestOutcome,
} from '../../domain/vocabulary.js';
import { register } from '../register-enum.js';

register(RefusalReason, 'RefusalReason', 'Reason why a webhook was refused. More can be added.', {
  KEY_MISSING: 'It had no credential.',
  KEY_UNKNOWN: 'The key in its URL belongs to no account: it was rotated, or copied incompletely.',
  SIGNATURE_MISSING: 'Its key was valid, but the signature or token that the account requires was missing.',
  SIGNATURE_WRONG: 'Its signature or token does not match the stored credentials.',
  BODY_UNREADABLE: 'Its credential was valid, but its body could not be parsed.',
  BODY_TOO_LARGE: 'Its body was over the limit of WEBHOOK_BODY_LIMIT_BYTES.',
  ACCOUNT_DISCONNECTED: 'Its account is disconnected (disconnectProvider, disconnectBookings).',
});

register(WebhookEventStatus, 'WebhookEventStatus', 'The result of a received webhook event.', {
  RECEIVED: 'Stored, not processed yet.',
  PROCESSED: 'Its effect is stored.',
  DUPLICATE: 'Received before; it had no further effect.',
  IGNORED: 'Stored without an effect; see `reason`.',
  QUARANTINED: 'It is for a number without a channel; it is reprocessed once the channel is created.',
  FAILED: 'Processing failed; see `reason`. It can be reprocessed.',
});

register(ReplayOutcome, 'ReplayOutcome', 'Result of reprocessing a ledger entry.', {
  REPLAYED: 'It had an effect this time.',
  UNCHANGED: 'Its effect existed already, or it still has none.',
  WOULD_CHANGE: 'Dry run only: it would have an effect.',
  FAILED: 'It could not be processed; see its reason.',
});

register(ReplayEffect, 'ReplayEffect', 'What a ledger entry makes when it is processed. More can be added.', {
  MESSAGE: "A customer's message, with its conversation.",
  SENT_MESSAGE: 'A message that was sent from the number.',
  MESSAGE_STATUS: 'A delivery status of a sent message.',
  MESSAGE_CHANGE: 'An edit, a deletion or a reaction.',
  NUMBER_STATE: 'A state or a warning of a number.',
  TEMPLATE_STATE: 'A state of a template.',
  SAME_PERSON: 'Addresses that belong to one person.',
  BOOKING: 'A booking.',
  NOTHING: 'Nothing: it has no effect, had it already, or cannot be read.',
});

register(
  WebhookTestOutcome,
  'WebhookTestOutcome',
  "How far the sample of a webhook URL's test came. More can be added.",
  {
    ACCEPTED: 'This server accepted and verified it; it is in the ledger as IGNORED.',
    REFUSED: 'This server refused it; `refusal` is the reason.',
    OTHER_ANSWER: 'Something else answered: a proxy, a redirect, another server.',
    NAME_UNKNOWN: 'The host name does not resolve.',
    NO_CONNECTION: 'No connection was made.',
    TLS_FAILED: 'The TLS handshake failed, for example for an invalid certificate.',
    NO_ANSWER: 'The connection was made, and no answer came.',
  },
);
