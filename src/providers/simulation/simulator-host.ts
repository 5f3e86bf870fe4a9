/**
 * Simulates all vendors on loopback: receives our sends (simulator-server.ts), answers through the vendor's simulator, and
 * posts the vendor's webhooks. Contains no vendor-specific code.
 *
 * For demos and tests. It stores what it received in memory, bounded, and trusts its callers.
 */
import { type Fault, type ProviderKind, SimulatedReceipt } from '../../domain/vocabulary.js';
import { redactText } from '../contract/redact.js';
import type { SimulatedFile, SimulatedFiles } from '../contract/simulated-files.js';
import type { SimulatedDelivery, SimulatorReply, SimulatorRequest } from '../contract/simulator.js';
import { createProviderHttp } from '../http/http.js';
import { getProvider } from '../registry.js';
import { type InboundOrder, type InboundResult, postInbound } from './simulate-inbound.js';
import { postReports, type ReportTarget } from './simulate-reports.js';
import { createSimulatedFiles } from './simulated-files.js';
import { createSimulatedPhones, type SimulatedPhones } from './simulated-phones.js';
import { createSimulatorServer, type SimulatorAddress } from './simulator-server.js';

/** Logger of the host; compatible with pino. */
export interface SimulatorLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

/** A request that a simulated vendor answered; `url` contains no secrets. */
export interface ReceivedRequest {
  readonly at: Date;
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** Null when the vendor did not accept it. */
  readonly delivery: SimulatedDelivery | null;
}

/** A channel of an account at a vendor; `externalId` is the one in its sends. */
export interface SimulatedSender {
  readonly kind: ProviderKind;
  readonly accountId: string;
  readonly externalId: string;
}

/** A simulator host; its creator must stop it. */
export interface SimulatorHost {
  /** Listens on a free port of 127.0.0.1. */
  start(): Promise<SimulatorAddress>;
  /** Accepted sends of an account, oldest first; the newest 500. */
  deliveries(accountId: string): readonly SimulatedDelivery[];
  /** All requests of an account, accepted or not, oldest first; the newest 500. */
  requests(accountId: string): readonly ReceivedRequest[];
  /** Sets the faults of one channel's sends until the next call. An empty list clears them. */
  setFaults(sender: SimulatedSender, faults: readonly Fault[]): void;
  /** The faults of one channel's sends. */
  faultsOf(sender: SimulatedSender): readonly Fault[];
  /** What the customers received. */
  readonly phones: Omit<SimulatedPhones, 'keep'>;
  /**
   * Posts a receipt of a message on a customer's phone, as the vendor does; resolves when it is answered. False where
   * the vendor reports none, and before `reportTo`.
   */
  reportReceipt(messageId: string, receipt: SimulatedReceipt): Promise<boolean>;
  /** Posts an inbound message over HTTP in the vendor's wire format, with the order's faults and `file` attached. */
  postInbound(order: InboundOrder, file?: NewSimulatedFile): Promise<InboundResult>;
  /** Files stored at the vendors: inbound ones and our uploads. */
  readonly files: Omit<SimulatedFiles, 'baseUrl'>;
  /** The bytes of a file that a vendor accepted: fetched from its URL like the vendor does, or as uploaded. */
  readDelivered(delivery: SimulatedDelivery): Promise<Uint8Array | null>;
  /** From now on posts the vendors' reports about accepted messages: echo, sent, delivered, read. */
  reportTo(target: ReportTarget): void;
  /** Stops reporting; resolves when running posts are answered. Call it before the receiving server stops. */
  stopReporting(): Promise<void>;
  /** Ends open responses and closes; the lists stay readable. */
  stop(): Promise<void>;
}

const MAX_KEPT_REQUESTS = 500;
const MAX_FILE_BYTES = 128 * 1_048_576;
const POST_TIMEOUT_MS = 30_000;

/** A file that a customer sends. */
export type NewSimulatedFile = Omit<SimulatedFile, 'id'>;

/** Options of `createSimulatorHost`. */
export interface SimulatorHostOptions {
  readonly log: SimulatorLog;
  /** Base URL that vendors' links to this host start with; by default the host's own address. */
  readonly linkBase?: (kind: ProviderKind) => string;
}

const linkAccount = 'files';

