/** What a person wants to say, and where. */
export interface ReplyInput {
  readonly conversationId: string;
  /** Free words; absent for a template. */
  readonly text?: string | null;
  /** Files that were uploaded and belong to no message yet; the text is their caption then. */
  readonly attachmentIds?: readonly string[] | null;
  /** The approved template to send in place of a text. */
  readonly templateId?: string | null;
  /** A value for each of its variables, by name. */
  readonly templateVariables?: unknown;
  /** Unique in the company: the same key is the same message. */
  readonly idempotencyKey?: string | null;
  /** Guard of a client that shows one number: refuses when the conversation is on another. */
  readonly expectedChannelId?: string | null;
  /** The message that this one answers, of the same conversation. */
  readonly replyToMessageId?: string | null;
}
