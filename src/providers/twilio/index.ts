/**
 * Twilio: two products on one account, Conversations and Programmable Messaging. Set-up guide and vendor facts:
 * docs/providers/twilio.md.
 */
export { twilioConversations } from './conversations/index.js';
export { twilioMessaging } from './messaging/index.js';
