/** The media module: use cases, the job, the sweeps, and the serving of files. */
import { createHash } from 'node:crypto';
import type { Task } from 'graphile-worker';
import type { Attachment } from '../entities/attachment.entity.js';
import type { OutboundAttachment } from '../providers/contract/send.js';
import { type CopyFiles, createCopyFiles } from './copy-files.js';
import { createFetchMedia, type FetchMediaOptions } from './fetch-media.job.js';
import { type FetchMediaJob, fetchMediaTask, lostFetches } from './fetch-queue.js';
import { keepInlineBytes, type NewInlineBytes } from './inline-bytes.js';
import { createMediaLinks, type MediaLinks } from './links.js';
import { refetchAttachment } from './refetch.js';
import type { MediaStorage } from './storage/media-storage.js';
import { readOutboundFiles } from './stored-files.js';
import { sweepOrphans, sweepUnused } from './sweep-media.js';
import { createUploads, type Uploads } from './uploads.js';

/** Media use cases for GraphQL. */
export interface MediaUseCases {
  readonly links: MediaLinks;
  readonly uploads: Uploads;
  /** Fetches an unavailable file again; see `refetchAttachment`. */
  readonly refetch: (tenantId: string, attachmentId: string, readsDeleted: boolean) => Promise<Attachment>;
}

/** Options of `createMedia`. */
export interface MediaOptions extends Omit<FetchMediaOptions, 'storage'> {
  readonly storage: MediaStorage;
  readonly authSecret: string;
  readonly publicUrl: () => string;
  readonly urlTtlMinutes: number;
  /** True if vendors can reach `publicUrl`. */
  readonly isPublic: boolean;
}

/** A sweep, as the worker runs it. */
interface MediaSweep {
  readonly name: string;
  readonly everyMs: number;
  run(stopping: AbortSignal): Promise<void>;
}

/** The media module of an installation. */
export interface Media {
  readonly useCases: MediaUseCases;
  readonly storage: MediaStorage;
  readonly copyFiles: CopyFiles;
  readonly tasks: Readonly<Record<string, Task>>;
  readonly sweeps: readonly MediaSweep[];
  /** Stores bytes that came inside a webhook, committed when it resolves. */
  keepInline(bytes: readonly NewInlineBytes[]): Promise<void>;
  /** The files of an outbound message, in order. */
  filesOf(tenantId: string, messageId: string): Promise<OutboundAttachment[]>;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Creates the module. */
export function createMedia(options: MediaOptions): Media {
  const { database, storage, publicUrl, log } = options;
  const links = createMediaLinks({
    secret: createHash('sha256').update(`media ${options.authSecret}`).digest('hex'),
    publicUrl,
    viewMinutes: options.urlTtlMinutes,
    isPublic: options.isPublic,
  });
  const fetchMedia = createFetchMedia(options);
  const logRemoved = (what: string, count: number): void => {
    if (count > 0) log('media swept', { what, count });
  };
  return {
    useCases: {
      links,
      uploads: createUploads(options),
      refetch: (tenantId, attachmentId, readsDeleted) =>
        refetchAttachment(database, tenantId, attachmentId, readsDeleted),
    },
    storage,
    copyFiles: createCopyFiles({ database, storage }),
    tasks: { [fetchMediaTask]: job => fetchMedia(job as FetchMediaJob) },
    sweeps: [
      lostFetches.sweep(database),
      {
        name: 'unused media',
        everyMs: hourMs,
        run: async () => logRemoved('unused', await sweepUnused({ database, storage })),
      },
      {
        name: 'orphaned media',
        everyMs: 24 * hourMs,
        run: async stopping => logRemoved('orphans', await sweepOrphans({ database, storage }, stopping)),
      },
    ],
    keepInline: bytes => keepInlineBytes(database, bytes),
    filesOf: (tenantId, messageId) => readOutboundFiles({ database, storage, links }, tenantId, messageId),
  };
}
