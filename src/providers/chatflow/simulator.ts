/**
 * Simulates ChatFlow for demos and tests: the bodies it posts and the answers it gives, as in
 * docs/providers/chatflow.md, with faults on demand.
 *
 * Faults of timing and repetition (DUPLICATE, LATE, OUT_OF_ORDER, PROVIDER_RESEND) and of the key (BAD_SIGNATURE) are
 * applied by the host; see `simulator-host.ts`.
 */
import { createHash } from 'node:crypto';
import { Fault, SimulatedKind } from '../../domain/vocabulary.js';
import { defaultChannelId } from '../contract/account.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { SimulatedFiles } from '../contract/simulated-files.js';
import type {
  ProviderSimulator,
  SimulatedInbound,
  SimulatedWebhook,
  SimulatorReply,
  SimulatorRequest,
} from '../contract/simulator.js';
import { fileKinds } from '../simulation/simulated-abilities.js';
import { findSimulatedFile, serveFile } from '../simulation/simulated-media.js';
import { simulatedChatflowAccount } from './account.js';
import { toJid } from './address.js';
import { readChatflowCredentials } from './credentials.js';
import { CHATFLOW_WEBHOOK_PATH } from './parse.js';

const COMMON_PARAMETERS = ['token', 'instance_id', 'jid'] as const;

/** Parameters of each call in addition to the common ones; the first is the content. */
const PARAMETERS_BY_CALL: ReadonlyMap<string, readonly [content: string, ...string[]]> = new Map([
  ['send-text', ['msg']],
  ['send-image', ['imageurl', 'caption']],
  ['send-doc', ['docurl', 'caption']],
  ['send-video', ['videourl', 'caption']],
  ['send-audio', ['audiourl']],
]);

/** Kinds that some source shows, or that its words for media include; and any other word. */
const simulatedKinds: readonly SimulatedKind[] = [
  ...[SimulatedKind.TEXT, ...fileKinds, SimulatedKind.STICKER, SimulatedKind.UNSUPPORTED],
];

/** The simulated ChatFlow. */
export const chatflowSimulator: ProviderSimulator = {
  account: simulatedChatflowAccount,
  inbound: toWebhook,
  answer,
  abilities: () => ({ kinds: simulatedKinds, quotes: false, receipts: [] }),
  defaultSender: credentials => readChatflowCredentials(credentials)?.instanceId ?? null,
};

function toWebhook(
  message: SimulatedInbound,
  _credentials: ProviderCredentials,
  webhookKey: string,
): SimulatedWebhook {
  const query: Record<string, string> = { key: webhookKey };
  if (message.channelExternalId !== defaultChannelId) query.instance_id = message.channelExternalId;
  const body = toBody(message, webhookKey);
  return {
    path: CHATFLOW_WEBHOOK_PATH,
    // Only the URL names the number: no captured body does.
    query,
    headers: { 'content-type': 'application/json', 'user-agent': 'axios/1.11.0' },
    body: JSON.stringify(
      message.faults.includes(Fault.BATCHED) ? [body, toBody(toFollowUp(message), webhookKey)] : body,
    ),
  };
}

function toBody(message: SimulatedInbound, webhookKey: string): unknown {
  const nodeData = {
    webHook: {
      text: `https://crm.example${CHATFLOW_WEBHOOK_PATH}?key=${encodeURIComponent(webhookKey)}`,
      method: 'POST',
    },
  };
  const timestamp = Math.floor(message.at.getTime() / 1_000);
  if (message.faults.includes(Fault.UNKNOWN_SHAPE))
    return { event: 'instance.state', state: 'reconnecting', timestamp, nodeData };
  const metadata = {
    sender: message.senderName ?? '',
    timestamp,
    messageId: message.messageId,
    remoteJid: toJid(message.from) ?? message.from,
  };
  const { kind, filesUrl = '' } = message;
  if (kind === SimulatedKind.UNSUPPORTED)
    return { messageType: 'product', message: null, metadata, mediaData: null, nodeData };
  const sent = findSimulatedFile(message);
  if (!sent) return { messageType: 'text', message: message.text, metadata, mediaData: null, nodeData };
  const { file, word: messageType } = sent;
  const mediaData = {
    ...{ type: messageType, url: `${filesUrl}/files/${file.id}`, mimetype: file.mimeType },
    ...{ fileName: file.fileName, size: file.bytes.length, caption: message.text },
    ...(kind === SimulatedKind.VOICE && { ptt: true, seconds: 3 }),
  };
  return { messageType, message: null, metadata, mediaData, nodeData };
}

