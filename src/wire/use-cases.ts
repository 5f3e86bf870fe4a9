/** Use cases of resolvers and REST routes, and their sessions. */
import { createHash } from 'node:crypto';
import { type AccessTokens, createAccessTokens } from '../accounts/access-token.js';
import { type ApiTokenCache, createApiTokenCache } from '../accounts/api-token-cache.js';
import { createApiTokens } from '../accounts/api-tokens.js';
import { createBookingAccounts } from '../accounts/booking-accounts.js';
import { createOwnCredentials } from '../accounts/own-credentials.js';
import { createPasswordCheck } from '../accounts/password-check.js';
import { createProvisioning } from '../accounts/provisioning.js';
import { createSecondFactorCheck } from '../accounts/second-factor-check.js';
import { createSessions } from '../accounts/sessions.js';
import { createTokenLimits } from '../accounts/token-limits.js';
import { createUsers } from '../accounts/users.js';
import { createAssistants } from '../ai/assistants.js';
import { createData } from '../data/data.js';
import { createCursorCodec } from '../database/cursors.js';
import type { Drafts } from '../delivery/drafts/drafts.js';
import { readEventsAfter, readLogRange } from '../delivery/event-log.js';
import type { Presence } from '../delivery/presence/presence.js';
import { createDesk } from '../desk/desk.js';
import { createListQuarantinedNumbers } from '../ingest/quarantined-numbers.js';
import { readUpload } from '../media/read-upload.js';
import { createOutboxUseCases, type OwnSends } from '../outbox/outbox.js';
import { createOutgoingWebhooks } from '../outgoing/outgoing.js';
import { createContacts } from '../people/contacts.js';
import { checkCredentials } from '../providers/check-credentials.js';
import { findUrlFault } from '../providers/http/find-url-fault.js';
import { parseKept } from '../providers/parse-kept.js';
import { getProvider, listProviders } from '../providers/registry.js';
import type { UseCases } from '../resolvers/use-cases.js';
import { createSearch } from '../search/search.js';
import { createSimulators } from '../server/simulators.js';
import { createWebhookUrlTest } from '../server/webhook-url-test.js';
import { createTemplates } from '../templates/templates.js';
import type { AiParts } from './ai.js';
import type { BookingParts } from './bookings.js';
import type { DatabaseParts } from './database.js';
import type { IngestParts } from './ingest.js';
import type { MediaParts } from './media.js';
import type { OutgoingParts } from './outgoing.js';
import type { ProviderParts } from './providers.js';
import type { ServerContext } from './server-context.js';

/** Dependencies of the use cases. */
export interface UseCaseSources {
  readonly databaseParts: DatabaseParts;
  readonly providerParts: ProviderParts;
  readonly mediaParts: MediaParts;
  readonly bookingParts: BookingParts;
  readonly ingestParts: IngestParts;
  readonly aiParts: Pick<AiParts, 'models'>;
  readonly outgoingParts: OutgoingParts;
  readonly presence: Presence;
  readonly drafts: Drafts;
  readonly ownSends: OwnSends;
}

/** The use cases, with the token checks. */
export interface UseCaseParts {
  readonly useCases: UseCases;
  readonly accessTokens: AccessTokens;
  readonly apiTokens: ApiTokenCache;
  readonly templates: ReturnType<typeof createTemplates>;
}

/** Creates the use cases. */
export function wireUseCases(
  { config, hasSimulators, address, publicUrl, info, alert }: ServerContext,
  sources: UseCaseSources,
): UseCaseParts {
  const { databaseParts, providerParts, mediaParts, bookingParts, ingestParts, outgoingParts, presence } =
    sources;
  const { database, cipher, openCredentials, authSecret } = databaseParts;
  const { http, simulatorHost } = providerParts;
  const { directory, replay } = ingestParts;
  const accessTokens = createAccessTokens(authSecret, config.accessTokenTtlMinutes);
  const passwords = createPasswordCheck({ database, log: info });
  const checkSecondFactor = createSecondFactorCheck(database, cipher);
  const sessions = createSessions({
    ...{ database, accessTokens, passwords, checkSecondFactor, authSecret, log: info },
    refreshTtlDays: config.refreshTokenTtlDays,
  });
  const apiTokenCache = createApiTokenCache(database, message => alert('api token', { message }));
  const templates = createTemplates({
    ...{ database, http, openCredentials, log: info },
    providers: listProviders(),
  });
  const cursorSecret = createHash('sha256').update(`cursors ${authSecret}`).digest('hex');
  const urlRule = hasSimulators ? () => null : findUrlFault;
  const outbox = createOutboxUseCases({
    ...{ database, getProvider, ownSends: sources.ownSends },
    copyFiles: mediaParts.copyFiles,
  });
  const useCases: UseCases = {
    cursors: createCursorCodec(cursorSecret, () => database.logEpoch),
    sessions,
    apiTokens: createApiTokens(database, apiTokenCache.forget),
    tokenLimits: createTokenLimits(config.apiTokenRequestsPerMinute),
    ownCredentials: createOwnCredentials({ database, cipher, sessions, passwords, checkSecondFactor }),
    users: createUsers({ database, sessions, publicUrl }),
    provisioning: createProvisioning({
      ...{ database, cipher, publicUrl, log: alert, audit: info },
      onAccessChanged: sessions.noteChanged,
      findUrlFault: urlRule,
      checkCredentials: (kind, credentials, changed) => checkCredentials(kind, credentials, changed, http),
      onChannelCreated: async () => void (await replay.sweepQuarantined()),
    }),
    desk: createDesk(database),
    assistants: createAssistants({
      ...{ database, cipher, models: sources.aiParts.models, tellDraft: sources.drafts.tell, getProvider },
      ...{ sendReply: outbox.sendReply, log: info },
    }),
    contacts: createContacts(database),
    search: createSearch(database),
    data: createData({ database, storage: mediaParts.storage }),
    bookings: bookingParts.bookings.useCases,
    bookingAccounts: createBookingAccounts({
      ...{ database, cipher, publicUrl, findUrlFault: urlRule },
      canSimulate: !config.production,
    }),
    media: {
      ...mediaParts.useCases,
      limitsOf: ({ kind, externalId }) => getProvider(kind).mediaLimits(externalId),
    },
    outbox,
    outgoing: createOutgoingWebhooks({ database, cipher, ...outgoingParts }),
    templates,
    replay,
    quarantinedNumbers: createListQuarantinedNumbers({ database, parseKept }),
    simulators:
      simulatorHost &&
      createSimulators({
        ...{ database, directory, host: simulatorHost, publicUrl },
        openCredentials: account => openCredentials(account.id, account.credentialsCipher),
        readUpload: (tenantId, attachmentId, maxBytes) =>
          readUpload({ database, storage: mediaParts.storage }, tenantId, attachmentId, maxBytes),
        target: () => address.url,
      }),
    testWebhookUrl: createWebhookUrlTest({
      ...{ database, directory, testKeys: ingestParts.testKeys, publicUrl },
      openCredentials: account => openCredentials(account.id, account.credentialsCipher),
      timeoutMs: config.providerTimeoutMs,
    }),
    presence,
    eventLog: {
      readAfter: (tenantId, position, limit) => readEventsAfter(database, tenantId, position, limit),
      readRange: tenantId => readLogRange(database, tenantId),
    },
  };
  return { useCases, accessTokens, apiTokens: apiTokenCache, templates };
}
