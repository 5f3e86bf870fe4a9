/** Writes to the event log: the last statement of every transaction with changes. */

import type { PreviousValues } from '../domain/logged-event.js';
import type { EventType } from '../domain/vocabulary.js';
import { DomainEventRecord } from '../entities/domain-event.entity.js';
import { EventCounter } from '../entities/event-counter.entity.js';
import { tableOf } from './columns.js';
import { as, int, sql } from './sql.js';
import { statement } from './statement.js';

/** A change; becomes one row of the event log. */
export interface NewEvent {
  readonly kind: EventType;
  /** Id of the changed row. */
  readonly subjectId: string;
  readonly channelId?: string | null;
  readonly conversationId?: string | null;
  readonly messageId?: string | null;
  /** GraphQL names of the changed fields; empty for a new row. */
  readonly changed?: readonly string[];
  /** Assignee, team, topic and labels of the conversation before the change, if it changed one of them. */
  readonly was?: PreviousValues | null;
  /** The only user who gets it; for the kinds of `personalEvents`. */
  readonly userId?: string | null;
}

const events = tableOf(DomainEventRecord);
const counters = tableOf(EventCounter);
const eventColumns = events.list([
  'tenantId',
  'position',
  'kind',
  'subjectId',
  'channelId',
  'conversationId',
  'messageId',
  'changed',
  'at',
  'was',
  'userId',
]);

/**
 * CTEs that take the next positions of a tenant and write its events: `counter` has the last position, or no row when
 * nothing is written. Their parameters begin at `first`, as `publishParameters` makes them.
 *
 * @param filter `where` for the events, named `e`, for a statement in which it only turns out what happens
 * @param isReady what must have been done before the counter's row is locked
 */
export function publishingSql(
  first: number,
  { filter = '', isReady = 'true' }: { readonly filter?: string; readonly isReady?: string } = {},
): string {
  const types = ['text', 'uuid', 'uuid', 'uuid', 'uuid', 'text', null, 'text', 'uuid'];
  const arrays = types.flatMap((type, index) => (type === null ? [] : [`$${first + index}::${type}[]`]));
  return `event as (
     select e.*, row_number() over (order by e.n) as place from unnest(${arrays.join(', ')})
       with ordinality as e(kind, subject_id, channel_id, conversation_id, message_id, changed, was, user_id, n) ${filter}
   ), counter as (
     update ${counters.table} c
        set ${counters.column.position} = ${counters.of('c').position} + (select count(*) from event)
      where ${counters.of('c').tenantId} = $${first + 6} and ${isReady}
      returning ${counters.of('c').tenantId} as tenant_id, ${counters.of('c').position} as position
   ), written as (
     insert into ${events.table} (${eventColumns})
     select counter.tenant_id, counter.position - (select count(*) from event) + place,
            kind, subject_id, channel_id, conversation_id, message_id, string_to_array(changed, ','), now(), was::jsonb, user_id
       from event, counter
   )`;
}

/** Takes the next positions of a tenant and writes its events; returns the last position. */
export const publishStatement = statement(
  'publish-events',
  sql`with ${publishingSql(1)}
   select ${as('position', int('position'))} from counter`,
);

/** The parameters of `publishStatement`. */
export function publishParameters(tenantId: string, list: readonly NewEvent[]): unknown[] {
  return [
    list.map(event => event.kind),
    list.map(event => event.subjectId),
    list.map(event => event.channelId ?? null),
    list.map(event => event.conversationId ?? null),
    list.map(event => event.messageId ?? null),
    list.map(event => (event.changed ?? []).join(',')),
    tenantId,
    list.map(event => (event.was ? JSON.stringify(event.was) : null)),
    list.map(event => event.userId ?? null),
  ];
}
