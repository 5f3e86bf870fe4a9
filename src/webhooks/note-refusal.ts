/** Passes a rejected webhook to the record: its fault, and the accounts it may belong to. */
import type { FastifyRequest } from 'fastify';
import type { WebhookRequest } from '../providers/contract/webhook.js';
import type { ClaimedNames, RefusalFault, RefusalRecord } from './refusal-record.js';
import type { ProvenWebhook, WebhookClaim, WebhookSink } from './webhook-sink.js';

/** Reason of a rejection: no proof, too large, or a body that cannot be parsed though an account is proven. */
export type WhyRefused = 'UNPROVEN' | 'BODY_TOO_LARGE' | Pick<ProvenWebhook, 'account' | 'source'>;

/** The names in longer bodies are not read. */
const maxReadBytes = 65_536;
const noNames: ClaimedNames = { channelExternalIds: [], accountExternalIds: [] };

/** Headers in which relays and most vendors send credentials; a sink names its vendor's own. */
const proofHeader = /^authorization$|-signature(?:-|$)/;

/** Records the rejection; the accounts are looked up later. */
export function noteRefusal(
  refusals: Pick<RefusalRecord, 'note'>,
  sink: Pick<WebhookSink, 'source' | 'proofHeaders'>,
  request: FastifyRequest,
  webhook: WebhookRequest,
  claim: WebhookClaim,
  why: WhyRefused,
): void {
  refusals.note({
    source: typeof why === 'object' ? why.source : sink.source,
    fault: toFault(why, webhook, sink),
    key: claim.key,
    address: request.clientAddress,
    requestId: request.id,
    readNames: () => (webhook.rawBody.length > maxReadBytes ? noNames : claim.readNames()),
    findAccounts: async names =>
      typeof why === 'object' ? { isKeyKnown: true, accounts: [why.account] } : claim.findAccounts(names),
  });
}

function toFault(
  why: WhyRefused,
  { headers }: WebhookRequest,
  { proofHeaders }: Pick<WebhookSink, 'proofHeaders'>,
): RefusalFault {
  if (typeof why === 'object') return 'BODY_UNREADABLE';
  if (why === 'BODY_TOO_LARGE') return why;
  return Object.keys(headers).some(name => proofHeader.test(name) || proofHeaders.includes(name))
    ? 'WRONGLY_SIGNED'
    : 'UNSIGNED';
}