/** Creates a host; call `start` to listen. */
export function createSimulatorHost(options: SimulatorHostOptions): SimulatorHost {
  const files = createSimulatedFiles();
  const { keep, ...phones } = createSimulatedPhones();
  let address: SimulatorAddress | null = null;
  const toBase = (kind: ProviderKind) =>
    options.linkBase?.(kind) ?? address?.baseUrl(kind, linkAccount) ?? '';
  const received = new Map<string, ReceivedRequest[]>();
  const faults = new Map<string, readonly Fault[]>();
  const http = createProviderHttp({ timeoutMs: POST_TIMEOUT_MS, allowPrivate: true });
  let target: ReportTarget | null = null;
  const underway = new Set<Promise<void>>();
  const stopping = new AbortController();
  const report = (kind: ProviderKind, accountId: string, reply: SimulatorReply): void => {
    const { delivery, taken } = reply;
    if (target === null || delivery === undefined || taken === undefined) return;
    const faultsNow = faultsOf({ kind, accountId, externalId: delivery.from });
    const order = { provider: getProvider(kind), accountId, delivery, taken, faults: faultsNow };
    const posting = postReports(order, target, http, stopping.signal)
      .catch((error: unknown) => options.log.warn({ err: error, kind }, 'simulated reports were not posted'))
      .finally(() => underway.delete(posting));
    underway.add(posting);
  };
  const reportReceipt = async (messageId: string, receipt: SimulatedReceipt): Promise<boolean> => {
    const message = phones.find(messageId);
    if (target === null || message?.taken == null) return false;
    const { kind, accountId, delivery, taken } = message;
    const statuses = [receipt === SimulatedReceipt.READ ? ('read' as const) : ('delivered' as const)];
    const order = { provider: getProvider(kind), accountId, delivery, taken, faults: [], statuses };
    await postReports(order, target, http, stopping.signal);
    return true;
  };
  const stopReporting = async (): Promise<void> => {
    target = null;
    stopping.abort();
    await Promise.all(underway);
  };
  const faultsOf = (sender: SimulatedSender): readonly Fault[] => faults.get(faultKey(sender)) ?? [];

  const answer = (kind: ProviderKind, accountId: string, request: SimulatorRequest): SimulatorReply => {
    const { simulator } = getProvider(kind);
    const kept: SimulatedFiles = { ...files, baseUrl: toBase(kind) };
    // Faults belong to the sending channel, and only the vendor's simulator can read it from the request.
    const peek = { ...kept, add: (file: NewSimulatedFile) => ({ ...file, id: '' }) };
    const from = simulator.answer(request, [], peek).delivery?.from;
    const faultsNow = from === undefined ? [] : faultsOf({ kind, accountId, externalId: from });
    const reply = simulator.answer(request, faultsNow, kept);
    keep(kind, accountId, reply);
    const list = received.get(accountId) ?? [];
    received.set(accountId, list);
    const url = redactText(`${request.path}?${new URLSearchParams(request.query)}`);
    list.push({
      at: new Date(),
      method: request.method,
      url,
      status: reply.status,
      delivery: reply.delivery ?? null,
    });
    if (list.length > MAX_KEPT_REQUESTS) list.shift();
    options.log.info(
      { kind, accountId, from, status: reply.status, taken: reply.delivery !== undefined },
      'simulated provider answered a send',
    );
    return reply;
  };
  const server = createSimulatorServer({
    answer,
    ended: report,
    failed: error => options.log.warn({ err: error }, 'simulated provider failed'),
  });
  return {
    start: async () => {
      address = await server.listen();
      return address;
    },
    files,
    deliveries: accountId =>
      (received.get(accountId) ?? []).flatMap(({ delivery }) => (delivery === null ? [] : [delivery])),
    requests: accountId => [...(received.get(accountId) ?? [])],
    setFaults: (sender, list) => {
      if (list.length === 0) faults.delete(faultKey(sender));
      else faults.set(faultKey(sender), [...list]);
    },
    faultsOf,
    phones,
    reportReceipt,
    postInbound: (order, file) =>
      postInbound(file === undefined ? order : withFile(order, files.add(file), toBase), http),
    readDelivered: async ({ mediaUrl, fileId }) => {
      if (mediaUrl === null) return null;
      if (!/^https?:/.test(mediaUrl)) return files.find(fileId ?? mediaUrl)?.bytes ?? null;
      const result = await http({
        method: 'GET',
        url: mediaUrl,
        headers: { accept: '*/*' },
        maxAnswerBytes: MAX_FILE_BYTES,
      });
      return result.ok && result.status === 200 ? (result.bytes ?? null) : null;
    },
    reportTo: given => {
      target = given;
    },
    stopReporting,
    stop: async () => {
      await stopReporting();
      await Promise.all([server.close(), http.close()]);
    },
  };
}

function withFile(
  order: InboundOrder,
  file: SimulatedFile,
  toBase: (kind: ProviderKind) => string,
): InboundOrder {
  return { ...order, message: { ...order.message, file, filesUrl: toBase(order.provider.kind) } };
}

function faultKey({ kind, accountId, externalId }: SimulatedSender): string {
  return JSON.stringify([kind, accountId, externalId]);
}
