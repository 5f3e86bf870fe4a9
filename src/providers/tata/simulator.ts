/**
 * Simulates TATA for demos and tests: its flat bodies and its answers, as in docs/providers/tata.md, with faults on
 * demand. The sender's number is read from the token, which contains it as some of TATA's do.
 */
import { randomUUID } from 'node:crypto';
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
import { readMultipart } from '../http/multipart.js';
import { parseJson } from '../json/json-body.js';
import { readWord, toTree } from '../json/json-value.js';
import { toCloudAbilities } from '../meta/simulated-content.js';
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
import { serveFile } from '../simulation/simulated-media.js';
import { simulatedTataAccount } from './account.js';
import { toBusinessNumber } from './business-number.js';
import { tataWebhookPath } from './parse.js';

/** The simulated TATA. */
export const tataSimulator: ProviderSimulator = {
  account: simulatedTataAccount,
  ...{ inbound: toWebhook, answer, reports: toReports },
  // Nothing shows that TATA forwards calls.
  abilities: () => toCloudAbilities(SimulatedKind.CALL),
};

/** A token of the simulated TATA for a number: an unsigned JWT. */
export function toSimulatedToken(number: string, prefix = 'demo'): string {
  return `${prefix}.${Buffer.from(JSON.stringify({ phoneNumber: number })).toString('base64url')}.unsigned`;
}

function toWebhook(
  message: SimulatedInbound,
  _credentials: ProviderCredentials,
  webhookKey: string,
): SimulatedWebhook {
  const { faults } = message;
  if (faults.includes(Fault.UNKNOWN_SHAPE))
    return post({ event: 'something-new', businessPhoneNumber: message.channelExternalId }, webhookKey);
  const first = toSimulatedMessage(message);
  return post(
    {
      contacts: [toSimulatedContact(message)],
      // TATA posts one object; Meta posts an array, which a request can also contain.
      messages: faults.includes(Fault.BATCHED) ? [first, toSimulatedMessage(toFollowUp(message))] : first,
      businessPhoneNumber: message.channelExternalId,
      id: randomUUID(),
    },
    webhookKey,
  );
}

/** Reports after a send: sent, delivered, read; all in one request under BATCHED. */
function toReports(
  taken: TakenMessage,
  _credentials: ProviderCredentials,
  webhookKey: string,
): readonly SimulatedWebhook[] {
  const businessPhoneNumber = taken.delivery.from;
  const statuses = toSimulatedStatuses(taken, 'custom_callback_data');
  const batches = taken.faults.includes(Fault.BATCHED) ? [statuses] : statuses.map(status => [status]);
  return batches.map(batch => post({ statuses: batch, businessPhoneNumber }, webhookKey));
}

function post(body: object, webhookKey: string): SimulatedWebhook {
  return {
    path: `${tataWebhookPath}/${encodeURIComponent(webhookKey)}`,
    query: {},
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function answer(request: SimulatorRequest, faults: readonly Fault[], files: SimulatedFiles): SimulatorReply {
  const [, fileId] = /^\/files\/([0-9a-f]{32})$/.exec(request.path) ?? [];
  if (fileId !== undefined) return serveFile(files, fileId);
  if (!/^\/whatsapp-cloud\/(?:messages|media(?:\/download\/[0-9a-f]{32})?)$/.test(request.path))
    return toWebPage(404, 'TATA');
  const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
  const claims = toTree(parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')));
  const from = toBusinessNumber(claims.phoneNumber);
  if (from === null) return toJsonReply(401, { message: 'Unauthorized', statusCode: 401 });
  if (request.path.startsWith('/whatsapp-cloud/media')) return answerMedia(request, files);
  const sent = readSend(request.body);
  if (sent === null)
    return toJsonReply(400, { message: 'to, type and its object are required', statusCode: 400 });
  if (sent.refusal !== null) return toJsonReply(400, { message: sent.refusal.details, statusCode: 400 });
  if (faults.includes(Fault.RATE_LIMIT))
    return toJsonReply(429, { message: 'Too many requests', statusCode: 429 }, { 'retry-after': '2' });
  if (faults.includes(Fault.HTML_ANSWER)) return toWebPage(200, 'TATA');
  if (faults.includes(Fault.REFUSED))
    return toJsonReply(400, { message: 'The recipient is not valid', statusCode: 400 });
  const callback = readWord(toTree(sent.body.metaData).custom_callback_data);
  return {
    ...toJsonReply(200, { id: randomUUID() }),
    delivery: { from, to: sent.to.replace(/^\+/, ''), ...sent.content },
    taken: { externalId: newWamid(), correlationId: callback },
    hang: faults.includes(Fault.TIMEOUT_AFTER_ACCEPT),
  };
}

/** Answers an upload with an id, and an id with a short-lived URL. */
function answerMedia(request: SimulatorRequest, files: SimulatedFiles): SimulatorReply {
  if (request.method === 'POST') {
    const file = readMultipart(request.headers['content-type'] ?? '', request.bytes, 'file');
    if (file === null) return toJsonReply(400, { message: 'file is required', statusCode: 400 });
    return toJsonReply(200, { id: files.add(file).id });
  }
  const file = files.find(request.path.split('/').at(-1) ?? '');
  if (file === null) return toJsonReply(404, { message: 'Media not found', statusCode: 404 });
  return toJsonReply(200, { url: `${files.baseUrl}/files/${file.id}`, mime_type: file.mimeType });
}
