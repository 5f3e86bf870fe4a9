/**
 * The job that downloads an inbound file before the provider's link expires.
 *
 * It requests the file's location from the vendor, downloads it to a local file, puts that into the storage and only
 * then sets STORED, with its event and what was read from the bytes (`facts/`). A crash in between leaves an object without a row, which is swept, and the job runs
 * again. The message itself is never changed.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { assertNever } from '../domain/errors.js';
import { readInlineMediaId } from '../domain/inline-media.js';
import { AttachmentState, type ProviderKind } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import type { Download, Downloader, MediaLocation, MediaReference } from '../providers/contract/media.js';
import type { FactsReader } from './facts/facts-reader.js';
import { enqueueFetch, type FetchMediaJob } from './fetch-queue.js';
import { toPlainType, toServedType } from './file-types.js';
import { readInlineBytes } from './inline-bytes.js';
import { removeObjects } from './remove-objects.js';
import { noteWaiting, settleMedia } from './settle.js';
import { sniff } from './sniff.js';
import { discard, FileTooLong, spool } from './spool.js';
import type { MediaStorage } from './storage/media-storage.js';
import { storeBytes } from './store-bytes.js';
import { storeFacts } from './store-facts.js';

/** The account whose credentials are required for a file. */
export interface MediaAccount {
  readonly id: string;
  readonly kind: ProviderKind;
  readonly credentialsCipher: string | null;
}

/** Options of `createFetchMedia`. */
export interface FetchMediaOptions {
  readonly database: Database;
  readonly storage: MediaStorage;
  /** Requests a file's location from the account's vendor. Never rejects. */
  readonly locate: (account: MediaAccount, file: MediaReference) => Promise<MediaLocation>;
  readonly download: Downloader;
  /** Reads sizes, a small picture and the like. Never rejects. */
  readonly readFacts: FactsReader['read'];
  readonly maxBytes: number;
  /** How long a file is retried after its arrival, or after a user requested it again. */
  readonly patienceMs: number;
  /** How long after its arrival a file that is missing at the vendor is retried: vendors make some available late. */
  readonly lateMs: number;
  readonly log: (stage: string, facts: Readonly<Record<string, unknown>>) => void;
  /** Called with the result of each run. */
  readonly observe?: (provider: ProviderKind, outcome: 'stored' | 'unavailable' | 'waiting') => void;
}

interface FileRow extends MediaAccount {
  readonly mimeType: string;
  readonly url: string | null;
  readonly mediaId: string | null;
  readonly createdAt: Date;
  readonly messageKey: string | null;
  readonly address: string;
  readonly channelExternalId: string;
}

/** The result of an attempt without bytes. `ABSENT` is retried while the file is young. */
interface Miss {
  readonly hope: 'NONE' | 'ABSENT' | 'LATER';
  readonly reason: string;
  readonly retryAfterMs: number | null;
}
/** The byte stream, or the reason why there is none. */
type Source =
  | { readonly ok: true; readonly body: AsyncIterable<Uint8Array> }
  | { readonly ok: false; readonly miss: Miss };

const attachments = tableOf(Attachment);
const file = attachments.of('f');
const message = tableOf(Message).of('m');
const conversation = tableOf(Conversation).of('c');
const channel = tableOf(Channel).of('h');
const account = tableOf(ProviderAccount).of('a');

const pendingStatement = statement(
  'media-pending-file',
  sql`select ${as('mimeType', file.mimeType)}, ${as('url', file.sourceUrl)}, ${as('mediaId', file.mediaId)}, ${as('createdAt', file.createdAt)},
          ${as('messageKey', message.externalId)}, ${as('address', conversation.address)}, ${as('channelExternalId', channel.externalId)},
          ${as('id', account.id)}, ${as('kind', account.kind)}, ${as('credentialsCipher', account.credentialsCipher)}
     from ${attachments.table} f
     join ${tableOf(Message).table} m on ${message.id} = ${file.messageId}
     join ${tableOf(Conversation).table} c on ${conversation.id} = ${message.conversationId}
     join ${tableOf(Channel).table} h on ${channel.id} = ${message.channelId}
     join ${tableOf(ProviderAccount).table} a on ${account.id} = ${channel.accountId}
    where ${file.tenantId} = $1 and ${file.id} = $2 and ${file.state} = ${quoted(AttachmentState.PENDING)}`,
);

const firstWaitMs = 5_000;
const longestWaitMs = 60 * 60_000;

