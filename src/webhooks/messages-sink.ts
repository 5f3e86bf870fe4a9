/**
 * The webhook sinks of messaging providers, for ingest.
 *
 * Products of one vendor can post to each other's URLs. A body of another product is first looked up among that
 * product's accounts, then among those of the route. If the key in the URL proves an account, that proof also counts
 * for the same company's account of the other product, when the vendor uses the same name for both.
 */
import type { AccountCandidate, AccountEntry } from '../domain/account-entry.js';
import type { InboundEvent } from '../domain/inbound-event.js';
import type { IngestResult } from '../domain/ingest-item.js';
import { readInlineMediaId } from '../domain/inline-media.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import type { Ingest } from '../ingest/ingest.js';
import { proofHeadersOf } from '../providers/contract/documentation.js';
import { toFormerCredentials } from '../providers/contract/former-credentials.js';
import type { Provider } from '../providers/contract/provider.js';
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';
import type {
  AccountHints,
  InlineBytes,
  ParsedWebhook,
  WebhookRequest,
} from '../providers/contract/webhook.js';
import { isKeyName } from './about-webhook.js';
import { findByKey, type KeySources } from './find-by-key.js';
import type { FindProven } from './find-proven.js';
import { proveAccount, type VendorAccounts } from './prove-account.js';
import type { ClaimedNames } from './refusal-record.js';
import { storeWebhookTest } from './store-webhook-test.js';
import type { ProvenWebhook, WebhookReceipt, WebhookSink } from './webhook-sink.js';

/** Options of `createMessagesSinks`. */
export interface MessagesSinkOptions extends KeySources {
  readonly providers: readonly Provider[];
  readonly openCredentials: (account: AccountCandidate) => ProviderCredentials;
  readonly ingest: Ingest;
  /** Stores bytes that came inside the request; committed when it resolves. */
  readonly keepInline: (bytes: readonly KeptBytes[]) => Promise<void>;
  /** Called after a webhook of an account was stored. */
  readonly onStored?: (accountId: string, receivedAt: Date) => void;
}

/** Bytes of a file that came inside a request, with their event. */
export interface KeptBytes extends InlineBytes {
  readonly tenantId: string;
  readonly ledgerId: string;
}

interface Tools extends MessagesSinkOptions {
  readonly findProven: FindProven;
}

/** The account of a request, and the provider that parses it. */
interface ProvenAccount {
  readonly account: AccountEntry;
  readonly provider: Provider;
}

/** Creates one sink for each provider. */
export function createMessagesSinks(options: MessagesSinkOptions, findProven: FindProven): WebhookSink[] {
  const tools: Tools = { ...options, findProven };
  return options.providers.map(route => ({
    displayName: route.displayName,
    source: route.source,
    routes: route.routes,
    takesKeyInPath: true,
    largestBodyBytes: route.largestBodyBytes,
    proofHeaders: proofHeadersOf(route.documentation),
    claim: (webhook, path) => {
      const hints = route.identify(webhook);
      if (path.includes(':') && !namesAnAccount(hints)) return null;
      return {
        countedAs: hints.kind ?? route.kind,
        key: hints.key,
        errorIsVeto: hints.errorIsVeto ?? false,
        prove: async isFromLoopback => {
          const proven = await proveProduct(route, { webhook, hints, isFromLoopback }, tools);
          const { key } = hints;
          const testKey = key !== null && tools.readTestKey?.(key) != null ? key : null;
          return proven && toProvenWebhook(proven, webhook, tools, testKey);
        },
        readNames: () => readNames(route, webhook),
        findAccounts: async names => {
          const { key, kind = route.kind } = hints;
          for (const one of key === null ? [] : new Set([route.kind, kind])) {
            const account = await findByKey(one, key ?? '', tools);
            if (account) return { isKeyKnown: true, accounts: [account] };
          }
          const named = await tools.directory.listNamed(kind, names, null);
          if (named.length > 0) return { isKeyKnown: false, accounts: named };
          const disconnected = await tools.directory.listDisconnected(kind, key, names);
          return {
            isKeyKnown: false,
            isDisconnected: disconnected.length > 0,
            accounts: disconnected,
          };
        },
      };
    },
  }));
}

/** On a path that accounts choose, a request that names no account of the vendor is not the vendor's. */
function namesAnAccount({ kind, accountExternalIds, channelExternalIds }: AccountHints): boolean {
  return kind !== undefined || accountExternalIds.length > 0 || channelExternalIds.length > 0;
}

/** Parsed as without the key, which hides the names; else the numbers of the events. */
function readNames(provider: Provider, webhook: WebhookRequest): ClaimedNames {
  const query = Object.fromEntries(Object.entries(webhook.query).filter(([name]) => !isKeyName(name)));
  const named = provider.identify({ ...webhook, query, pathSecret: null });
  if (named.channelExternalIds.length + named.accountExternalIds.length > 0) return named;
  const { events } = provider.parse({ ...webhook, query, pathSecret: null });
  const ids = events.flatMap(event => ('channelExternalId' in event ? (event.channelExternalId ?? []) : []));
  return { channelExternalIds: ids, accountExternalIds: [] };
}

interface ProductClaim {
  readonly webhook: WebhookRequest;
  readonly hints: AccountHints;
  readonly isFromLoopback: boolean;
}

