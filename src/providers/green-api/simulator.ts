/**
 * Simulates Green API for demos and tests: the notifications it posts and the answers it gives, as in
 * docs/providers/green-api.md, with faults on demand.
 */
import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
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
import { parseJson } from '../json/json-body.js';
import { readText, readWord, toTree } from '../json/json-value.js';
import { allStatuses, bothReceipts } from '../simulation/simulated-abilities.js';
import { serveFile } from '../simulation/simulated-media.js';
import { simulatedGreenApiAccount } from './account.js';
import { toChatId } from './address.js';
import { readGreenApiCredentials } from './credentials.js';
import { greenApiWebhookPath } from './parse.js';
import { simulatedKinds, simulatedWid, toMessageData } from './simulated-content.js';

/** The simulated Green API. */
export const greenApiSimulator: ProviderSimulator = {
  account: simulatedGreenApiAccount,
  ...{
    inbound: toWebhook,
    answer,
    reports: toReports,
    defaultSender: credentials => readGreenApiCredentials(credentials)?.idInstance ?? null,
  },
  abilities: () => ({ kinds: simulatedKinds, quotes: true, receipts: bothReceipts }),
};

function toWebhook(
  message: SimulatedInbound,
  credentials: ProviderCredentials,
  webhookKey: string,
): SimulatedWebhook {
  const { faults, channelExternalId, at } = message;
  const body = faults.includes(Fault.UNKNOWN_SHAPE)
    ? toNotification('somethingNew', channelExternalId, at, { novelty: true })
    : toMessage(message);
  const batch = [body, toMessage(toFollowUp(message))];
  return post(
    faults.includes(Fault.BATCHED) ? batch : body,
    credentials,
    webhookKey,
    faults.includes(Fault.BAD_SIGNATURE),
  );
}

function toMessage(message: SimulatedInbound): object {
  const chatId = toChatId(message.from) ?? message.from;
  const { messageId: idMessage, file } = message;
  if (message.kind === SimulatedKind.CALL) {
    const call = { idMessage, from: chatId, status: 'missed', isVideo: false };
    return toNotification('incomingCall', message.channelExternalId, message.at, call);
  }
  if (file) fileIds.set(idMessage, file.id);
  const name = message.senderName ?? '';
  return toNotification('incomingMessageReceived', message.channelExternalId, message.at, {
    idMessage,
    senderData: { chatId, chatName: name, sender: chatId, senderName: name, senderContactName: '' },
    messageData: toMessageData(message),
  });
}

/** File id of each message, for `downloadFile`. */
const fileIds = new LRUCache<string, string>({ max: 200 });

/** Green API posts one notification per request; a relay may batch. The second id is derived from the first. */
function toFollowUp(message: SimulatedInbound): SimulatedInbound {
  const messageId = createHash('sha256').update(message.messageId).digest('hex').slice(0, 32).toUpperCase();
  return { ...message, messageId, text: `${message.text} (2)` };
}

/** Reports after a send: the echo, then the recipient phone's reports. A second echo under PROVIDER_RESEND. */
function toReports(
  taken: TakenMessage,
  credentials: ProviderCredentials,
  webhookKey: string,
): readonly SimulatedWebhook[] {
  const { delivery, externalId, at, faults, statuses: words = allStatuses } = taken;
  const echo = (idMessage: string) =>
    toNotification('outgoingAPIMessageReceived', delivery.from, at, {
      idMessage,
      senderData: {
        ...{ chatId: delivery.to, chatName: '', sender: simulatedWid },
        ...{ senderName: 'Demo', senderContactName: '' },
      },
      messageData: {
        typeMessage: 'extendedTextMessage',
        extendedTextMessageData: { text: delivery.text ?? '', forwardingScore: 0, isForwarded: false },
      },
    });
  const statuses = words.map((status, seconds) =>
    toNotification('outgoingMessageStatus', delivery.from, new Date(at.getTime() + seconds * 1_000), {
      ...{ chatId: delivery.to, idMessage: externalId, status, sendByApi: true },
    }),
  );
  const again = faults.includes(Fault.PROVIDER_RESEND) ? [echo(newMessageId())] : [];
  // No capture of a file's echo exists, so files are reported by statuses alone.
  const hasEcho = words.includes('sent') && delivery.text !== null && delivery.mediaUrl === null;
  const echoes = hasEcho ? [echo(externalId), ...again] : [];
  return [...echoes, ...statuses].map(body => post(body, credentials, webhookKey, false));
}

