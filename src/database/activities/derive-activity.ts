/** Derives an activity from what a transaction wrote: the mapper's changes, or the events of statements. Pure. */
import type { NewEvent } from '../publish.js';
import type { ActivityRule } from './activity-cause.js';

/** A field that changed. Secrets, words and personal data are hidden: their values are never stored. */
export interface RecordedChange {
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly isHidden?: boolean;
}

/** A row to write; what is absent comes from the operation's rule and actor. */
export interface ActivityRecord {
  readonly action?: string;
  readonly targetType?: string;
  readonly targetId: string | null;
  readonly tenantId?: string;
  /** The acting user, where the operation has none yet: a sign-in. */
  readonly actorId?: string;
  /** The session that a sign-in started. */
  readonly sessionId?: string;
  readonly contactId?: string | null;
  readonly conversationId?: string | null;
  /** Names the contact, as the conversation does. */
  readonly leadId?: string | null;
  readonly changes?: readonly RecordedChange[];
}

/** A row that the mapper creates, changes or deletes; the values are by property. */
export interface RowChange {
  readonly entity: string;
  readonly id: string;
  readonly kind: 'create' | 'update' | 'delete';
  readonly before: Readonly<Record<string, unknown>>;
  /** A change holds the changed properties only. */
  readonly after: Readonly<Record<string, unknown>>;
}

/** Columns that say nothing about the change, or accompany another one. */
const ignored = new Set(['id', 'tenantId', 'createdAt', 'updatedAt', 'version', 'webhookKeyPrefix']);
const maxTextChars = 1_000;
const maxValueBytes = 4_000;

/** The activity of the rule's target; null when the mapper has not changed one. */
export function fromRowChanges(rule: ActivityRule, all: readonly RowChange[]): ActivityRecord | null {
  const first = all.find(change => change.entity === rule.target && isChange(change));
  if (!first) return null;
  // A row can be written by several flushes of one transaction.
  const ofRow = all.filter(({ entity, id }) => entity === first.entity && id === first.id);
  const after = Object.assign({}, ...ofRow.map(change => change.after)) as Record<string, unknown>;
  const { kind, before, id } = first;
  const names = Object.keys(kind === 'delete' ? before : after).filter(name => !ignored.has(name));
  const changes = names.flatMap((name): RecordedChange[] => {
    const field = toShownName(name);
    if (!rule.shown.includes(name)) return kind === 'update' ? [{ field, isHidden: true }] : [];
    const [from, to] = [toValue(before[name]), toValue(after[name])];
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ field, before: from, after: to }];
  });
  if (kind === 'update' && changes.length === 0) return null;
  return { targetId: id, ...findPlace(rule.target, id, { ...before, ...after }), changes };
}

const isChange = ({ kind, after }: RowChange): boolean =>
  kind !== 'update' || Object.keys(after).some(name => !ignored.has(name));

/** The activity of the first event, if possible one about the rule's target; null without events. */
export function fromEvents(rule: ActivityRule, events: readonly NewEvent[]): ActivityRecord | null {
  const event = events.find(({ kind }) => toEventType(kind) === rule.target) ?? events[0];
  if (!event) return null;
  const targetType = toEventType(event.kind);
  return {
    ...{ targetType, targetId: event.subjectId },
    ...findPlace(targetType, event.subjectId, { conversationId: event.conversationId }),
    changes: (event.changed ?? []).map(field => ({ field, isHidden: true })),
  };
}

/** `LEAD_UPDATED` is about a Lead. */
function toEventType(kind: string): string {
  const [word = ''] = kind.split('_');
  return word.charAt(0) + word.slice(1).toLowerCase();
}

/** The contact and the conversation of a row, as far as it names them. */
function findPlace(
  type: string,
  id: string,
  values: Readonly<Record<string, unknown>>,
): Pick<ActivityRecord, 'contactId' | 'conversationId' | 'leadId'> {
  const own = (name: string, property: string) => (type === name ? id : toId(values[property]));
  return {
    contactId: own('Contact', 'contactId'),
    conversationId: own('Conversation', 'conversationId'),
    leadId: own('Lead', 'leadId'),
  };
}

const toId = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** `credentialsCipher` is `credentials` to a reader. */
const toShownName = (property: string): string => property.replace(/(?:Cipher|Hash)$/, '');

/** The value as JSON, bounded. */
function toValue(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === 'string' && value.length > maxTextChars) return `${value.slice(0, maxTextChars)}…`;
  const json = JSON.stringify(value) ?? 'null';
  return json.length > maxValueBytes ? `${json.slice(0, maxTextChars)}…` : JSON.parse(json);
}
