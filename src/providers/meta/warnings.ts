/**
 * Meta's warnings about a number or a business account (docs/providers/whatsapp-cloud.md, "Warnings").
 * Shared by the vendors that forward Meta's envelope.
 */
import type { WarningReport } from '../../domain/inbound-event.js';
import { abridgeText } from '../../domain/text.js';
import { readText, readUnixTime, readWord, type Tree, toList, toTree } from '../json/json-value.js';

type Said = Pick<WarningReport, 'about' | 'state' | 'warning' | 'ends'>;

/** A warning, and the number in the request, by its id or as displayed. */
export interface CloudWarning {
  readonly numberId: string | null;
  readonly displayNumber: string | null;
  readonly read: (receivedAt: Date) => Said & Pick<WarningReport, 'at'>;
}

/** Meta reports when a violation was seen, never its end. */
const violationShownMs = 30 * 86_400_000;
const longestText = 400;

/** Reads one change of an entry; null for a field without warnings, or a value that changes nothing. */
export function readCloudWarning(field: unknown, given: unknown, time: unknown): CloudWarning | null {
  const reader = readers.get(readWord(field, 64) ?? '');
  if (reader === undefined) return null;
  const value = toTree(given);
  if (reader(value, new Date(0)) === null) return null;
  const isOfNumber = upper(value.entity_type) === 'PHONE_NUMBER';
  return {
    numberId:
      readWord(value.phone_number_id, 64) ??
      readWord(toTree(value.metadata).phone_number_id, 64) ??
      (isOfNumber ? readWord(value.entity_id, 64) : null),
    displayNumber: readWord(value.display_phone_number, 40) ?? readWord(value.phone_number, 40),
    read: receivedAt => {
      const at = readUnixTime(time, receivedAt);
      return { ...(reader(value, at ?? receivedAt) as Said), at };
    },
  };
}

type Reader = (value: Tree, at: Date) => Said | null;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['account_update', readAccountUpdate],
  ['phone_number_quality_update', readQuality],
  ['account_alerts', readAlert],
  ['account_review_update', readReview],
  ['phone_number_name_update', readNameDecision],
]);

function readAccountUpdate(value: Tree, at: Date): Said | null {
  const event = upper(value.event);
  switch (event) {
    case 'DISABLED_UPDATE':
      return readBan(value);
    case 'ACCOUNT_VIOLATION': {
      const type = upper(toTree(value.violation_info).violation_type);
      const until = new Date(at.getTime() + violationShownMs);
      const text = `Meta says that the business account violated its policy${type === '' ? '' : `: ${type}`}.`;
      return warn('violation', join(event, type), text, { until });
    }
    case 'ACCOUNT_RESTRICTION':
      return readRestriction(value);
    case 'ACCOUNT_DELETED':
      return warn('connection', event, 'The business account was deleted at Meta.', { isBlocking: true });
    case 'ACCOUNT_OFFBOARDED':
      return warn('connection', event, 'The number was disconnected at Meta.', { isBlocking: true });
    case 'ACCOUNT_RECONNECTED':
      return takeBack('connection', event);
    default:
      return null;
  }
}

function readBan({ ban_info }: Tree): Said | null {
  const { waba_ban_state, waba_ban_date } = toTree(ban_info);
  const ban = upper(Array.isArray(waba_ban_state) ? waba_ban_state[0] : waba_ban_state);
  const date = readText(waba_ban_date)?.trim() ?? '';
  const when = date === '' ? '' : ` (${date})`;
  const state = join('DISABLED_UPDATE', ban);
  if (ban === 'DISABLE')
    return warn('ban', state, `Meta disabled the business account${when}.`, { isBlocking: true });
  if (ban === 'SCHEDULE_FOR_DISABLE')
    return warn('ban', state, `Meta is going to disable the business account${when}.`);
  if (ban !== 'REINSTATE') return null;
  return { ...takeBack('ban', state), ends: ['violation', 'restriction'] };
}

