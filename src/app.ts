/** The composition root: builds every part in order, and takes them down in the opposite one. */
import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { createAccessTokens } from './accounts/access-token.js';
import { createBookingAccounts } from './accounts/booking-accounts.js';
import { createCredentialsReader } from './accounts/credentials-reader.js';
import { seedDemoBookings } from './accounts/demo-bookings.js';
import { demoPassword, demoUsers, demoWebhookKey, findDemoCredentials } from './accounts/demo-data.js';
import { seedDemo } from './accounts/demo-seed.js';
import { createProvisioning } from './accounts/provisioning.js';
import { createSecretCipher } from './accounts/secret-cipher.js';
import { checkSecretsKey } from './accounts/secrets-canary.js';
import { createSessions } from './accounts/sessions.js';
import {
  createSimulatedHttp,
  createSimulatedUrls,
  simulatedAccount,
  toSimulatedBaseUrl,
} from './accounts/simulated-provider.js';
import type { Config } from './config.js';
import { checkServer } from './database/check-server.js';
import { divideConnections } from './database/connection-budget.js';
import { createCursorCodec } from './database/cursors.js';
import { type Database, openDatabase } from './database/database.js';
import { migrate } from './database/migrate.js';
import { startDoorbell } from './delivery/doorbell.js';
import { readEpoch, readEventsAfter, readLogRange } from './delivery/event-log.js';
import { createDesk } from './desk/desk.js';
import type { ProviderKind } from './domain/vocabulary.js';
import { createAccountDirectory } from './ingest/account-directory.js';
import { createChannelLookups } from './ingest/channel-lookups.js';
import { createFindChannel } from './ingest/find-channel.job.js';
import { createIngest } from './ingest/ingest.js';
import { createReplay } from './ingest/replay.js';
import type { JobWorker } from './jobs/worker.js';
import { adoptWaitingReports, joinEcho } from './messages/echo-report.js';
import { applyStatusReport } from './messages/status-report.js';
import { openSecrets } from './open-secrets.js';
import { createOutboxUseCases } from './outbox/outbox.js';
import { countOutbox } from './outbox/outbox-depth.js';
import { createContacts } from './people/contacts.js';
import { answerBySettings, askChannel } from './providers/ask-channel.js';
import { createProviderHttp } from './providers/http/http.js';
import { parseKept } from './providers/parse-kept.js';
import { getProvider, listProviders } from './providers/registry.js';
import { createSimulatorHost, type SimulatorHost } from './providers/simulation/simulator-host.js';
import type { UseCases } from './resolvers/use-cases.js';
import { createSchema } from './schema/build-schema.js';
import { type Api, createApi } from './server/api.js';
import { createMetrics } from './server/http/metrics.js';
import { createSimulators } from './server/simulators.js';
import { createTemplates } from './templates/templates.js';
import { type BookingParts, wireBookings } from './wire/bookings.js';
import { wireJobs } from './wire/jobs.js';
import { type MediaParts, wireMedia } from './wire/media.js';

/** A running server. */
export interface App {
  /** Where it listens, such as http://127.0.0.1:4000. */
  readonly url: string;
  readonly port: number;
  readonly database: Database;
  readonly api: Api;
  /** Where the demo's replies go; null in an installation. */
  readonly simulatorHost: SimulatorHost | null;
  /** Bookings, with the simulated booking system of the demo. */
  readonly bookingParts: BookingParts;
  /** Files, with their storage. */
  readonly mediaParts: MediaParts;
  /** Stops cleanly: no acknowledged webhook is lost, jobs end or are handed back. Idempotent. */
  stop(): Promise<void>;
}

/** Options of a start in addition to its configuration. */
export interface AppOptions {
  /** Seeds the demo and runs the simulators on any database; for tests. */
  readonly hasDemo?: boolean;
  /** Another logger for the stages of webhooks. */
  readonly stageLogger?: Logger;
}

/** Stops one part; parts are stopped in reverse order. */
type TearDown = () => Promise<void>;

const demoOwner = demoUsers[0]?.email ?? '';

