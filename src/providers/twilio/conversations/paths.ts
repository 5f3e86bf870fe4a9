/** The path under which the events of Conversations arrive. */
export const conversationsWebhookPath = '/api/twilio/conversations/webhook';
