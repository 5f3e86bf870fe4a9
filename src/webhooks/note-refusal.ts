/** Noting a refused webhook of a messaging vendor: what it names, and whose it may be. */
import type { FastifyRequest } from 'fastify';
import type { AccountDirectory } from '../ingest/account-directory.js';
import { proofHeadersOf } from '../providers/contract/documentation.js';
import type { Provider } from '../providers/contract/provider.js';
import type { WebhookRequest } from '../providers/contract/webhook.js';
import { isKeyName } from './about-webhook.js';
import type { ClaimedNames, RefusalFault, RefusalRecord, RefusedAccount } from './refusal-record.js';

/** Why it was refused: nothing proved it, it is too large, or its body cannot be read though an account is proven. */
type Refused = 'UNPROVEN' | 'BODY_TOO_LARGE' | { readonly account: RefusedAccount };

/** Bodies that are longer are not read for their names. */
const maxReadBytes = 65_536;

/** Headers in which relays and most vendors put what proves a request; a provider declares its own. */
const proofHeader = /^authorization$|-signature(?:-|$)/;

/** Whether a request carries something that proves it, right or wrong. */
export function carriesProof(
  { headers }: Pick<WebhookRequest, 'headers'>,
  ofVendor: readonly string[] = [],
): boolean {
  return Object.keys(headers).some(name => proofHeader.test(name) || ofVendor.includes(name));
}

/** Notes the refusal; the accounts are looked up later. */
export function noteRefusal(
  provider: Provider,
  webhook: WebhookRequest,
  why: Refused,
  request: FastifyRequest,
  {
    directory,
    refusals,
  }: { readonly directory: AccountDirectory; readonly refusals: Pick<RefusalRecord, 'note'> },
): void {
  const { key, kind = provider.kind } = provider.identify(webhook);
  refusals.note({
    source: provider.source,
    fault: toFault(why, webhook, provider),
    key,
    address: request.clientAddress,
    requestId: request.id,
    readNames: () => readNames(provider, webhook),
    findAccounts: async names => {
      if (typeof why === 'object') return { isKeyKnown: true, accounts: [why.account] };
      for (const one of key === null ? [] : new Set([provider.kind, kind])) {
        const account = await directory.findByWebhookKey(one, key ?? '');
        if (account) return { isKeyKnown: true, accounts: [account] };
      }
      return { isKeyKnown: false, accounts: await directory.listNamed(kind, names, null) };
    },
  });
}

function toFault(why: Refused, webhook: WebhookRequest, { documentation }: Provider): RefusalFault {
  if (typeof why === 'object') return 'BODY_UNREADABLE';
  if (why === 'BODY_TOO_LARGE') return why;
  return carriesProof(webhook, proofHeadersOf(documentation)) ? 'WRONGLY_SIGNED' : 'UNSIGNED';
}

/** As without the key, which hides the names; else the numbers of the events. */
function readNames(provider: Provider, webhook: WebhookRequest): ClaimedNames {
  if (webhook.rawBody.length > maxReadBytes) return { channelExternalIds: [], accountExternalIds: [] };
  const query = Object.fromEntries(Object.entries(webhook.query).filter(([name]) => !isKeyName(name)));
  const named = provider.identify({ ...webhook, query, pathSecret: null });
  if (named.channelExternalIds.length + named.accountExternalIds.length > 0) return named;
  const { events } = provider.parse({ ...webhook, query, pathSecret: null });
  const ids = events.flatMap(event => ('channelExternalId' in event ? (event.channelExternalId ?? []) : []));
  return { channelExternalIds: ids, accountExternalIds: [] };
}
