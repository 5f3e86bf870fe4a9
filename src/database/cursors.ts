/**
 * Opaque cursors: they contain version, use and tenant, with a MAC over all of it. A cursor that was altered, or
 * created for another tenant or use, is refused, never read as something else.
 */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { CursorInvalidError } from '../domain/errors.js';
import { memoize } from '../domain/memoize.js';

/** Type of a cursor: a place in the event log, or in one list (named after its order). */
export type CursorUse =
  | 'stream'
  | 'inbox'
  | 'inbox-oldest'
  | 'messages'
  | 'timeline'
  | 'contacts'
  | 'contacts-by-name'
  | 'leads'
  | 'jobs'
  | 'leads-by-change'
  | 'notes'
  | 'channels'
  | 'webhook-events'
  | 'refused-webhooks'
  | 'activities'
  | 'webhook-deliveries'
  | 'outbox'
  | 'ai-calls'
  | 'users'
  | 'bookings'
  | 'bookings-next'
  | 'booking-notifications'
  | 'conversations-by-id'
  | 'notifications'
  | 'search';

/** A place in the event log. */
export interface LogPlace {
  readonly position: number;
  /** Epoch of the log that the position belongs to. */
  readonly epoch: string;
}

/** Encodes and decodes cursors with one secret. */
export interface CursorCodec {
  encode(tenantId: string, use: CursorUse, parts: readonly string[]): string;
  /** @throws CursorInvalidError for all cursors that `encode` did not create for this tenant and use. */
  decode(tenantId: string, use: CursorUse, cursor: string): string[];
  /** A cursor of the event log, with the epoch that this process knows. */
  encodePosition(tenantId: string, position: number): string;
  /** @throws CursorInvalidError */
  decodePlace(tenantId: string, cursor: string): LogPlace;
}

const version = '1';
const macBytes = 12;
const separator = '\u001f';
/** An event is sent to every distinct subscription of a tenant, twice in each result; a MAC costs some microseconds. */
const maxPositions = 512;

/**
 * Creates a codec; every process of one installation must have the same secret. `epoch` returns the event log's epoch
 * as this process knows it: a stale one creates cursors that are refused later, never cursors with another meaning.
 */
export function createCursorCodec(secret: string, epoch: () => string = () => ''): CursorCodec {
  // As a KeyObject: with a plain Buffer each MAC creates one, at four times the cost.
  const key = createSecretKey(createHmac('sha256', secret).update('trunkline cursors').digest());
  const mac = (tenantId: string, payload: string) =>
    createHmac('sha256', key).update(tenantId).update(payload).digest().subarray(0, macBytes);
  const encode: CursorCodec['encode'] = (tenantId, use, parts) => {
    const payload = [version, use, ...parts].join(separator);
    return Buffer.concat([mac(tenantId, payload), Buffer.from(payload)]).toString('base64url');
  };
  const decode: CursorCodec['decode'] = (tenantId, use, cursor) => {
    const bytes = Buffer.from(cursor, 'base64url');
    if (bytes.length <= macBytes || bytes.toString('base64url') !== cursor) throw new CursorInvalidError();
    const payload = bytes.subarray(macBytes).toString();
    if (!timingSafeEqual(bytes.subarray(0, macBytes), mac(tenantId, payload))) throw new CursorInvalidError();
    const [foundVersion, foundUse, ...parts] = payload.split(separator);
    if (foundVersion !== version || foundUse !== use) throw new CursorInvalidError();
    return parts;
  };
  const encodePlace = memoize(maxPositions, place => {
    const [tenantId = '', ...parts] = place.split(separator);
    return encode(tenantId, 'stream', parts);
  });
  return {
    encode,
    decode,
    encodePosition: (tenantId, position) =>
      encodePlace([tenantId, String(position), epoch()].join(separator)),
    decodePlace: (tenantId, cursor) => {
      // A cursor from before epochs existed has none, and belongs to no known history.
      const [position, madeIn = ''] = decode(tenantId, 'stream', cursor);
      return { position: Number(position), epoch: madeIn };
    },
  };
}
