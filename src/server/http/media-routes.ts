/**
 * Files behind signed links: `GET` of stored files, `PUT` of uploads.
 *
 * A link is the only credential, so a file must never become a program: the type is detected from the bytes, types that
 * a browser could execute are served only as downloads, and every response forbids scripts and type sniffing.
 */
import * as contentDisposition from 'content-disposition';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../../database/database.js';
import {
  BodyUndecodableError,
  LinkExpiredError,
  NotFoundError,
  TrunklineError,
} from '../../domain/errors.js';
import { isUuid } from '../../domain/uuid-v7.js';
import { extensionOf, isShown } from '../../media/file-types.js';
import { type LinkPurpose, type MediaLinks, mediaPath } from '../../media/links.js';
import type { MediaStorage } from '../../media/storage/media-storage.js';
import { findStoredFile, findThumbnail, type StoredFile } from '../../media/stored-files.js';
import type { Uploads } from '../../media/uploads.js';
import { readRange } from './byte-range.js';

/** Dependencies of the routes. */
export interface MediaRoutesOptions {
  readonly database: Database;
  readonly storage: MediaStorage;
  readonly links: MediaLinks;
  readonly uploads: Uploads;
  readonly maxBytes: number;
  /** Counts uploads by outcome. */
  readonly count: (outcome: 'stored' | 'refused' | 'failed') => void;
}

interface MediaParams {
  readonly tenantId: string;
  readonly attachmentId: string;
  readonly token: string;
}

/** Browser cache lifetime of a file: at most the shortest lifetime of a link. */
const cacheSeconds = 300;

/** Registers `GET`, `HEAD` and `PUT` of files. */
export async function registerMediaRoutes(app: FastifyInstance, options: MediaRoutesOptions): Promise<void> {
  const path = `${mediaPath}/:tenantId/:attachmentId/:token`;
  // The last path segment is a name for people and vendors; it has no effect.
  for (const url of [path, `${path}/*`]) {
    app.route<{ Params: MediaParams }>({
      method: ['GET', 'HEAD'],
      url,
      handler: (request, reply) => serve(options, request, reply),
    });
  }
  await app.register(async scope => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.put<{ Params: MediaParams }>(path, { bodyLimit: options.maxBytes }, (request, reply) =>
      receive(options, request, reply),
    );
  });
}

function verify(
  links: MediaLinks,
  purpose: LinkPurpose,
  { tenantId, attachmentId, token }: MediaParams,
): ReturnType<MediaLinks['check']> {
  const isId = isUuid(tenantId) && isUuid(attachmentId);
  return isId ? links.check(purpose, { tenantId, attachmentId, token }) : 'wrong';
}

/** @throws NotFoundError for an invalid link, LinkExpiredError for an expired one */
function prove(links: MediaLinks, purpose: LinkPurpose, params: MediaParams): void {
  const verdict = verify(links, purpose, params);
  if (verdict === 'expired') throw new LinkExpiredError();
  if (verdict === 'wrong') throw new NotFoundError('file', params.attachmentId.slice(0, 40));
}

async function serve(
  { database, storage, links }: MediaRoutesOptions,
  request: FastifyRequest<{ Params: MediaParams }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { tenantId, attachmentId } = request.params;
  // The token says which of the two it is for.
  const isThumbnail = verify(links, 'thumbnail', request.params) !== 'wrong';
  prove(links, isThumbnail ? 'thumbnail' : 'get', request.params);
  const file = await (isThumbnail ? findThumbnail : findStoredFile)(database, tenantId, attachmentId);
  if (file === null) throw new NotFoundError('file', attachmentId);
  const etag = `"${file.sha256}"`;
  reply.headers({ ...toHeaders(file), etag, 'accept-ranges': 'bytes' });
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  const isSameVersion = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
  const range = isSameVersion ? readRange(request.headers.range, file.sizeBytes) : null;
  if (range === 'unsatisfiable') {
    return reply.code(416).header('content-range', `bytes */${file.sizeBytes}`).send();
  }
  const length = range ? range.end - range.start + 1 : file.sizeBytes;
  reply.code(range ? 206 : 200).header('content-length', String(length));
  if (range) reply.header('content-range', `bytes ${range.start}-${range.end}/${file.sizeBytes}`);
  if (request.method === 'HEAD') return reply.send();
  const stream = await storage.open(file.storageKey, range ?? undefined);
  if (stream === null) {
    request.log.error({ attachmentId }, 'a stored file is not in the storage');
    reply.removeHeader('content-length').removeHeader('content-range').removeHeader('etag');
    throw new NotFoundError('file', attachmentId);
  }
  return reply.send(stream);
}

function toHeaders(file: StoredFile): Record<string, string> {
  const isInline = isShown(file.contentType);
  // The PDF viewers of browsers do not start in a sandbox.
  const isSandboxed = file.contentType !== 'application/pdf';
  return {
    'content-type': file.contentType,
    'content-disposition': toDisposition(isInline, file),
    'x-content-type-options': 'nosniff',
    'content-security-policy': `default-src 'none'${isSandboxed ? '; sandbox' : ''}`,
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': `private, max-age=${cacheSeconds}`,
  };
}

/** The name in ASCII for old clients, and the full name in UTF-8 if it differs. */
function toDisposition(isInline: boolean, { fileName, mimeType }: StoredFile): string {
  const name = (fileName ?? `file.${extensionOf(mimeType)}`).toWellFormed();
  const ascii = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  return contentDisposition.create(name, { type: isInline ? 'inline' : 'attachment', fallback: ascii });
}

async function receive(
  { links, uploads, count }: MediaRoutesOptions,
  request: FastifyRequest<{ Params: MediaParams }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { tenantId, attachmentId } = request.params;
  try {
    prove(links, 'put', request.params);
    await uploads.receive(tenantId, attachmentId, toChunks(request.body));
  } catch (error) {
    count(error instanceof TrunklineError ? 'refused' : 'failed');
    // The rest of the body is not read.
    reply.header('connection', 'close');
    throw error;
  }
  count('stored');
  return reply.code(204).send();
}

/** The body as it arrives; a client that disconnects is not an internal error. */
async function* toChunks(body: unknown): AsyncGenerator<Uint8Array> {
  if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body)) return;
  try {
    yield* body as AsyncIterable<Uint8Array>;
  } catch {
    throw new BodyUndecodableError('file: the connection broke; upload it again');
  }
}
