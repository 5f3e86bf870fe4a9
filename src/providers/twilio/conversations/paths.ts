/** Path of Conversations events. */
export const conversationsWebhookPath = '/api/twilio/conversations/webhook';
