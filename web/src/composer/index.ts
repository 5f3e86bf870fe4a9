/** Writing: drafts, files, templates, canned and scheduled replies, and the outbox of what the server does not have yet. */
export { askSuggestion } from './ask-suggestion.js';
export { Composer } from './composer.js';
export { clearDrafts, countDrafts, onDraft, readDraft } from './drafts.js';
export { focusComposer } from './focus-composer.js';
export { followErasures } from './follow-erasures.js';
export { SignOutQuestion } from './layers.js';
export { cancelMessage, retryMessage, sendingEntries } from './message-actions.js';
export { Outbox } from './outbox.js';
export type { OutboxEntry } from './outbox-entries.js';
export { isQuotable, quoteMessage, toQuote } from './quote.js';
export { QuoteBar } from './quote-bar.js';
export { useScheduledReplies } from './scheduled.js';
export { ScheduledBubble } from './scheduled-bubble.js';
export { onResolvedBySending } from './send-and-resolve.js';
export { SendingTrouble } from './sending-trouble.js';
export { forgetUnsent, hasUnsent } from './unsent.js';
export { WaitingReply } from './waiting-reply.js';
