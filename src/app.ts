/** The composition root: lists the parts of a server, builds them in order, and stops them in reverse order. */
import type { Logger } from 'pino';
import type { Config } from './config.js';
import type { Database } from './database/database.js';
import { startDoorbell } from './delivery/doorbell.js';
import { startDrafts } from './delivery/drafts/drafts.js';
import { startPresence } from './delivery/presence/presence.js';
import { createOwnJobs } from './jobs/own-jobs.js';
import type { SendJob } from './messages/send-job.js';
import type { SimulatorHost } from './providers/simulation/simulator-host.js';
import { createSchema } from './schema/build-schema.js';
import type { Api } from './server/api.js';
import { wireAi } from './wire/ai.js';
import { wireApi } from './wire/api.js';
import { type BookingParts, wireBookings } from './wire/bookings.js';
import { wireDatabase } from './wire/database.js';
import { startDemoConversations } from './wire/demo-conversations.js';
import { wireIngest } from './wire/ingest.js';
import { wireJobs } from './wire/jobs.js';
import { type MediaParts, wireMedia } from './wire/media.js';
import { wireOutgoing } from './wire/outgoing.js';
import { wireProviders } from './wire/providers.js';
import { type AppOptions, createServerContext, type Part } from './wire/server-context.js';
import { wireUseCases } from './wire/use-cases.js';

/** A running server. */
export interface App {
  /** Address of the server, such as http://127.0.0.1:4000. */
  readonly url: string;
  readonly port: number;
  readonly database: Database;
  readonly api: Api;
  /** Receiver of the demo's replies; null in an installation. */
  readonly simulatorHost: SimulatorHost | null;
  /** Bookings, with the simulated booking system of the demo. */
  readonly bookingParts: BookingParts;
  /** Files, with their storage. */
  readonly mediaParts: MediaParts;
  /** Stops cleanly: no acknowledged webhook is lost, jobs end or are released. Idempotent. */
  stop(): Promise<void>;
}

/** Starts the server; when a part fails to start, the parts before it are stopped again. */
export async function startApp(config: Config, logger: Logger, options: AppOptions = {}): Promise<App> {
  const parts: Part[] = [];
  const own = <P extends Part>(part: P): P => {
    parts.push(part);
    return part;
  };
  const stop = async (): Promise<void> => {
    for (const part of parts.splice(0).reverse()) {
      await part.stop().catch(error => logger.error({ err: error }, 'a part did not stop cleanly'));
    }
  };
  try {
    return { ...(await build(config, logger, options, own)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(
  config: Config,
  logger: Logger,
  options: AppOptions,
  own: <P extends Part>(part: P) => P,
): Promise<Omit<App, 'stop'>> {
  const context = createServerContext(config, logger, options);
  // The schema is built while the database starts.
  const [databaseParts, schema] = await Promise.all([wireDatabase(context).then(own), createSchema()]);
  const { database } = databaseParts;

  const providerParts = own(await wireProviders(context));
  const mediaParts = own(await wireMedia(context, databaseParts, providerParts));
  const bookingParts = own(await wireBookings(context, databaseParts, providerParts));
  const ingestParts = own(wireIngest(context, databaseParts, providerParts, bookingParts));
  const outgoingParts = own(wireOutgoing(context));
  const aiParts = own(await wireAi(context, databaseParts));
  const doorbell = own(await startDoorbell(database, message => logger.warn(message)));
  ingestParts.directory.follow(doorbell);
  const presence = own(startPresence(doorbell.peers));
  const drafts = own(startDrafts(doorbell.peers));
  const sources = {
    ...{ databaseParts, providerParts, mediaParts, bookingParts },
    ...{ ingestParts, outgoingParts, aiParts, presence, drafts },
    ownSends: createOwnJobs<SendJob>(),
  };
  const useCaseParts = wireUseCases(context, sources);

  const jobs = own(wireJobs(context, { ...sources, doorbell, templates: useCaseParts.templates }));
  const apiParts = own(await wireApi(context, { ...sources, schema, doorbell, useCaseParts }));
  const port = await apiParts.listen();
  own(providerParts.startReporting());
  // Jobs start once the server answers: queued messages can wait in the database, requests cannot.
  await jobs.start();
  own(startDemoConversations(context, databaseParts, useCaseParts.useCases));

  // Load now what the start skipped, so that the first change or send does not wait for it, and a new build in the same
  // place cannot remove it from a running server.
  Promise.all([database.mapper(), providerParts.open()]).catch(error =>
    logger.error({ err: error }, 'a part cannot be loaded'),
  );
  const { url } = context.address;
  const { simulatorHost } = providerParts;
  return { url, port, database, api: apiParts.api, simulatorHost, bookingParts, mediaParts };
}
