/** Parses webhooks of Toy to events (toy.md). */
import type { InboundEvent } from '../../../src/domain/inbound-event.js';
import { MessageKind } from '../../../src/domain/vocabulary.js';
import type { ParsedWebhook, WebhookRequest } from '../../../src/providers/contract/webhook.js';
import { readJsonBody } from '../../../src/providers/json/json-body.js';
import {
  readId,
  readName,
  readText,
  readUnixTime,
  readWord,
  toDigest,
  toTree,
} from '../../../src/providers/json/json-value.js';

/** The path of its webhooks. */
export const toyWebhookPath = '/toy/inbox';

const maxItems = 100;

/** Parses everything in the request. @throws BodyUndecodableError, UnsupportedMediaTypeError; nothing else */
export function parseToy(request: WebhookRequest): ParsedWebhook {
  const { tree, text } = readJsonBody(request);
  const items: readonly unknown[] = Array.isArray(tree) && tree.length > 0 ? tree.slice(0, maxItems) : [tree];
  return {
    events: items.map((item, position) => readItem(item, position, text, request.receivedAt)),
    keptBody: text,
  };
}

/** The lines in a body. */
export function findLines(body: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(body) ? body.slice(0, maxItems) : [body];
  return [...new Set(items.flatMap(item => readWord(toTree(item).line) ?? []))];
}

function readItem(item: unknown, position: number, keptBody: string, receivedAt: Date): InboundEvent {
  const { deed, line, author, nick, words, ref, moment } = toTree(item);
  const base = {
    channelExternalId: readWord(line),
    eventType: readWord(deed, 64) ?? 'unknown',
    externalEventId: readId(ref),
  };
  const from = readWord(author);
  if (base.eventType !== 'said' || from === null)
    return { type: 'ignored', ...base, reason: 'Only what somebody said is a message.' };
  const text = readText(words);
  return {
    type: 'message',
    ...base,
    from,
    senderName: readName([nick]),
    kind: text === null ? MessageKind.UNSUPPORTED : MessageKind.TEXT,
    text,
    attachments: [],
    messageKey: base.externalEventId ?? toDigest([base.eventType, keptBody, position]),
    sentAt: readUnixTime(moment, receivedAt),
    replyToExternalId: null,
  };
}
