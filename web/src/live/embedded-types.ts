/** Keys of the normalised cache for types without an id: they are a part of the object that holds them. */

const parts = [
  'CallContent ChoiceContent ContactCardsContent FormContent InteractiveContent LocationContent OrderContent',
  'ContactCard ContactCardPhone InteractiveOption OrderItem Money DeliveryFailure MessageReaction MessageRevision',
  'ReplyWindow MediaLimits MediaRule PageInfo DomainEvent CaughtUp StreamReset MergeSuggestion',
  'ConversationConnection MessageConnection NoteConnection ChannelConnection UserConnection',
  'TimelineConnection BookingConnection ConversationViewerState AttributeValue ActivityChange BookedService',
  'TenantSettings BusinessHours OpeningPeriod MessageStatusChange SendAttempt ContactConnection',
  'ChannelHealth ProviderCapabilities',
  'ConversationsPayload ConversationResult AiTexts AiUsage AiTestPayload',
].flatMap(names => names.split(' '));

/** Configuration of the cache for these types. */
export const embeddedTypes: Readonly<Record<string, () => null>> = Object.fromEntries(
  parts.map(name => [name, () => null]),
);
