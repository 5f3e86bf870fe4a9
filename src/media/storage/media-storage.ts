/**
 * Where the bytes of files are kept. An object is written whole or not at all, is never changed, and is found by the key
 * that its attachment's row holds; an object that no row names is swept (`sweep-media.ts`).
 */
import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { isUuid } from '../../domain/uuid-v7.js';
import type { SpooledFile } from '../spool.js';

/** Part of an object, both ends included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** An object of a listing. */
export interface ListedObject {
  readonly key: string;
  readonly modifiedAt: Date;
}

/** A storage. Every method rejects when the storage is away. */
export interface MediaStorage {
  /** For logs: `folder` or `s3`. */
  readonly kind: string;
  /** A folder of this machine in which files are gathered before they are stored. */
  readonly spoolFolder: string;
  /** Stores a spooled file under a new key and uses the file up. */
  put(key: string, file: SpooledFile, contentType: string): Promise<void>;
  /** Opens an object or a part of it; null when there is none. The caller reads the stream to its end or destroys it. */
  open(key: string, range?: ByteRange): Promise<Readable | null>;
  /** Removes an object; one that is not there is no error. */
  remove(key: string): Promise<void>;
  /** Every object, in no certain order. */
  list(): AsyncIterable<ListedObject>;
  /** Ends connections. Idempotent. */
  close(): Promise<void>;
}

/** The key of a new object of an attachment. It is made of ids alone: no name that a person chose becomes a path. */
export function newStorageKey(tenantId: string, attachmentId: string): string {
  return `${tenantId}/${attachmentId}.${randomBytes(8).toString('hex')}`;
}

/** The ids in a key; null for what `newStorageKey` did not make. */
export function readStorageKey(
  key: string,
): { readonly tenantId: string; readonly attachmentId: string } | null {
  const [, tenantId = '', attachmentId = ''] =
    /^([0-9a-f-]{36})\/([0-9a-f-]{36})\.[0-9a-f]{16}$/.exec(key) ?? [];
  return isUuid(tenantId) && isUuid(attachmentId) ? { tenantId, attachmentId } : null;
}
