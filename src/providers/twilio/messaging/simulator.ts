/**
 * Simulates Programmable Messaging: the signed webhooks that it posts, and its answers to sends
 * (docs/providers/twilio.md, "Messaging: inbound", "Messaging: sending").
 */
import { Fault, SimulatedKind, SimulatedReceipt } from '../../../domain/vocabulary.js';
import type { ProviderCredentials } from '../../contract/provider-credentials.js';
import type { SimulatedFiles } from '../../contract/simulated-files.js';
import type {
  ProviderSimulator,
  SimulatedAbilities,
  SimulatedInbound,
  SimulatedWebhook,
  SimulatorReply,
  SimulatorRequest,
  TakenMessage,
} from '../../contract/simulator.js';
import { allStatuses, bothReceipts, fileKinds } from '../../simulation/simulated-abilities.js';
import { serveFile } from '../../simulation/simulated-media.js';
import { simulatedMessagingAccount } from '../account.js';
import { isWhatsapp } from '../address.js';
import { maxTextChars } from '../check-content.js';
import { messageParameter } from '../read-request.js';
import { answerContents, readContent } from '../simulated-contents.js';
import {
  answerAccount,
  answerError,
  answerFault,
  answerJson,
  isWindowClosed,
  refuseUnknownCaller,
  toSid,
  toSignedForm,
  toTwilioAddress,
  windowClosedCode,
} from '../simulated-request.js';
import { messagingWebhookPath, statusPath } from './paths.js';
import { toContentFields } from './simulated-content.js';

/** The simulated Programmable Messaging. */
export const messagingSimulator: ProviderSimulator = {
  account: simulatedMessagingAccount,
  ...{ inbound: toWebhook, answer, reports: toReports, abilities: toAbilities },
};

const smsKinds: readonly SimulatedKind[] = [
  ...[SimulatedKind.TEXT, SimulatedKind.IMAGE, SimulatedKind.VIDEO, SimulatedKind.AUDIO],
  ...[SimulatedKind.DOCUMENT, SimulatedKind.CONTACT],
];

const whatsappKinds: readonly SimulatedKind[] = [
  ...[SimulatedKind.TEXT, ...fileKinds, SimulatedKind.LOCATION, SimulatedKind.CONTACT],
  ...[SimulatedKind.BUTTON, SimulatedKind.LIST_CHOICE, SimulatedKind.FORM, SimulatedKind.UNSUPPORTED],
];

function toAbilities(channelExternalId: string): SimulatedAbilities {
  return isWhatsapp(channelExternalId)
    ? { kinds: whatsappKinds, quotes: true, receipts: bothReceipts }
    : { kinds: smsKinds, quotes: false, receipts: [SimulatedReceipt.DELIVERED] };
}

function toWebhook(
  message: SimulatedInbound,
  credentials: ProviderCredentials,
  webhookKey: string,
  publicUrl: string,
): SimulatedWebhook {
  const target = { publicUrl, path: messagingWebhookPath, query: { key: webhookKey } };
  const fields = message.faults.includes(Fault.UNKNOWN_SHAPE)
    ? { ApiVersion: '2010-04-01', Notice: 'something-new' }
    : toFields(message, credentials);
  return toSignedForm(target, fields, credentials, message.faults);
}

function toFields(message: SimulatedInbound, { accountSid }: ProviderCredentials): Record<string, string> {
  const sid = toSid('SM', message.messageId);
  const from = toTwilioAddress(message.from, message.channelExternalId);
  const name = message.senderName ?? '';
  return {
    ApiVersion: '2010-04-01',
    MessageSid: sid,
    SmsSid: sid,
    SmsMessageSid: sid,
    SmsStatus: 'received',
    From: from,
    To: message.channelExternalId,
    NumSegments: '1',
    ...(isWhatsapp(from) && { ProfileName: name, WaId: from.replaceAll(/\D/g, '') }),
    ...toContentFields(message, isWhatsapp(from)),
    ...(message.file && {
      MediaUrl0: `${message.filesUrl}/2010-04-01/Accounts/${accountSid}/Messages/${sid}/Media/ME${message.file.id}`,
      MediaContentType0: message.file.mimeType,
    }),
  };
}

/** Callbacks are only posted for messages with a callback URL; phones report reading on WhatsApp only. */
function toReports(
  { delivery, externalId, correlationId, faults, statuses = allStatuses }: TakenMessage,
  credentials: ProviderCredentials,
  _webhookKey: string,
  publicUrl: string,
): readonly SimulatedWebhook[] {
  const query: Record<string, string> = correlationId === null ? {} : { [messageParameter]: correlationId };
  const isRefused = isWindowClosed(delivery, faults);
  const received = isWhatsapp(delivery.to) ? statuses : statuses.filter(status => status !== 'read');
  const words = isRefused ? ['failed'] : received;
  return words.map(word =>
    toSignedForm(
      { publicUrl, path: statusPath, query },
      {
        ApiVersion: '2010-04-01',
        MessageSid: externalId,
        SmsSid: externalId,
        MessageStatus: word,
        SmsStatus: word,
        From: delivery.from,
        To: delivery.to,
        ...(word === 'read' && { EventType: 'READ' }),
        ...(isRefused && { ErrorCode: windowClosedCode }),
      },
      credentials,
    ),
  );
}

