/** Kinds of changed objects, as the log names them. */
export const targetTypes = [
  ...([
    'User',
    'Tenant',
    'Topic',
    'LeadStage',
    'Team',
    'Label',
    'CannedReply',
    'AttributeDefinition',
  ] as const),
  ...(['NotificationTemplate', 'MessageTemplate', 'ApiToken', 'WebhookEndpoint', 'ProviderAccount'] as const),
  ...(['Channel', 'Contact', 'Conversation', 'Lead', 'Message', 'Note', 'DataJob', 'WebhookEvent'] as const),
  ...(['Salon', 'BookingAccount', 'BotBooking', 'TemplateVariant', 'AiAssistant'] as const),
  ...(['Attachment', 'ContactIdentity'] as const),
] as const;
