/** A proposed reply while a model writes it. */

/** The conversation of a draft; one is written at a time. */
export interface DraftPlace {
  readonly tenantId: string;
  readonly conversationId: string;
}

/** What is written there. */
export interface Draft extends DraftPlace {
  readonly assistantId: string;
  /** The message that it answers. */
  readonly messageId: string;
  /** The text so far; null when it is over. */
  readonly text: string | null;
  readonly at: Date;
}

/** Key of a place; ids have no spaces. */
export function draftKey({ tenantId, conversationId }: DraftPlace): string {
  return `${tenantId} ${conversationId}`;
}
