/** The use case of `testWebhookUrl`: posts a sample to this server's own public URL, and says how far it came. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import { createTenantReader } from '../database/tenant-reader.js';
import type { AccountEntry } from '../domain/account-entry.js';
import { ConflictError, NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { type RefusalReason, WebhookTestOutcome } from '../domain/vocabulary.js';
import { RefusedWebhook } from '../entities/refused-webhook.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { AccountDirectory } from '../ingest/account-directory.js';
import { toWebhookTestId } from '../ingest/webhook-test-event.js';
import type { WebhookTestKeys } from '../ingest/webhook-test-keys.js';
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';
import type { SimulatedWebhook } from '../providers/contract/simulator.js';
import { createProviderHttp } from '../providers/http/http.js';
import { getProvider } from '../providers/registry.js';
import type { WebhookUrlTest, WebhookUrlTestResult } from '../resolvers/use-cases.js';
import { adviseOnTest, toOutcome } from './webhook-test-advice.js';

/** Options of `createWebhookUrlTest`. */
export interface WebhookUrlTestOptions {
  readonly database: Database;
  readonly directory: AccountDirectory;
  readonly testKeys: WebhookTestKeys;
  readonly openCredentials: (account: AccountEntry) => ProviderCredentials;
  /** Base URL at which providers reach this server. */
  readonly publicUrl: () => string;
  readonly timeoutMs: number;
}

const event = tableOf(WebhookEvent).of('w');
const refused = tableOf(RefusedWebhook).of('r');

const findRow = tenantStatement(
  'webhook-test-ledger-row',
  sql`select ${as('id', event.id)} from ${tableOf(WebhookEvent).table} w
    where ${event.tenantId} = $1 and ${event.externalEventId} = $2 order by ${event.id} desc limit 1`,
);

const findRefusal = tenantStatement(
  'webhook-test-refusal',
  sql`select ${as('reason', refused.reason)} from ${tableOf(RefusedWebhook).table} r
    where ${refused.tenantId} = $1 and ${refused.accountId} = $2 and ${refused.lastAt} >= $3
    order by ${refused.lastAt} desc limit 1`,
);

/** Refusals are written once a second, by the process that refused. */
const refusalPolls = 6;
const pollMs = 300;
const sampleSender = '15005550006';

/** Creates the use case. */
export function createWebhookUrlTest(options: WebhookUrlTestOptions): WebhookUrlTest {
  const { database, directory, testKeys, openCredentials, publicUrl, timeoutMs } = options;

  const findRefusalReason = async (
    tenantId: string,
    accountId: string,
    since: Date,
  ): Promise<RefusalReason | null> => {
    const reader = createTenantReader(database, tenantId);
    for (let poll = 0; poll < refusalPolls; poll++) {
      const row = await reader.row(findRefusal, accountId, since);
      if (row) return row.reason;
      await new Promise(resolve => setTimeout(resolve, pollMs));
    }
    return null;
  };

  return async (tenantId, accountId): Promise<WebhookUrlTestResult> => {
    const account = isUuid(accountId) ? await directory.findById(accountId, { fresh: true }) : null;
    if (account?.tenantId !== tenantId) throw new NotFoundError('provider account', accountId);
    const key = testKeys.create(account.id);
    const sample = toSample(account, key);
    const since = new Date();
    // Its own client: a kept connection would hide that the name or the certificate fails now. The URL is the operator's.
    const http = createProviderHttp({ timeoutMs, allowPrivate: true });
    const answer = await http({
      ...{ method: 'POST', url: `${publicUrl()}${toTarget(sample, key)}` },
      ...{ headers: sample.headers, body: sample.body },
    }).finally(() => void http.close());
    const durationMs = Date.now() - since.getTime();
    const reader = createTenantReader(database, tenantId);
    const row = answer.ok ? await reader.row(findRow, toWebhookTestId(key)) : null;
    const outcome = toOutcome(answer, row !== null);
    const refusal =
      outcome === WebhookTestOutcome.REFUSED ? await findRefusalReason(tenantId, account.id, since) : null;
    return {
      ...{ accountId: account.id, outcome, refusal, durationMs, webhookEventId: row?.id ?? null },
      httpStatus: answer.ok ? answer.status : null,
      url: `${publicUrl()}${sample.path.replace(key, '***')}`,
      advice: adviseOnTest(outcome, answer, refusal, publicUrl()),
    };
  };

  /** A customer's message in the vendor's format, signed with the account's credentials. @throws ConflictError */
  function toSample(account: AccountEntry, key: string) {
    const { simulator } = getProvider(account.kind);
    const [channelExternalId = 'trunkline-test'] = account.channelIdByExternalId.keys();
    let credentials: ProviderCredentials | null = null;
    try {
      if (account.credentialsCipher !== null) credentials = openCredentials(account);
    } catch {
      // Sealed with another key: answered like missing ones.
    }
    if (credentials === null) {
      throw new ConflictError(
        "The account's credentials are missing or cannot be read, so that nothing can be signed; enter them again with updateProviderAccount.",
        { reason: 'WRONG_STATE' },
      );
    }
    const message = {
      ...{ channelExternalId, from: sampleSender, senderName: null, text: 'Test of the webhook URL' },
      ...{ messageId: toWebhookTestId(key).toUpperCase(), at: new Date(), faults: [] },
    };
    return simulator.inbound(message, credentials, key, publicUrl());
  }
}

/** Path and query; a vendor that sends a token does not need the key, but a test does. */
function toTarget({ path, query }: SimulatedWebhook, key: string): string {
  const hasKey = path.includes(key) || Object.values(query).includes(key);
  return `${path}?${new URLSearchParams(hasKey ? query : { ...query, key })}`.replace(/\?$/, '');
}
