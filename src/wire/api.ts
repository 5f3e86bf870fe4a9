/** Wires the API and everything that it serves. */
import type { GraphQLSchema } from 'graphql';
import { demoPassword, demoUsers } from '../accounts/demo-data.js';
import { createDiagnosisCheck } from '../accounts/diagnosis-token.js';
import { packageVersion } from '../cli/package-version.js';
import type { Doorbell } from '../delivery/doorbell.js';
import { countOutbox } from '../outbox/outbox-depth.js';
import { listProviders } from '../providers/registry.js';
import { limitToNumbers } from '../resolvers/limit-to-numbers.js';
import { createSchema } from '../schema/build-schema.js';
import { type Api, createApi } from '../server/api.js';
import type { Part, ServerContext } from './server-context.js';
import type { UseCaseParts, UseCaseSources } from './use-cases.js';

/** Dependencies of the API. */
export interface ApiSources extends UseCaseSources {
  readonly schema: GraphQLSchema;
  readonly doorbell: Doorbell;
  readonly useCaseParts: UseCaseParts;
}

/** The API and its stop. */
export interface ApiParts extends Part {
  readonly api: Api;
  /** Starts listening; the server's address is known afterwards. @returns the port */
  listen(): Promise<number>;
}

/** Builds the API; does not listen yet. */
export async function wireApi(context: ServerContext, sources: ApiSources): Promise<ApiParts> {
  const { config, logger, metrics, publicUrl, address } = context;
  const { schema, doorbell } = sources;
  const { database, openCredentials, authSecret } = sources.databaseParts;
  const { useCases, accessTokens, apiTokens } = sources.useCaseParts;
  const { bookings, openCredentials: openBookingCredentials } = sources.bookingParts;
  const { keepInline, storage, useCases: media } = sources.mediaParts;
  const { directory, ingest, testKeys } = sources.ingestParts;
  const api = await createApi({
    ...{ schema, config, logger, database, doorbell, accessTokens, useCases, metrics },
    drafts: sources.drafts,
    sessions: useCases.sessions,
    apiTokens,
    createLimitedSchema: async () => limitToNumbers(await createSchema()),
    webhooks: {
      ...{ directory, ingest, keepInline, publicUrl, readTestKey: testKeys.read },
      providers: listProviders(),
      openCredentials: account => openCredentials(account.id, account.credentialsCipher),
    },
    media: { storage, ...media },
    bookings: {
      directory: bookings.directory,
      intake: bookings.intake,
      openCredentials: openBookingCredentials,
      calendarFiles: bookings.calendarFiles,
      simulate: config.production ? null : bookings.useCases.simulate,
    },
    demoLogin: context.hasDemo
      ? {
          ...{ email: demoUsers[0]?.email ?? '', password: demoPassword },
          emails: demoUsers.map(({ email }) => email),
        }
      : null,
    version: packageVersion(),
    isDiagnosis: createDiagnosisCheck(authSecret),
    outboxDepth: () => countOutbox(database),
  });
  return {
    api,
    listen: async () => {
      const port = await api.listen();
      const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
      address.url = `http://${host}:${port}`;
      return port;
    },
    stop: () => api.stop({ drainMs: config.shutdownDrainMs, timeoutMs: config.shutdownTimeoutMs / 2 }),
  };
}