/** ChatFlow posts one message per request; a relay may batch. The second id is derived from the first. */
function toFollowUp(message: SimulatedInbound): SimulatedInbound {
  const messageId = createHash('sha256').update(message.messageId).digest('hex').slice(0, 20).toUpperCase();
  return { ...message, messageId, text: `${message.text} (2)` };
}

function answer(request: SimulatorRequest, faults: readonly Fault[], files: SimulatedFiles): SimulatorReply {
  const [, fileId] = /^\/files\/([0-9a-f]{32})$/.exec(request.path) ?? [];
  if (fileId !== undefined) return serveFile(files, fileId);
  if (request.path === '/api/v1/n8n/action/text') return answerFlow(request, faults);
  const call = /^\/api\/v1\/([\w-]+)$/.exec(request.path)?.[1] ?? '';
  const specific = PARAMETERS_BY_CALL.get(call);
  if (specific === undefined) return webPage(404);
  const parameters: Readonly<Record<string, string>> = {
    ...request.query,
    ...Object.fromEntries(new URLSearchParams(request.body)),
  };
  const missing = [...COMMON_PARAMETERS, ...specific].filter(name => !parameters[name]);
  if (missing.length > 0) return refuse(`Parameter [${missing.join(', ')}] are required!`);
  const { token = '', instance_id: from = '', jid = '', caption = '' } = parameters;
  // A malformed token gets the site's own web page, like a wrong URL.
  if (!/^[\x21-\x7e]{4,}$/.test(token)) return webPage(200);
  if (!/^[\w.:-]+@(?:s\.whatsapp\.net|c\.us|lid|hosted|hosted\.lid)$/.test(jid)) return refuse('Invalid jid');
  if (faults.includes(Fault.RATE_LIMIT))
    return {
      ...json(429, { success: false, message: 'Too many requests' }),
      headers: { 'content-type': 'application/json', 'retry-after': '2' },
    };
  if (faults.includes(Fault.HTML_ANSWER)) return webPage(200);
  if (faults.includes(Fault.REFUSED)) return refuse('Instance is not connected');
  const content = parameters[specific[0]] ?? '';
  const isText = call === 'send-text';
  const captionText = caption.replaceAll('\u200b', '').trim() === '' ? null : caption;
  const delivery = { from, to: jid, text: isText ? content : captionText, mediaUrl: isText ? null : content };
  return {
    ...json(200, { success: true, message: 'Message sent successfully' }),
    delivery,
    hang: faults.includes(Fault.TIMEOUT_AFTER_ACCEPT),
  };
}

/** The Flow API of newer accounts. */
function answerFlow({ query, headers }: SimulatorRequest, faults: readonly Fault[]): SimulatorReply {
  if (!/^Bearer [\x21-\x7e]{4,}$/.test(headers.authorization ?? ''))
    return json(401, { success: false, message: 'Unauthorized' });
  const { flow_id: from, recipient: to, msg: text } = query;
  if (!from) return json(404, { success: false, message: 'Flow ID not found' });
  if (!to || !text) return refuse('Parameter [recipient, msg] are required!');
  if (faults.includes(Fault.RATE_LIMIT)) return json(429, { success: false, message: 'Too many requests' });
  if (faults.includes(Fault.HTML_ANSWER)) return webPage(200);
  if (faults.includes(Fault.REFUSED)) return refuse('Instance is not connected');
  return {
    ...json(200, { success: true }),
    delivery: { from, to, text, mediaUrl: null },
    hang: faults.includes(Fault.TIMEOUT_AFTER_ACCEPT),
  };
}

function refuse(message: string): SimulatorReply {
  return json(200, { success: false, message });
}

function json(status: number, value: unknown): SimulatorReply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

function webPage(status: number): SimulatorReply {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<!DOCTYPE html><html><title>ChatFlow</title><body>Sign in</body></html>',
  };
}
