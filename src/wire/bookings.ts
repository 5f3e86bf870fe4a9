/** Wires the bookings and their booking system, for the composition root. */
import { simulatedBookingsUrl } from '../accounts/demo-bookings.js';
import { type Bookings, createBookings } from '../bookings/bookings.js';
import type { PullChanges } from '../bookings/reconcile.js';
import { createToContent } from '../outbox/reply-content.js';
import type { ProviderHttp } from '../providers/contract/provider-http.js';
import { getProvider } from '../providers/registry.js';
import {
  canAskYclients,
  createYclientsSimulator,
  fetchChangedRecords,
  parseKeptYclients,
  parseYclients,
  readMoment,
  readYclientsCredentials,
  toEnvelope,
  type YclientsCredentials,
  type YclientsSimulator,
} from '../providers/yclients/index.js';
import type { DatabaseParts } from './database.js';
import type { ProviderParts } from './providers.js';
import type { Part, ServerContext } from './server-context.js';

/** The bookings, and the parts of their booking system. */
export interface BookingParts extends Part {
  readonly bookings: Bookings;
  /** Null in an installation. */
  readonly simulator: YclientsSimulator | null;
  openCredentials(account: {
    readonly id: string;
    readonly credentialsCipher: string | null;
  }): YclientsCredentials;
}

/** Creates the parts; starts the simulator in a demo. */
export async function wireBookings(
  { hasSimulators, publicUrl, info, alert }: ServerContext,
  { database, cipher, authSecret }: DatabaseParts,
  { directHttp: http }: ProviderParts,
): Promise<BookingParts> {
  const simulator = hasSimulators ? createYclientsSimulator() : null;
  const simulatorUrl = simulator && (await simulator.start());
  const openCredentials: BookingParts['openCredentials'] = ({ id, credentialsCipher }) =>
    readYclientsCredentials(credentialsCipher === null ? null : cipher.open(credentialsCipher, id));
  const call: ProviderHttp = request =>
    http(
      simulatorUrl === null
        ? request
        : { ...request, url: request.url.replace(simulatedBookingsUrl, simulatorUrl) },
    );
  const bookings = createBookings({
    database,
    parseKept: parseKeptYclients,
    pull: createPull(openCredentials, call),
    secret: `calendar ${authSecret}`,
    publicUrl,
    toContent: createToContent(getProvider),
    log: info,
    alert,
  });
  return { bookings, simulator, openCredentials, stop: async () => simulator?.stop() };
}

function createPull(openCredentials: BookingParts['openCredentials'], http: ProviderHttp): PullChanges {
  return async ({ accountId, credentialsCipher, companyId, changedAfter, findKnown }) => {
    let credentials: YclientsCredentials;
    try {
      credentials = openCredentials({ id: accountId, credentialsCipher });
    } catch {
      // One unreadable connection must not end the pull of all.
      return { ok: false, detail: "The connection's credentials cannot be read; enter them again." };
    }
    if (!canAskYclients(credentials)) return null;
    const changed = await fetchChangedRecords({ companyId, changedAfter, credentials }, http);
    if (!changed.ok) return changed;
    const known = await findKnown(changed.records.map(({ id }) => String(id)));
    const events = changed.records.flatMap(record => {
      const changedAt = readMoment(record.last_change_date);
      const knownAt = known.get(String(record.id));
      // Received by webhook, as nearly all are: not processed a second time.
      if (knownAt && changedAt && changedAt <= knownAt) return [];
      const isNew = knownAt === undefined && isMadeAfter(record, changedAfter);
      return parseYclients({ rawBody: Buffer.from(toEnvelope(companyId, record, isNew)), headers: {} });
    });
    return { ok: true, events };
  };
}

/** A record older than the pull's window was created before the connection: its customer knows of it. */
function isMadeAfter(record: Readonly<Record<string, unknown>>, moment: Date): boolean {
  const madeAt = readMoment(record.create_date);
  return madeAt !== null && madeAt >= moment;
}
