/**
 * Twilio: two products over one account, Conversations and Programmable Messaging. docs/providers/twilio.md holds the
 * set-up guide and every fact that this folder relies on.
 */
export { twilioConversations } from './conversations/index.js';
export { twilioMessaging } from './messaging/index.js';