function answer(request: SimulatorRequest, faults: readonly Fault[], files: SimulatedFiles): SimulatorReply {
  const contents = answerContents(request);
  if (contents) return refuseUnknownCaller(request) ?? contents;
  const account = answerAccount(request);
  if (account) return refuseUnknownCaller(request) ?? account;
  if (request.method === 'GET') return answerFile(request, files);
  if (
    !/^\/2010-04-01\/Accounts\/AC[0-9a-f]{32}\/Messages\.json$/i.test(request.path) ||
    request.method !== 'POST'
  ) {
    return answerError(404, 20404, 'The requested resource was not found');
  }
  const unauthorized = refuseUnknownCaller(request);
  if (unauthorized) return unauthorized;
  const form = new URLSearchParams(request.body);
  const content = readContent(form);
  if (content?.ok === false) return content.refusal;
  const [to = '', from = '', written] = ['To', 'From', 'Body'].map(name => form.get(name));
  const [mediaUrl, ...moreMediaUrls] = form.getAll('MediaUrl');
  const body = content?.text ?? written;
  const refusal = refuse(to ?? '', from ?? '', body ?? null, mediaUrl ?? null) ?? answerFault(faults);
  if (refusal) return refusal;
  const callback = URL.parse(form.get('StatusCallback') ?? '');
  const sid = toSid('SM', `${Date.now()} ${Math.random()}`);
  const path = request.path.replace(/\.json$/, `/${sid}`);
  return {
    ...answerJson(201, toMessageResource(path, sid, form)),
    ...(callback && {
      taken: { externalId: sid, correlationId: callback.searchParams.get(messageParameter) },
    }),
    delivery: {
      ...{ from: from ?? '', to: to ?? '', text: body ?? null, mediaUrl: mediaUrl ?? null },
      ...(moreMediaUrls.length > 0 && { moreMediaUrls }),
      ...(content && { template: content.name }),
    },
    hang: faults.includes(Fault.TIMEOUT_AFTER_ACCEPT),
  };
}

/** A link requires the credentials and redirects to a URL of another service that needs none. */
function answerFile(request: SimulatorRequest, files: SimulatedFiles): SimulatorReply {
  const [, signedId] = /^\/signed\/([0-9a-f]{32})$/.exec(request.path) ?? [];
  if (signedId !== undefined) return serveFile(files, signedId);
  const [, id] =
    /^\/2010-04-01\/Accounts\/AC[0-9a-f]{32}\/Messages\/\w{34}\/Media\/ME([0-9a-f]{32})$/i.exec(
      request.path,
    ) ?? [];
  if (id === undefined || files.find(id) === null)
    return answerError(404, 20404, 'The requested resource was not found');
  const unauthorized = refuseUnknownCaller(request);
  if (unauthorized) return unauthorized;
  return { status: 307, headers: { location: `${files.baseUrl}/signed/${id}` }, body: '' };
}

/** The message resource in Twilio's answer, with all fields of its JSON. */
function toMessageResource(path: string, sid: string, form: URLSearchParams) {
  const now = new Date().toUTCString().replace('GMT', '+0000');
  return {
    account_sid: path.split('/')[3] ?? '',
    api_version: '2010-04-01',
    sid,
    from: form.get('From'),
    to: form.get('To'),
    body: form.get('Body') ?? '',
    status: 'queued',
    direction: 'outbound-api',
    num_segments: '1',
    num_media: String(form.getAll('MediaUrl').length),
    messaging_service_sid: form.get('MessagingServiceSid'),
    error_code: null,
    error_message: null,
    price: null,
    price_unit: 'USD',
    date_created: now,
    date_updated: now,
    date_sent: null,
    uri: `${path}.json`,
    subresource_uris: { media: `${path}/Media.json` },
  };
}

function refuse(
  to: string,
  from: string,
  body: string | null,
  mediaUrl: string | null,
): SimulatorReply | null {
  if (!/^(?:whatsapp:)?\+[1-9]\d{6,14}$/.test(to)) {
    return answerError(400, 21211, 'The destination number is not valid.');
  }
  if (isWhatsapp(to) !== isWhatsapp(from)) return answerError(400, 21910, "Invalid 'From' and 'To' pair");
  if (body === null && mediaUrl === null) return answerError(400, 21602, 'Message body is required.');
  if ((body ?? '').length > maxTextChars)
    return answerError(400, 21617, 'The message body exceeds the limit.');
  return null;
}