function toNotification(typeWebhook: string, instance: string, at: Date, rest: object): object {
  const idInstance = /^\d{1,15}$/.test(instance) ? Number(instance) : instance;
  return {
    typeWebhook,
    instanceData: { idInstance, wid: simulatedWid, typeInstance: 'whatsapp' },
    timestamp: Math.floor(at.getTime() / 1_000),
    ...rest,
  };
}

/** Sends the token in the header if the account has one; else the key in the URL. */
function post(
  body: unknown,
  credentials: ProviderCredentials,
  webhookKey: string,
  isForged: boolean,
): SimulatedWebhook {
  const token = readGreenApiCredentials(credentials)?.webhookUrlToken;
  const authorization = `Bearer ${isForged ? 'not-the-token' : token}`;
  return {
    path: greenApiWebhookPath,
    query: token === undefined ? { key: webhookKey } : {},
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization }) },
    body: JSON.stringify(body),
  };
}

function answer(request: SimulatorRequest, faults: readonly Fault[], files: SimulatedFiles): SimulatorReply {
  const [, fileId] = /^\/files\/([0-9a-f]{32})$/.exec(request.path) ?? [];
  if (fileId !== undefined) return serveFile(files, fileId);
  const [, from, method, token] =
    /^\/waInstance(\d{1,20})\/(sendMessage|sendFileByUrl|downloadFile|getStateInstance)\/([^/]+)$/.exec(
      request.path,
    ) ?? [];
  if (from === undefined || token === undefined) return webPage(404);
  if (decodeURIComponent(token).length < 4 || token.startsWith('revoked'))
    return json(401, { message: 'Unauthorized' });
  if (method === 'getStateInstance') return json(200, { stateInstance: 'authorized' });
  const body = toTree(parseJson(request.body));
  if (method === 'downloadFile') {
    const file = files.find(fileIds.get(readWord(body.idMessage) ?? '') ?? '');
    if (file === null) return json(404, { message: 'message is not found' });
    return json(200, { downloadUrl: `${files.baseUrl}/files/${file.id}` });
  }
  const to = readWord(body.chatId) ?? '';
  const content = readText(method === 'sendMessage' ? body.message : body.urlFile);
  if (!/^\d+@(?:c\.us|g\.us|lid)$/.test(to) || content === null)
    return json(400, { statusCode: 400, message: 'Validation failed: chatId and the content are required' });
  if (faults.includes(Fault.RATE_LIMIT))
    return json(429, { message: 'Too Many Requests' }, { 'retry-after': '2' });
  if (faults.includes(Fault.HTML_ANSWER)) return webPage(200);
  if (faults.includes(Fault.REFUSED)) return json(400, { message: 'Instance account is not authorized' });
  const isText = method === 'sendMessage';
  const text = isText ? content : readText(body.caption);
  const idMessage = newMessageId();
  const quotedId = readWord(body.quotedMessageId);
  return {
    ...json(200, { idMessage }),
    delivery: { from, to, text, mediaUrl: isText ? null : content, ...(quotedId !== null && { quotedId }) },
    taken: { externalId: idMessage, correlationId: null },
    hang: faults.includes(Fault.TIMEOUT_AFTER_ACCEPT),
  };
}

function newMessageId(): string {
  return `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;
}

function json(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): SimulatorReply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

function webPage(status: number): SimulatorReply {
  const body = '<!DOCTYPE html><html><title>Green API</title><body>Not here</body></html>';
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}
