/** The path under which inbound messages arrive. */
export const messagingWebhookPath = '/api/twilio/messaging/webhook';

/** The path of status callbacks. */
export const statusPath = '/api/twilio/status';

/** The accounts' own routes, a path a channel or department; which there are stands in their settings. */
export const ownRoutePath = '/webhooks/:route';