/** Creates the job. Resolves when nothing is left to do for now; rejects when database or storage is unavailable. */
export function createFetchMedia(options: FetchMediaOptions): (job: FetchMediaJob) => Promise<void> {
  const { database, storage, maxBytes, log } = options;

  const openSource = async (row: FileRow, tenantId: string): Promise<Source> => {
    const digest = readInlineMediaId(row.mediaId);
    if (digest !== null) {
      const bytes = await readInlineBytes(database, tenantId, digest);
      if (bytes !== null) return { ok: true, body: oneChunk(bytes) };
      if (row.url === null) return missed('The bytes that came with the message were deleted.');
    }
    for (const isLinkDead of [false, true]) {
      const { url, messageKey, address, channelExternalId } = row;
      const mediaId = digest === null ? row.mediaId : null;
      const location = await options.locate(row, {
        ...{ url, mediaId, messageKey, address, channelExternalId, isLinkDead },
      });
      if (location.outcome === 'GONE') return missed(location.detail);
      if (location.outcome === 'ABSENT') return isAbsent(location.detail);
      if (location.outcome === 'RETRY') return waits(location.detail, location.retryAfterMs);
      const download = await options.download(location);
      if (download.ok && (download.sizeBytes ?? 0) > maxBytes) {
        await endEarly(download.body);
        return missed(tooLarge(maxBytes));
      }
      if (download.ok) return { ok: true, body: download.body };
      if (isLinkDead || (download.kind !== 'DEAD' && download.kind !== 'DENIED'))
        return toMiss(download, location.headers !== undefined);
    }
    throw new Error('A dead link has two ends.');
  };

  /** Fetches the bytes; returns the reason when it cannot. */
  const fetchBytes = async (
    row: FileRow,
    { tenantId, attachmentId }: FetchMediaJob,
  ): Promise<Miss | null> => {
    const source = await openSource(row, tenantId);
    if (!source.ok) return source.miss;
    let spooled: Awaited<ReturnType<typeof spool>>;
    try {
      spooled = await spool(storage.spoolFolder, source.body, maxBytes);
    } catch (error) {
      // An unread body, for example with a full disk, would stay open until its timeout.
      await endEarly(source.body).catch(() => {});
      if (error instanceof FileTooLong) return missed(tooLarge(maxBytes)).miss;
      log('media broke off', { attachmentId, error: codeOf(error) });
      return waits('The download was interrupted.').miss;
    }
    try {
      const seen = await sniff(spooled.path);
      const contentType = toServedType(toPlainType(row.mimeType), seen);
      const ids = { tenantId, attachmentId };
      const read = await options.readFacts({ ...spooled, contentType });
      const facts = await storeFacts(storage, ids, read);
      const bytes = await storeBytes(storage, ids, spooled, contentType);
      const isOurs = await settleMedia(database, ids, { state: 'STORED', bytes, facts });
      if (isOurs) log('media stored', { attachmentId, provider: row.kind, sizeBytes: bytes.sizeBytes });
      else await removeObjects(storage, { ...bytes, ...facts });
      return null;
    } finally {
      await discard(spooled);
    }
  };

  return async job => {
    const { tenantId, attachmentId, attempt } = job;
    const [row] = await database.query(pendingStatement, [tenantId, attachmentId]);
    if (!row) return;
    const miss = await fetchBytes(row, job);
    if (miss === null) return options.observe?.(row.kind, 'stored');
    const waitMs = Math.max(
      Math.min(longestWaitMs, firstWaitMs * 3 ** (attempt - 1)),
      miss.retryAfterMs ?? 0,
    );
    const nextMs = Date.now() + waitMs;
    const askedAt = job.askedAt === undefined ? row.createdAt : new Date(job.askedAt);
    const isOver =
      miss.hope === 'NONE' ||
      nextMs - askedAt.getTime() > options.patienceMs ||
      (miss.hope === 'ABSENT' && nextMs - row.createdAt.getTime() > options.lateMs);
    const facts = { attachmentId, provider: row.kind, attempt, reason: miss.reason };
    if (isOver) {
      await settleMedia(database, job, { state: 'UNAVAILABLE', reason: miss.reason });
      log('media unavailable', facts);
      return options.observe?.(row.kind, 'unavailable');
    }
    await noteWaiting(database, job, miss.reason);
    await enqueueFetch(database, { ...job, attempt: attempt + 1 }, waitMs);
    log('media waits', facts);
    options.observe?.(row.kind, 'waiting');
  };
}

function missed(reason: string): { readonly ok: false; readonly miss: Miss } {
  return { ok: false, miss: { hope: 'NONE', reason, retryAfterMs: null } };
}

function isAbsent(reason: string): { readonly ok: false; readonly miss: Miss } {
  return { ok: false, miss: { hope: 'ABSENT', reason, retryAfterMs: null } };
}

function waits(
  reason: string,
  retryAfterMs: number | null = null,
): { readonly ok: false; readonly miss: Miss } {
  return { ok: false, miss: { hope: 'LATER', reason, retryAfterMs } };
}

function toMiss(
  { kind, reason, retryAfterMs }: Extract<Download, { ok: false }>,
  isSignedIn: boolean,
): Source {
  switch (kind) {
    case 'REFUSED':
      return missed(`The file is not fetched: ${reason}.`);
    case 'DENIED':
      // Credentials can be fixed while the provider keeps the file; a link without any has expired, or is not open yet.
      return isSignedIn
        ? waits(`The provider does not accept the credentials of the account: ${reason}.`)
        : isAbsent(`The provider's link is closed: ${reason}.`);
    case 'DEAD':
      return isAbsent(`The provider's link leads nowhere: ${reason}.`);
    case 'UNREACHABLE':
      return waits(`The provider's link cannot be reached: ${reason}.`, retryAfterMs);
    default:
      return assertNever(kind);
  }
}

const tooLarge = (maxBytes: number): string =>
  `The file is larger than the ${maxBytes} bytes that are kept here.`;

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function endEarly(body: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of body) break;
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown';
}
