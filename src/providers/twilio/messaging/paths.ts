/** Path of inbound messages. */
export const messagingWebhookPath = '/api/twilio/messaging/webhook';

/** Path of status callbacks. */
export const statusPath = '/api/twilio/status';

/** Custom routes, one path per channel or department, as listed in the account's settings. */
export const ownRoutePath = '/webhooks/:route';
