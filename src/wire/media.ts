/** Wires the files with their storage and the vendors, for the composition root. */
import { createFactsReader } from '../media/facts/facts-reader.js';
import { createMedia, type Media } from '../media/media.js';
import { openStorage } from '../media/storage/open-storage.js';
import { toStorageSettings } from '../media/storage/storage-settings.js';
import type { MediaLocation, MediaReference } from '../providers/contract/media.js';
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';
import type { ProviderHttp } from '../providers/contract/provider-http.js';
import { createDownloader } from '../providers/http/downloader.js';
import { toLinkAlone } from '../providers/http/media-answer.js';
import { getProvider } from '../providers/registry.js';
import type { DatabaseParts } from './database.js';
import type { ProviderParts } from './providers.js';
import type { Part, ServerContext } from './server-context.js';

/** The files, and their stop. */
export interface MediaParts extends Media, Part {}

/** Maximum time for one file; the largest ones need that time at 7 Mbit/s. */
const downloadTimeoutMs = 120_000;
const dayMs = 24 * 60 * 60_000;
/**
 * Links live for minutes (Meta's are requested again each time) to weeks; longer outages of a provider are not waited
 * for.
 */
const patienceMs = 3 * dayMs;
/** Twilio and Meta answer 404 for a while before some files are available. */
const lateMs = 15 * 60_000;
/** The demo's vendors are in this process: a failing link stays failing. */
const demoPatienceMs = 10_000;

/** Creates the parts; nothing is connected yet. */
export async function wireMedia(
  { config, logger, metrics, publicUrl }: ServerContext,
  { database, openCredentials, authSecret }: DatabaseParts,
  { http, simulated }: ProviderParts,
): Promise<MediaParts> {
  const storage = await openStorage(toStorageSettings(config));
  const download = createDownloader({
    headTimeoutMs: config.providerTimeoutMs,
    timeoutMs: downloadTimeoutMs,
    ...(simulated && { allowedOrigins: [simulated.origin], rewrite: simulated.rewrite }),
  });
  const facts = createFactsReader({ log: (stage, details) => logger.info(details, stage) });
  const media = createMedia({
    ...{ database, storage, download, authSecret, publicUrl, readFacts: facts.read },
    log: (stage, facts) => logger[stage === 'media unavailable' ? 'info' : 'debug'](facts, stage),
    observe: metrics.mediaFetched,
    maxBytes: config.mediaMaxBytes,
    isPublic: config.publicUrl !== undefined || simulated !== null,
    urlTtlMinutes: config.mediaUrlTtlMinutes,
    patienceMs: simulated ? demoPatienceMs : patienceMs,
    lateMs: simulated ? 0 : lateMs,
    locate: ({ id, kind, credentialsCipher }, file) =>
      locate(kind, file, () => openCredentials(id, credentialsCipher), http),
  });
  return {
    ...media,
    stop: async () => {
      facts.stop();
      await Promise.all([download.close(), storage.close()]);
    },
  };
}

async function locate(
  kind: Parameters<typeof getProvider>[0],
  file: MediaReference,
  openCredentials: () => ProviderCredentials,
  http: ProviderHttp,
): Promise<MediaLocation> {
  const { findMedia, displayName } = getProvider(kind);
  if (!findMedia) return toLinkAlone(file.url, displayName);
  let credentials: ProviderCredentials;
  try {
    credentials = openCredentials();
  } catch {
    const detail = "The account's credentials cannot be read; enter them again.";
    return { outcome: 'RETRY', detail, retryAfterMs: null };
  }
  return findMedia(file, credentials, http);
}
