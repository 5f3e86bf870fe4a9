/**
 * Shared by the simulators of vendors in Meta's Cloud API format: ids, bodies of messages and statuses, and parsing of
 * sends.
 */
import { createHash, randomBytes } from 'node:crypto';
import { Fault } from '../../domain/vocabulary.js';
import type {
  SimulatedDelivery,
  SimulatedInbound,
  SimulatorReply,
  TakenMessage,
} from '../contract/simulator.js';
import { parseJson } from '../json/json-body.js';
import { readText, readWord, type Tree, toTree } from '../json/json-value.js';
import { allStatuses } from '../simulation/simulated-abilities.js';
import { toSimulatedContent } from './simulated-content.js';
import { fillSimulatedTemplate, type SentTemplate } from './simulated-templates.js';

/** Meta's error for free-form text outside the window, as its statuses report it. */
const windowClosed = {
  code: 131_047,
  title: 'Re-engagement message',
  message: 'Re-engagement message',
  error_data: { details: 'More than 24 hours have passed since the recipient last replied.' },
};

/** A send, in the vendor's format; null when it is not a send. */
export interface RequestedSend {
  readonly body: Tree;
  readonly to: string;
  readonly content: Omit<SimulatedDelivery, 'from' | 'to'>;
  /** Reason why the vendor rejects its template. */
  readonly refusal: Extract<SentTemplate, { ok: false }> | null;
}

/** A new id in WhatsApp's format. */
export function newWamid(): string {
  return `wamid.${Buffer.from(randomBytes(24)).toString('base64')}`;
}

/** Derives a second message's id from the first's, so that a batch is the same on every call. */
export function toFollowUp(message: SimulatedInbound): SimulatedInbound {
  const messageId = createHash('sha256').update(message.messageId).digest('hex').slice(0, 24);
  return { ...message, messageId: `wamid.${messageId}`, text: `${message.text} (2)` };
}

/** Builds an entry of `messages`. */
export function toSimulatedMessage(message: SimulatedInbound): object {
  const { from, messageId, at, quotedKey } = message;
  const phone = toDigits(from);
  const sender = phone === null ? { from_user_id: from } : { from: phone };
  const quoted = quotedKey ? { context: { id: quotedKey } } : {};
  return { ...sender, id: messageId, timestamp: toSeconds(at), ...quoted, ...toSimulatedContent(message) };
}

/** Builds an entry of `contacts`. */
export function toSimulatedContact({ from, senderName }: SimulatedInbound): object {
  const phone = toDigits(from);
  const id = phone === null ? { user_id: from } : { wa_id: phone };
  return { profile: { name: senderName ?? '' }, ...id };
}

/** Builds the `statuses` of one message, in order; `callback` is the vendor's field name for our own id. */
export function toSimulatedStatuses(taken: TakenMessage, callback: string): object[] {
  const recipient = taken.delivery.to.replace(/^\+/, '');
  const isRefused = taken.faults.includes(Fault.WINDOW_CLOSED) && taken.delivery.template === undefined;
  const words = isRefused ? ['failed'] : (taken.statuses ?? allStatuses);
  return words.map((status, seconds) => ({
    ...{ id: taken.externalId, status, recipient_id: recipient },
    ...(isRefused && { errors: [windowClosed] }),
    timestamp: toSeconds(new Date(taken.at.getTime() + seconds * 1_000)),
    ...(taken.correlationId === null ? {} : { [callback]: taken.correlationId }),
  }));
}

/** Reads the body of a send; null when a required field is missing. */
export function readSend(text: string): RequestedSend | null {
  const body = toTree(parseJson(text));
  const type = readWord(body.type) ?? '';
  const part = toTree(body[type]);
  const to = readWord(body.to) ?? readWord(body.recipient);
  const quotedId = readWord(toTree(body.context).message_id);
  const quoted = quotedId === null ? {} : { quotedId };
  if (to !== null && type === 'template') {
    const filled = fillSimulatedTemplate(part);
    return filled.ok
      ? {
          body,
          to,
          refusal: null,
          content: { text: filled.text, mediaUrl: null, template: filled.name, ...quoted },
        }
      : { body, to, refusal: filled, content: { text: null, mediaUrl: null } };
  }
  const isText = type === 'text';
  const content = readText(isText ? part.body : (part.link ?? part.id));
  if (to === null || content === null) return null;
  const said = { text: isText ? content : readText(part.caption), mediaUrl: isText ? null : content };
  return { body, to, refusal: null, content: { ...said, ...quoted } };
}

/** A JSON answer. */
export function toJsonReply(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): SimulatorReply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

/** A web page instead of an API answer. */
export function toWebPage(status: number, title: string): SimulatorReply {
  const body = `<!DOCTYPE html><html><title>${title}</title><body>Not here</body></html>`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** Digits of a phone in any format, WhatsApp ids included; null for a business-scoped user id. */
function toDigits(address: string): string | null {
  const [user = ''] = address.split('@', 1);
  return /^[+\d\s()-]+$/.test(user) ? user.replaceAll(/\D/g, '') : null;
}

function toSeconds(at: Date): string {
  return String(Math.floor(at.getTime() / 1_000));
}