/** The account that the request proves, and the product that parses it. */
async function proveProduct(
  route: Provider,
  claim: ProductClaim,
  tools: Tools,
): Promise<ProvenAccount | null> {
  const { kind, key } = claim.hints;
  const other =
    kind === undefined || kind === route.kind
      ? null
      : tools.providers.find(candidate => candidate.kind === kind);
  if (!other) return proveAt(route, claim, tools);
  const named = await proveAt(other, claim, tools);
  if (named) return named;
  const own = await proveAt(route, claim, tools);
  return own && key !== null ? ((await findSibling(own, other, claim, tools)) ?? own) : own;
}

async function proveAt(
  provider: Provider,
  { webhook, hints, isFromLoopback }: ProductClaim,
  tools: Tools,
): Promise<ProvenAccount | null> {
  const { isSigned = false } = hints;
  const account = await proveAccount(
    tools.findProven,
    { ...hints, isSigned, isFromLoopback },
    accountsAt(provider, webhook, tools),
  );
  return account && { account, provider };
}

/** The same company's account at the vendor's other product, if its own credentials verify the request too. */
async function findSibling(
  own: ProvenAccount,
  other: Provider,
  { webhook, hints: { accountExternalIds } }: ProductClaim,
  tools: Tools,
): Promise<ProvenAccount | null> {
  const { tenantId } = own.account;
  const accounts = accountsAt(other, webhook, tools);
  const account = await proveAccount(
    tools.findProven,
    { key: null, isSigned: false, isFromLoopback: false, channelExternalIds: [], accountExternalIds },
    {
      ...accounts,
      named: (names, afterId) => tools.directory.listNamed(other.kind, { ...names, tenantId }, afterId),
      // The key of its own account proves the request.
      verify: candidate => accounts.verify(candidate, true),
    },
  );
  return account && { account, provider: other };
}

function accountsAt(
  provider: Provider,
  webhook: WebhookRequest,
  tools: Tools,
): VendorAccounts<AccountCandidate, AccountEntry> {
  const { kind } = provider;
  const { directory, openCredentials } = tools;
  return {
    kind,
    byKey: key => findByKey(kind, key, tools),
    byId: async id => {
      const account = await directory.findById(id);
      return account?.isConnected ? account : null;
    },
    named: (names, afterId) => directory.listNamed(kind, names, afterId),
    all: afterId => directory.listAll(kind, afterId),
    demo: () => directory.findAcceptingBareLoopback(kind),
    verify: (candidate, isKeyRight) => {
      const credentials = openCredentials(candidate);
      const verification = provider.verify(webhook, credentials, isKeyRight);
      const former = verification === 'refused' ? toFormerCredentials(credentials) : null;
      return former === null ? verification : provider.verify(webhook, former, isKeyRight);
    },
  };
}

function toProvenWebhook(
  { account, provider }: ProvenAccount,
  webhook: WebhookRequest,
  { ingest, keepInline, onStored }: Tools,
  testKey: string | null,
): ProvenWebhook {
  const { tenantId } = account;
  return {
    account,
    source: provider.source,
    keptHeaders: provider.keptHeaders,
    store: async headers => {
      const parsed = provider.parse(webhook);
      if (testKey !== null) {
        const test = { account, source: provider.source, receivedAt: webhook.receivedAt, key: testKey };
        const result = await storeWebhookTest(ingest, test);
        return parsed.reply ? { reply: parsed.reply } : { events: [toReceipt(result)] };
      }
      const ledgerIds = parsed.events.map(() => uuidV7());
      // Before their events: what is acknowledged is in the database, including files.
      if (parsed.inlineMedia) {
        await keepInline(
          parsed.events.flatMap((event, n) =>
            inlineOf(event, parsed, { tenantId, ledgerId: ledgerIds[n] ?? '' }),
          ),
        );
      }
      const results = await Promise.all(
        parsed.events.map((event, itemIndex) =>
          ingest.accept({
            ledgerId: ledgerIds[itemIndex] ?? uuidV7(),
            account,
            source: parsed.source ?? provider.source,
            receivedAt: webhook.receivedAt,
            headers,
            keptBody: parsed.keptBodies?.[itemIndex] ?? parsed.keptBody,
            itemIndex: parsed.keptBodies ? 0 : itemIndex,
            event,
            channelIdOverride: null,
          }),
        ),
      );
      onStored?.(account.id, webhook.receivedAt);
      return parsed.reply ? { reply: parsed.reply } : { events: results.map(toReceipt) };
    },
  };
}

/** The inline bytes that an event references. */
function inlineOf(
  event: InboundEvent,
  { inlineMedia = [] }: ParsedWebhook,
  owner: Pick<KeptBytes, 'tenantId' | 'ledgerId'>,
): KeptBytes[] {
  if (event.type !== 'message' && event.type !== 'echo') return [];
  const digests = new Set(event.attachments.map(file => readInlineMediaId(file.mediaId ?? null)));
  return inlineMedia.filter(({ digest }) => digests.has(digest)).map(bytes => ({ ...bytes, ...owner }));
}

function toReceipt({ ledgerId, status, reason, messageId }: IngestResult): WebhookReceipt {
  return {
    id: ledgerId,
    status,
    ...(messageId === null ? {} : { messageId }),
    ...(reason === null || status === WebhookEventStatus.FAILED ? {} : { reason }),
  };
}
