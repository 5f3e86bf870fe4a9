/**
 * Simulates Conversations: the signed events that it posts, and its REST answers (docs/providers/twilio.md,
 * "Conversations: events", "Conversations: sending").
 */
import { Fault, SimulatedChange, SimulatedKind } from '../../../domain/vocabulary.js';
import type { ProviderCredentials } from '../../contract/provider-credentials.js';
import type { SimulatedFile, SimulatedFiles } from '../../contract/simulated-files.js';
import type {
  ProviderSimulator,
  SimulatedInbound,
  SimulatedWebhook,
  SimulatorReply,
  SimulatorRequest,
  TakenMessage,
} from '../../contract/simulator.js';
import { bothReceipts, fileKinds } from '../../simulation/simulated-abilities.js';
import { serveFile } from '../../simulation/simulated-media.js';
import { simulatedConversationsAccount } from '../account.js';
import { maxTextChars } from '../check-content.js';
import { answerContents, readContent } from '../simulated-contents.js';
import {
  answerAccount,
  answerError,
  answerFault,
  answerJson,
  refuseUnknownCaller,
  toAccountSid,
  toSid,
  toSignedForm,
  toTwilioAddress,
} from '../simulated-request.js';
import { readCorrelationId } from './correlation.js';
import { conversationsWebhookPath } from './paths.js';
import { toReportsOn } from './simulated-reports.js';
import {
  type SimulatedPlace,
  toMessageResource,
  toParticipantPage,
  toParticipantResource,
} from './simulated-resources.js';
import { createSimulatedThreads, type SimulatedThread } from './simulated-threads.js';

const threads = createSimulatedThreads();

/** Conversations delivers texts and files; programs change them, not customers. */
const simulatedKinds: readonly SimulatedKind[] = [
  ...[SimulatedKind.TEXT, ...fileKinds, SimulatedKind.CONTACT, SimulatedKind.EDIT, SimulatedKind.DELETION],
];

/** The simulated Conversations. It stores the addresses of each conversation. */
export const conversationsSimulator: ProviderSimulator = {
  account: simulatedConversationsAccount,
  ...{ inbound: toWebhook, answer, reports: toReports },
  abilities: () => ({ kinds: simulatedKinds, quotes: false, receipts: bothReceipts }),
};

function toWebhook(
  message: SimulatedInbound,
  credentials: ProviderCredentials,
  webhookKey: string,
  publicUrl: string,
): SimulatedWebhook {
  const address = toTwilioAddress(message.from, message.channelExternalId);
  const thread = threads.ensure(address, message.channelExternalId);
  const fields: Record<string, string> = message.faults.includes(Fault.UNKNOWN_SHAPE)
    ? { EventType: 'onSomethingNew', ConversationSid: thread.sid }
    : {
        EventType: 'onMessageAdded',
        ConversationSid: thread.sid,
        MessageSid: toSid('IM', message.messageId),
        ParticipantSid: thread.participantSid,
        Author: address,
        Body: message.kind === SimulatedKind.CONTACT ? '' : message.text,
        Index: '0',
        Source: address.startsWith('whatsapp:') ? 'WHATSAPP' : 'SMS',
        DateCreated: message.at.toISOString(),
        Attributes: '{}',
        RetryCount: '0',
        ...(message.file && { Media: toMediaField(message.file) }),
        ...(message.change && toChangeFields(message.change, message.at)),
      };
  const service: Record<string, string> = credentials.serviceSid
    ? { ChatServiceSid: String(credentials.serviceSid) }
    : {};
  const target = { publicUrl, path: conversationsWebhookPath, query: { key: webhookKey } };
  return toSignedForm(target, { ...fields, ...service }, credentials, message.faults);
}

/** Twilio reports a change with the id of the message itself. */
function toChangeFields({ type, messageKey }: NonNullable<SimulatedInbound['change']>, at: Date) {
  const common = { MessageSid: messageKey, Source: 'API', DateUpdated: at.toISOString() };
  return type === SimulatedChange.DELETION
    ? { ...common, EventType: 'onMessageRemoved', DateRemoved: at.toISOString() }
    : { ...common, EventType: 'onMessageUpdated' };
}

function toReports(
  taken: TakenMessage,
  credentials: ProviderCredentials,
  webhookKey: string,
  publicUrl: string,
): readonly SimulatedWebhook[] {
  const thread = threads.ensure(taken.delivery.to, taken.delivery.from);
  return toReportsOn(taken, thread, credentials, { publicUrl, query: { key: webhookKey } });
}

function toMediaField({ id, mimeType, fileName, bytes }: SimulatedFile): string {
  return JSON.stringify([
    { Sid: `ME${id}`, ContentType: mimeType, Filename: fileName ?? '', Size: bytes.length },
  ]);
}