function readRestriction({ restriction_info }: Tree): Said {
  const parts = toList(restriction_info)
    .map(toTree)
    .flatMap(({ restriction_type, expiration }) => {
      const type = upper(restriction_type);
      return type === '' ? [] : [{ type, until: readExpiration(expiration) }];
    });
  const state = join('ACCOUNT_RESTRICTION', parts.map(part => part.type).join(', '));
  if (parts.length === 0) {
    const text = 'Meta restricted the business account.';
    return warn('restriction', state, text);
  }
  const words = parts.map(({ type, until }) => (until ? `${type} until ${until.toISOString()}` : type));
  // A part without an end keeps the warning.
  const ends = parts.map(part => part.until?.getTime() ?? Number.POSITIVE_INFINITY);
  const last = Math.max(...ends);
  const until = Number.isFinite(last) ? new Date(last) : null;
  return warn('restriction', state, `Meta restricted the business account: ${words.join(', ')}.`, { until });
}

function readExpiration(value: unknown): Date | null {
  const word = readWord(value, 40);
  if (word === null) return null;
  const ms = /^\d{9,11}$/.test(word) ? Number(word) * 1_000 : Date.parse(word);
  return Number.isNaN(ms) ? null : new Date(ms);
}

function readQuality(value: Tree): Said | null {
  const event = upper(value.event);
  const limit = upper(value.current_limit) || upper(value.max_daily_conversations_per_business);
  const state = join(event, limit);
  const now = limit === '' ? '' : `; its limit is ${limit}`;
  switch (event) {
    case 'FLAGGED':
      return warn('quality', state, `Meta flagged the number for the quality of its messages${now}.`);
    case 'UNFLAGGED':
      return takeBack('quality', state);
    case 'DOWNGRADE':
      return warn('limit', state, `Meta lowered what the number may send${now}.`);
    case 'UPGRADE':
    case 'THROUGHPUT_UPGRADE':
      return takeBack('limit', state);
    default:
      return null;
  }
}

/** Meta's examples have the facts either in `alert_info` or next to it. */
function readAlert(value: Tree): Said | null {
  const facts = { ...value, ...toTree(value.alert_info) };
  const [type, severity, status] = [facts.alert_type, facts.alert_severity, facts.alert_status].map(upper);
  if (type === undefined || type === '') return null;
  // All outcomes of one decision share a key, so a later one replaces the earlier.
  const about = `alert ${type.replace(/_(APPROVED|REJECTED|DEFERRED|FAILED|NEED_MORE_INFO)$/, '')}`;
  if ((severity !== 'WARNING' && severity !== 'CRITICAL') || status === 'NONE') return takeBack(about, type);
  const description = readText(facts.alert_description)?.trim() || type;
  return warn(about, type, `Meta says: ${/[.!?]$/.test(description) ? description : `${description}.`}`);
}

function readReview({ decision }: Tree): Said | null {
  const word = upper(decision);
  const state = join('account review', word);
  switch (word) {
    case 'APPROVED':
      return takeBack('review', state);
    case 'REJECTED':
      return warn('review', state, 'Meta rejected the business account.', { isBlocking: true });
    case 'PENDING':
    case 'DEFERRED':
      return warn('review', state, 'Meta has not approved the business account yet.');
    default:
      return null;
  }
}

/** A name that waits for a decision is not a warning. */
function readNameDecision({ decision, requested_verified_name, rejection_reason }: Tree): Said | null {
  const word = upper(decision);
  const state = join('display name', word);
  if (word === 'APPROVED') return takeBack('name', state);
  if (word !== 'REJECTED') return null;
  const name = readText(requested_verified_name)?.trim();
  const reason = upper(rejection_reason);
  const which = name ? ` "${name}"` : '';
  return warn('name', state, `Meta rejected the display name${which}${reason === '' ? '' : `: ${reason}`}.`);
}

function warn(
  about: string,
  state: string,
  text: string,
  more: { readonly isBlocking?: boolean; readonly until?: Date | null } = {},
): Said {
  const { isBlocking = false, until = null } = more;
  return { about, state, warning: { text: abridgeText(text, longestText), isBlocking, until } };
}

function takeBack(about: string, state: string): Said {
  return { about, state, warning: null };
}

function join(event: string, detail: string): string {
  return abridgeText(detail === '' ? event : `${event} (${detail})`, longestText);
}

function upper(value: unknown): string {
  return readWord(value, 64)?.toUpperCase() ?? '';
}
