/**
 * Changes to earlier messages in Meta's Cloud API format: `reaction`, `edit` and `revoke`, in `messages` and
 * `message_echoes` (docs/providers/whatsapp-cloud.md, "Reactions, edits, deletions").
 */
import type { IgnoredEvent, MessageChange } from '../../domain/inbound-event.js';
import { readText, readWord, type Tree, toTree } from '../json/json-value.js';
import { readCloudContent } from './content.js';

/** Facts of the change that are outside its own object. */
export type CloudChangeFacts = Omit<MessageChange, 'type' | 'messageKey' | 'keyInChat'>;

const types = ['reaction', 'edit', 'revoke'] as const;

/** Reads a change; null for an ordinary message. */
export function readCloudChange(message: Tree, facts: CloudChangeFacts): MessageChange | IgnoredEvent | null {
  const word = readWord(message.type, 64);
  const type = types.find(known => (word === null ? known in message : known === word));
  if (type === undefined) return null;
  const body = toTree(message[type]);
  const messageKey = readWord(type === 'reaction' ? body.message_id : body.original_message_id);
  if (messageKey === null) return ignore(facts, `"${type}" without the message that it is about.`);
  if (type === 'reaction') return { type, ...facts, messageKey, emoji: readText(body.emoji) };
  if (type === 'revoke') return { type: 'deletion', ...facts, messageKey };
  if (!('message' in body)) return ignore(facts, 'An edit without the new content.');
  const { kind, text } = readCloudContent(toTree(body.message));
  return { type, ...facts, messageKey, kind, text };
}

function ignore(
  { channelExternalId, eventType, externalEventId }: CloudChangeFacts,
  reason: string,
): IgnoredEvent {
  return { type: 'ignored', channelExternalId, eventType, externalEventId, reason };
}
