/**
 * Opaque cursors: version, use and tenant are inside, and a MAC over all of it. A cursor that was altered, made
 * for another tenant or for another use is refused; it is never read as something else.
 */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { CursorInvalidError } from '../domain/errors.js';
import { memoize } from '../domain/memoize.js';

/** What a cursor marks: a place in the event log, or in one list (named after its order). */
export type CursorUse =
  | 'stream'
  | 'inbox'
  | 'messages'
  | 'contacts'
  | 'leads'
  | 'notes'
  | 'channels'
  | 'webhook-events'
  | 'refused-webhooks'
  | 'outbox'
  | 'bookings'
  | 'booking-notifications';

/** A place in the event log. */
export interface LogPlace {
  readonly position: number;
  /** Of which history of the log the position is. */
  readonly epoch: string;
}

/** Makes and reads cursors under one secret. */
export interface CursorCodec {
  encode(tenantId: string, use: CursorUse, parts: readonly string[]): string;
  /** @throws CursorInvalidError for anything that `encode` did not make for this tenant and use. */
  decode(tenantId: string, use: CursorUse, cursor: string): string[];
  /** A cursor of the event log, of its epoch as this process knows it. */
  encodePosition(tenantId: string, position: number): string;
  /** @throws CursorInvalidError */
  decodePlace(tenantId: string, cursor: string): LogPlace;
}

const version = '1';
const macBytes = 12;
const separator = '\u001f';
/** An event is shown to every different subscription of a tenant, twice in each answer; a MAC costs some microseconds. */
const maxPositions = 512;

/**
 * A codec; every process of one installation must be given the same secret. `epoch` answers the event log's as this
 * process knows it: one that is behind makes cursors that are refused later, never cursors that mean something else.
 */
export function createCursorCodec(secret: string, epoch: () => string = () => ''): CursorCodec {
  // As a KeyObject: a MAC with a plain Buffer makes one each time, four times the work.
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
      // A cursor made before there were epochs has none, and is of no known history.
      const [position, madeIn = ''] = decode(tenantId, 'stream', cursor);
      return { position: Number(position), epoch: madeIn };
    },
  };
}
