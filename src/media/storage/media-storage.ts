/**
 * Storage of file bytes. An object is written completely or not at all, is never changed, and is found by the key in
 * its attachment's row; an object without a row is swept (`sweep-media.ts`).
 */
import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { isUuid } from '../../domain/uuid-v7.js';
import type { SpooledFile } from '../spool.js';

/** A part of an object, both ends inclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** An object in a listing. */
export interface ListedObject {
  readonly key: string;
  readonly modifiedAt: Date;
}

/** A storage. Every method rejects when the storage is unavailable. */
export interface MediaStorage {
  /** Name for logs: `folder` or `s3`. */
  readonly kind: string;
  /** A local folder in which files are spooled before they are stored. */
  readonly spoolFolder: string;
  /** Stores a spooled file under a new key and consumes the file. */
  put(key: string, file: SpooledFile, contentType: string): Promise<void>;
  /** Opens an object or a part of it; null if there is none. The caller reads the stream to its end or destroys it. */
  open(key: string, range?: ByteRange): Promise<Readable | null>;
  /** Removes an object; a missing one is no error. */
  remove(key: string): Promise<void>;
  /** All objects, in no particular order. */
  list(): AsyncIterable<ListedObject>;
  /** Closes connections. Idempotent. */
  close(): Promise<void>;
}

/** The key of a new object of an attachment. It consists of ids only: no user-supplied name becomes a path. */
export function newStorageKey(tenantId: string, attachmentId: string): string {
  return `${tenantId}/${attachmentId}.${randomBytes(8).toString('hex')}`;
}

/** The ids in a key; null for a text that is no such key. */
export function readStorageKey(
  key: string,
): { readonly tenantId: string; readonly attachmentId: string } | null {
  const [, tenantId = '', attachmentId = ''] =
    /^([0-9a-f-]{36})\/([0-9a-f-]{36})\.[0-9a-f]{16}$/.exec(key) ?? [];
  return isUuid(tenantId) && isUuid(attachmentId) ? { tenantId, attachmentId } : null;
}
