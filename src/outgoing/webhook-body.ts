/** Bodies of webhooks: `{ type, timestamp, data }`, as Standard Webhooks recommends. */

import type { TenantReader } from '../database/tenant-reader.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import type { EventType } from '../domain/vocabulary.js';
import { createLoaders } from '../queries/loaders.js';
import { eventThings } from './event-things.js';

/** The body of one event, and whom it is about. */
export interface EventBody {
  readonly body: string;
  readonly contactId: string | null;
}

/** Larger bodies contain ids only. */
const maxBodyBytes = 262_144;

/** The `type` of a body: `MESSAGE_ADDED` is `message.added`. */
export function toWebhookType(kind: EventType): string {
  return kind.toLowerCase().replace(/_([a-z]+)$/, '.$1');
}

/** Type of the example that `testWebhookEndpoint` posts. */
export const testType = 'endpoint.test';
/** Type of the notice to an endpoint that was too slow for the event log. */
export const skippedType = 'events.skipped';

/** A body. */
export function toWebhookBody(type: string, at: Date, data: object): string {
  return JSON.stringify({ type, timestamp: at.toISOString(), data });
}

/**
 * The bodies of a page of events, in order. Contains the things as they are now; a thing that is gone is null. The
 * number of statements does not depend on the length of the page.
 */
export async function buildEventBodies(
  reader: TenantReader,
  events: readonly LoggedEvent[],
): Promise<readonly EventBody[]> {
  const source = { reader, loaders: createLoaders(reader) };
  return Promise.all(
    events.map(async ({ kind, subjectId, position, changed, at }) => {
      const { name, read } = eventThings[kind];
      const { value, contactId } = await read(source, subjectId);
      const type = toWebhookType(kind);
      const facts = { id: subjectId, position, changed };
      const body = toWebhookBody(type, at, { ...facts, [name]: value });
      const isTooLarge = Buffer.byteLength(body) > maxBodyBytes;
      return { body: isTooLarge ? toWebhookBody(type, at, { ...facts, isTooLarge }) : body, contactId };
    }),
  );
}
