/** Input of a reply: conversation and content. */
export interface ReplyInput {
  readonly conversationId: string;
  /** Free text; absent for a template. */
  readonly text?: string | null;
  /** Uploaded files that belong to no message yet; the text is their caption then. */
  readonly attachmentIds?: readonly string[] | null;
  /** The approved template to send in place of a text. */
  readonly templateId?: string | null;
  /** A value for each of its variables, by name. */
  readonly templateVariables?: unknown;
  /** The canned reply that it is made from: copies of its files are attached, and its use is counted. */
  readonly cannedReplyId?: string | null;
  /** The proposed reply that it is made from; it is settled. */
  readonly suggestionId?: string | null;
  /** False: its topic and stage are not applied. */
  readonly appliesProposal?: boolean | null;
  /** Unique in the company: the same key is the same message. */
  readonly idempotencyKey?: string | null;
  /** Guard for clients that show one number: an error if the conversation is on another. */
  readonly expectedChannelId?: string | null;
  /** The message to reply to, of the same conversation. */
  readonly replyToMessageId?: string | null;
}