/** Starts the server; when a part cannot start, what was started before it is stopped again. */
export async function startApp(config: Config, logger: Logger, options: AppOptions = {}): Promise<App> {
  const tearDowns: TearDown[] = [];
  const stop = async (): Promise<void> => {
    for (const tearDown of tearDowns.splice(0).reverse()) {
      await tearDown().catch(error => logger.error({ err: error }, 'a part did not stop cleanly'));
    }
  };
  try {
    return await build(config, options, logger, tearDowns, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(
  config: Config,
  options: AppOptions,
  logger: Logger,
  tearDowns: TearDown[],
  stop: TearDown,
): Promise<App> {
  const warn = (message: string) => logger.warn(message);
  const { databaseUrl, secretsKey, authSecret, release } = await openSecrets(config, message =>
    logger.info(message),
  );
  tearDowns.push(release);
  // The schema is built while the database looks up what it has.
  const [, schema] = await Promise.all([
    migrate(config.databaseSessionUrl ?? databaseUrl, message => logger.info(message)),
    createSchema(),
  ]);
  const budget = divideConnections(config.databaseConnections);
  const database = await openDatabase({
    url: databaseUrl,
    sessionUrl: config.databaseSessionUrl,
    poolSize: budget.queries,
    budget,
    preparesStatements: config.databasePreparedStatements,
    timeoutMs: config.databaseTimeoutMs,
    log: warn,
  });
  tearDowns.push(() => database.close());
  database.logEpoch = await readEpoch(database);
  for (const complaint of await checkServer(database, budget, config.databaseTimeoutMs)) warn(complaint);

  const cipher = createSecretCipher(Buffer.from(secretsKey, 'base64'));
  await checkSecretsKey(
    database,
    cipher,
    config.mode === 'demo'
      ? ', or remove the folder of DATA_DIR to begin a new demo'
      : ', or run "trunkline secrets adopt-key" when it is lost',
  );
  const openCredentials = createCredentialsReader(cipher);
  if (options.hasDemo ?? config.mode === 'demo') {
    await seedDemo(database, cipher);
    await seedDemoBookings(database, cipher);
  }

  const metrics = createMetrics();
  const stageLogger = options.stageLogger ?? logger;
  const address = { url: '' };
  const publicUrl = () => config.publicUrl ?? address.url;
  const directory = createAccountDirectory(database);
  const lookups = createChannelLookups({
    database,
    answerBySettings: ({ id, kind, credentialsCipher }, lookup) =>
      answerBySettings(kind, lookup, () => openCredentials(id, credentialsCipher)),
  });
  const ingest = createIngest({
    database,
    directory,
    lookups,
    outbox: { applyStatusReport, joinEcho, adoptWaitingReports },
    log: (stage, facts) => stageLogger.info(facts, stage),
    alert: (message, facts) => logger.warn(facts, message),
    observe: ({ itemCount, storedCount, durationMs }) => {
      metrics.ingestBatch(itemCount, durationMs);
      metrics.messagesStored('INBOUND', storedCount);
    },
  });
  tearDowns.push(() => ingest.idle());
  const replay = createReplay({
    database,
    directory,
    ingest,
    parseKept,
    elsewhere: { YCLIENTS: (row, dryRun) => bookings.replay(row, dryRun) },
  });

  const simulatorHost =
    config.simulators || options.hasDemo
      ? createSimulatorHost({ log: logger, linkBase: toSimulatedBaseUrl })
      : null;
  const simulatorAddress = simulatorHost && (await simulatorHost.start());
  if (simulatorHost) tearDowns.push(() => simulatorHost.stop());
  const providerHttp = createProviderHttp({
    timeoutMs: config.providerTimeoutMs,
    allowPrivate: simulatorHost !== null,
  });
  tearDowns.push(() => providerHttp.close());
  const toSimulator = (kind: ProviderKind) => simulatorAddress?.baseUrl(kind, simulatedAccount) ?? '';
  const http = simulatorAddress ? createSimulatedHttp(providerHttp, toSimulator) : providerHttp;
  const mediaParts = await wireMedia({
    ...{ config, database, http, openCredentials, authSecret, publicUrl },
    simulated: simulatorAddress && {
      origin: simulatorAddress.origin,
      rewrite: createSimulatedUrls(toSimulator),
    },
    log: (stage, facts) => logger[stage === 'media unavailable' ? 'info' : 'debug'](facts, stage),
    observe: metrics.mediaFetched,
  });
  tearDowns.push(() => mediaParts.stop());

  const bookingParts = await wireBookings({
    database,
    cipher,
    http: providerHttp,
    authSecret,
    publicUrl,
    hasSimulator: simulatorHost !== null,
    log: (stage, facts) => logger.info(facts, stage),
    alert: (message, facts) => logger.warn(facts, message),
  });
  tearDowns.push(() => bookingParts.stop());
  const { bookings } = bookingParts;

  const accessTokens = createAccessTokens(authSecret, config.accessTokenTtlMinutes);
  const sessions = createSessions({
    database,
    accessTokens,
    authSecret,
    refreshTtlDays: config.refreshTokenTtlDays,
    log: (message, facts) => logger.info(facts, message),
  });
  const templates = createTemplates({
    database,
    providers: listProviders(),
    http,
    openCredentials,
    log: (stage, facts) => logger.info(facts, stage),
  });
  const useCases: UseCases = {
    cursors: createCursorCodec(
      createHash('sha256').update(`cursors ${authSecret}`).digest('hex'),
      () => database.logEpoch,
    ),
    sessions,
    provisioning: createProvisioning({
      database,
      cipher,
      publicUrl,
      onChannelCreated: async () => {
        await replay.sweepQuarantined();
      },
      log: (message, facts) => logger.warn(facts, message),
    }),
    desk: createDesk(database),
    contacts: createContacts(database),
    bookings: bookings.useCases,
    bookingAccounts: createBookingAccounts({ database, cipher, publicUrl, canSimulate: !config.production }),
    media: {
      ...mediaParts.useCases,
      limitsOf: ({ kind, externalId }) => getProvider(kind).mediaLimits(externalId),
    },
    outbox: createOutboxUseCases({ database, getProvider }),
    templates,
    replay,
    simulators:
      simulatorHost &&
      createSimulators({
        database,
        directory,
        host: simulatorHost,
        openCredentials: account => openCredentials(account.id, account.credentialsCipher),
        target: () => address.url,
        publicUrl,
      }),
    eventLog: {
      readAfter: (tenantId, position, limit) => readEventsAfter(database, tenantId, position, limit),
      readRange: tenantId => readLogRange(database, tenantId),
    },
  };

  const doorbell = await startDoorbell(database, warn);
  tearDowns.push(() => doorbell.stop());
  const findChannel = createFindChannel({
    database,
    directory,
    ingest,
    lookups,
    ask: ({ id, kind, credentialsCipher }, lookup) =>
      askChannel(kind, lookup, openCredentials(id, credentialsCipher), http),
    parseKept,
    log: (stage, facts) => logger.debug(facts, stage),
  });
  const running: { jobs: JobWorker | null } = { jobs: null };
  tearDowns.push(async () => running.jobs?.stop(config.shutdownTimeoutMs / 2));

  const api = await createApi({
    schema,
    config,
    logger,
    database,
    doorbell,
    accessTokens,
    sessions,
    useCases,
    webhooks: {
      providers: listProviders(),
      directory,
      ingest,
      openCredentials: account => openCredentials(account.id, account.credentialsCipher),
      keepInline: mediaParts.keepInline,
      publicUrl,
    },
    media: { storage: mediaParts.storage, ...mediaParts.useCases },
    bookings: {
      directory: bookings.directory,
      intake: bookings.intake,
      openCredentials: bookingParts.openCredentials,
      calendarFiles: bookings.calendarFiles,
      simulate: config.production ? null : bookings.useCases.simulate,
    },
    metrics,
    demoLogin:
      options.hasDemo || config.mode === 'demo' ? { email: demoOwner, password: demoPassword } : null,
    outboxDepth: () => countOutbox(database),
  });
  tearDowns.push(() =>
    api.stop({ drainMs: config.shutdownDrainMs, timeoutMs: config.shutdownTimeoutMs / 2 }),
  );
  const port = await api.listen();
  address.url = `http://${config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host}:${port}`;
  if (simulatorHost) {
    simulatorHost.reportTo({
      url: () => address.url,
      publicUrl,
      credentialsOf: findDemoCredentials,
      webhookKey: demoWebhookKey,
    });
    tearDowns.push(() => simulatorHost.stopReporting());
  }
  // Jobs start once the server answers: queued messages can wait in the database, requests cannot.
  running.jobs = await wireJobs({
    ...{ config, database, findChannel, templates, replay },
    sending: {
      ...{ getProvider, http, openCredentials, publicUrl },
      log: (stage, facts) => {
        if (stage === 'sent') metrics.sendEnded(String(facts.provider), String(facts.outcome));
        logger[stage === 'sent' ? 'info' : 'warn'](facts, stage);
      },
      ...(simulatorHost ? { sendsPerSecond: () => null } : {}),
      filesOf: mediaParts.filesOf,
      findOutdatedReason: bookings.findOutdatedReason,
    },
    parts: [bookings, mediaParts],
    log: (stage, facts) => logger[stage === 'worker' ? 'warn' : 'info'](facts, stage),
  });
  // Load now what the start left out, so that the first change or send does not wait for it, and a new build in the
  // same place cannot remove it from a running server.
  Promise.all([database.mapper(), providerHttp.open()]).catch(error =>
    logger.error({ err: error }, 'a part cannot be loaded'),
  );
  return { url: address.url, port, database, api, simulatorHost, bookingParts, mediaParts, stop };
}
