/**
 * Simulates Meta for demos and tests: signed webhooks and the answers of the Graph API, as in
 * docs/providers/whatsapp-cloud.md, with faults on demand.
 */
import { Fault, SimulatedKind } from '../../domain/vocabulary.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { SimulatedFiles } from '../contract/simulated-files.js';
import type {
  ProviderSimulator,
  SimulatedInbound,
  SimulatedWebhook,
  SimulatorReply,
  SimulatorRequest,
  TakenMessage,
} from '../contract/simulator.js';
import { readWord } from '../json/json-value.js';
import { toCloudAbilities, toSimulatedCall } from '../meta/simulated-content.js';
import { listSimulatedTemplates } from '../meta/simulated-templates.js';
import {
  newWamid,
  readSend,
  toFollowUp,
  toJsonReply,
  toSimulatedContact,
  toSimulatedMessage,
  toSimulatedStatuses,
  toWebPage,
} from '../meta/simulation.js';
import { serveFile, toFileDigest } from '../simulation/simulated-media.js';
import { simulatedCloudAccount } from './account.js';
import { readCloudCredentials } from './credentials.js';
import { cloudWebhookPath } from './parse.js';
import { signCloud } from './verify.js';

/** The simulated Meta. */
export const cloudSimulator: ProviderSimulator = {
  account: simulatedCloudAccount,
  ...{ inbound: toWebhook, answer, reports: toReports },
  abilities: () => toCloudAbilities(),
};

function toWebhook(message: SimulatedInbound, credentials: ProviderCredentials): SimulatedWebhook {
  const { faults, channelExternalId } = message;
  const messages = faults.includes(Fault.BATCHED) ? [message, toFollowUp(message)] : [message];
  const change = faults.includes(Fault.UNKNOWN_SHAPE)
    ? { field: 'something_new', value: { novelty: true } }
    : message.kind === SimulatedKind.CALL
      ? {
          ...toChange(channelExternalId, {
            contacts: [toSimulatedContact(message)],
            calls: messages.map(each => toSimulatedCall(each, toDisplayNumber(channelExternalId))),
          }),
          field: 'calls',
        }
      : toChange(channelExternalId, {
          contacts: [toSimulatedContact(message)],
          messages: messages.map(toSimulatedMessage),
        });
  return post([change], credentials, faults.includes(Fault.BAD_SIGNATURE));
}

/** Reports after a send: sent, delivered, read; all in one request under BATCHED. */
function toReports(taken: TakenMessage, credentials: ProviderCredentials): readonly SimulatedWebhook[] {
  const changes = toSimulatedStatuses(taken, 'biz_opaque_callback_data').map(status =>
    toChange(taken.delivery.from, { statuses: [status] }),
  );
  if (taken.faults.includes(Fault.BATCHED)) return [post(changes, credentials, false)];
  return changes.map(change => post([change], credentials, false));
}

function toChange(phoneNumberId: string, value: object): object {
  const metadata = { display_phone_number: toDisplayNumber(phoneNumberId), phone_number_id: phoneNumberId };
  return { field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } };
}

/** Meta escapes slashes and all non-ASCII characters, and signs the escaped text. */
function post(
  changes: readonly object[],
  credentials: ProviderCredentials,
  isForged: boolean,
): SimulatedWebhook {
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '210000000000001', changes }],
  })
    .replaceAll('/', '\\/')
    .replaceAll(/[\u0080-\uffff]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const secret = isForged ? 'not-the-secret' : (readCloudCredentials(credentials)?.appSecret ?? '');
  return {
    path: cloudWebhookPath,
    query: {},
    headers: {
      'content-type': 'application/json',
      'user-agent': 'facebookexternalua',
      'x-hub-signature-256': signCloud(body, secret),
    },
    body,
  };
}

function answer(request: SimulatorRequest, faults: readonly Fault[], files: SimulatedFiles): SimulatorReply {
  const [, fileId] = /^\/(?:v\d+\.\d|files)\/([0-9a-f]{32})$/.exec(request.path) ?? [];
  if (fileId !== undefined) return answerFile(request, fileId, files);
  const [, node] = /^\/v\d+\.\d\/(me|\d+)$/.exec(request.path) ?? [];
  if (node !== undefined)
    return isKnownToken(request)
      ? toJsonReply(200, { id: node === 'me' ? '210000000000001' : node })
      : refuse(401, 190, 'Invalid OAuth access token');
  const [, from = '', edge] = /^\/v\d+\.\d\/(\d+)\/(messages|message_templates)$/.exec(request.path) ?? [];
  if (edge === undefined) return toWebPage(404, 'Meta');
  if (!isKnownToken(request)) return refuse(401, 190, 'Invalid OAuth access token');
  if (edge === 'message_templates')
    return toJsonReply(200, listSimulatedTemplates(request.query.after, request.path));
  const sent = readSend(request.body);
  if (sent === null) return refuse(400, 100, '(#100) Invalid parameter');
  if (sent.refusal !== null) {
    const { status, code, message, details } = sent.refusal;
    return refuse(status, code, message, details);
  }
  if (faults.includes(Fault.RATE_LIMIT))
    return refuse(400, 131_056, '(#131056) pair rate limit hit', 'Too many messages to the same recipient.');
  if (faults.includes(Fault.HTML_ANSWER)) return toWebPage(200, 'Meta');
  if (
    faults.includes(Fault.REFUSED) ||
    (faults.includes(Fault.WINDOW_CLOSED) && sent.content.template === undefined)
  )
    return refuse(400, 131_047, '(#131047) Re-engagement message', 'More than 24 hours have passed.');
  const externalId = newWamid();
  return {
    ...toJsonReply(200, {
      messaging_product: 'whatsapp',
      contacts: [{ input: sent.to, wa_id: sent.to }],
      messages: [{ id: externalId }],
    }),
    delivery: { from, to: sent.to, ...sent.content },
    taken: { externalId, correlationId: readWord(sent.body.biz_opaque_callback_data) },
    hang: faults.includes(Fault.TIMEOUT_AFTER_ACCEPT),
  };
}

/** Answers an id with a URL; both require the token. */
/** False for a token that begins with `revoked`. */
function isKnownToken({ headers }: SimulatorRequest): boolean {
  return /^Bearer (?!revoked).{4,}$/.test(headers.authorization ?? '');
}

function answerFile(request: SimulatorRequest, id: string, files: SimulatedFiles): SimulatorReply {
  if (!/^Bearer .{4,}$/.test(request.headers.authorization ?? ''))
    return refuse(401, 190, 'Invalid OAuth access token');
  if (request.path.startsWith('/files/')) return serveFile(files, id);
  const file = files.find(id);
  if (file === null) return refuse(400, 100, 'Unsupported get request. Object with ID does not exist');
  return toJsonReply(200, {
    ...{ messaging_product: 'whatsapp', url: `${files.baseUrl}/files/${id}`, mime_type: file.mimeType },
    ...{ sha256: toFileDigest(file), file_size: file.bytes.length, id },
  });
}

function refuse(status: number, code: number, message: string, details?: string): SimulatorReply {
  const errorData = details === undefined ? {} : { error_data: { messaging_product: 'whatsapp', details } };
  const error = { message, type: 'OAuthException', code, ...errorData, fbtrace_id: 'A0simulated' };
  return toJsonReply(status, { error });
}

/** A distinct number for each id. */
function toDisplayNumber(phoneNumberId: string): string {
  return `1555010${phoneNumberId.replaceAll(/\D/g, '').slice(-4).padStart(4, '0')}`;
}