function answer(request: SimulatorRequest, faults: readonly Fault[], files: SimulatedFiles): SimulatorReply {
  const [, signedId] = /^\/signed\/([0-9a-f]{32})$/.exec(request.path) ?? [];
  if (signedId !== undefined) return serveFile(files, signedId);
  const unauthorized = refuseUnknownCaller(request);
  if (unauthorized) return unauthorized;
  const known = answerContents(request) ?? answerAccount(request);
  if (known) return known;
  const base = /^\/v1(?:\/Services\/IS\w+)?(?=\/)/.exec(request.path)?.[0] ?? '';
  const path = request.path.slice(base.length);
  const place: SimulatedPlace = { accountSid: toAccountSid(request), base };
  if (/^\/Media(?:\/ME[0-9a-f]{32})?$/.test(path)) return answerMedia(request, path, files);
  const form = new URLSearchParams(request.body);
  if (request.method === 'GET' && path === '/ParticipantConversations') {
    return answerJson(200, {
      conversations: threads.of(request.query.Address ?? '').map(thread => toFound(thread, place)),
      meta: {},
    });
  }
  if (request.method === 'POST' && path === '/Conversations') return answerJson(201, { sid: threads.open() });
  const [, sid = '', resource = '', id] =
    /^\/Conversations\/(\w+)\/(Participants|Messages)(?:\/(\w+))?$/.exec(path) ?? [];
  if (request.method === 'POST' && resource === 'Participants') return join(sid, form, place);
  const thread = threads.find(sid);
  if (!thread) return answerError(404, 20404, 'The requested resource was not found');
  if (resource === 'Participants') {
    return answerJson(
      200,
      id === undefined ? toParticipantPage(thread, place) : toParticipantResource(thread, place),
    );
  }
  return take(thread, form, faults, files, place);
}

/** The media service: accepts files and returns their URLs. */
function answerMedia(request: SimulatorRequest, path: string, files: SimulatedFiles): SimulatorReply {
  if (request.method === 'POST' && path === '/Media') {
    const mimeType = request.headers['content-type'] ?? 'application/octet-stream';
    const file = files.add({ bytes: request.bytes, mimeType, fileName: request.query.Filename ?? null });
    return answerJson(201, { sid: `ME${file.id}` });
  }
  const file = files.find(path.slice('/Media/ME'.length));
  if (file === null) return answerError(404, 20404, 'The requested resource was not found');
  const link = `${files.baseUrl}/signed/${file.id}`;
  return answerJson(200, { sid: `ME${file.id}`, links: { content_direct_temporary: link } });
}

function join(sid: string, form: URLSearchParams, place: SimulatedPlace): SimulatorReply {
  const [address, proxy] = [form.get('MessagingBinding.Address'), form.get('MessagingBinding.ProxyAddress')];
  if (!address || !proxy) return answerError(400, 50407, 'Invalid messaging binding address');
  const known = threads.of(address).find(thread => thread.proxyAddress === proxy && thread.sid !== sid);
  if (known)
    return answerError(409, 50416, `A binding for this pair already exists in Conversation ${known.sid}`);
  return answerJson(201, toParticipantResource(threads.ensure(address, proxy, sid), place));
}

function take(
  thread: SimulatedThread,
  form: URLSearchParams,
  faults: readonly Fault[],
  files: SimulatedFiles,
  place: SimulatedPlace,
): SimulatorReply {
  const content = readContent(form);
  if (content?.ok === false) return content.refusal;
  const [text, mediaSid] = [content?.text ?? form.get('Body'), form.get('MediaSid')];
  if (mediaSid !== null && files.find(mediaSid.slice(2)) === null)
    return answerError(400, 50520, 'The media is not known');
  if (text === null && mediaSid === null) return answerError(400, 50516, 'The message has no content');
  if ((text ?? '').length > maxTextChars)
    return answerError(400, 50510, 'The message body exceeds the limit');
  const fault = answerFault(faults);
  if (fault) return fault;
  const sid = toSid('IM', `${Date.now()} ${Math.random()}`);
  return {
    ...answerJson(201, toMessageResource(thread, place, { sid, form })),
    taken: { externalId: sid, correlationId: readCorrelationId({ Attributes: form.get('Attributes') }) },
    delivery: {
      ...{ from: thread.proxyAddress, to: thread.address, text, mediaUrl: mediaSid },
      ...(mediaSid !== null && { fileId: mediaSid.slice(2) }),
      ...(content && { template: content.name }),
    },
    hang: faults.includes(Fault.TIMEOUT_AFTER_ACCEPT),
  };
}

function toFound(thread: SimulatedThread, place: SimulatedPlace) {
  return {
    conversation_sid: thread.sid,
    conversation_state: 'active',
    participant_sid: thread.participantSid,
    participant_messaging_binding: toParticipantResource(thread, place).messaging_binding,
  };
}
