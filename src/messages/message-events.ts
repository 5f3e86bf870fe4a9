/**
 * Events of messages with their rows, from the statement that committed them: where this process has subscribers of the
 * company, its feed then need not read the log.
 */
import { EventWithRows, readRow, rowColumns } from '../delivery/event-with-rows.js';
import { EventType } from '../domain/vocabulary.js';

/** Select list of the rows, from a function's result with the composites `message`, `conversation`, `channel` and `contact`. */
export const eventRowColumns = (result: string): string =>
  rowColumns({
    message: `(${result}."message")`,
    conversation: `(${result}."conversation")`,
    channel: `(${result}."channel")`,
    contact: `(${result}."contact")`,
  });

/** Which event each row is of. */
export interface EventFacts {
  readonly tenantId: string;
  /** Of the last row's event. */
  readonly position: number;
  readonly at: Date;
  readonly kind: EventType.MESSAGE_ADDED | EventType.MESSAGE_UPDATED;
  /** GraphQL names of the changed fields. */
  readonly changedOf: (message: { readonly externalId: string | null }) => readonly string[];
}

/**
 * The events of these rows, which follow one another; none when a row is gone.
 * @param offset where the columns of `eventRowColumns` begin
 */
export function toMessageEvents(
  rows: readonly (readonly unknown[])[],
  offset: number,
  { tenantId, position, at, kind, changedOf }: EventFacts,
): readonly EventWithRows[] {
  const events = rows.flatMap((values, index) => {
    const message = readRow('message', values, offset, tenantId);
    if (message === null) return [];
    const { id, channelId, conversationId } = message;
    const ids = { subjectId: id, messageId: id, channelId, conversationId };
    const changed = changedOf(message);
    const event = {
      tenantId,
      position: position - rows.length + index + 1,
      kind,
      ...ids,
      changed,
      at,
      was: null,
    };
    return [new EventWithRows(event, values, offset)];
  });
  return events.length === rows.length ? events : [];
}
