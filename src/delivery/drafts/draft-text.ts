/** The texts in which processes tell each other about drafts. */
import { isUuid } from '../../domain/uuid-v7.js';
import type { Draft } from './draft.js';

const prefix = 'draft:';
/** Characters of a draft that are shown. */
const maxDraftChars = 1_500;
/** A notification of PostgreSQL has less than 8,000 bytes; the ids take 200. */
const maxTextBytes = 7_000;

/** The text as it is told: at most so many characters, and bytes of its JSON. */
export function cutDraft(text: string): string {
  let cut = [...text].slice(0, maxDraftChars).join('');
  while (Buffer.byteLength(JSON.stringify(cut)) > maxTextBytes)
    cut = cut.slice(0, Math.floor(cut.length * 0.9));
  return cut.toWellFormed();
}

/** One text for one draft. */
export function toText({
  tenantId,
  conversationId,
  assistantId,
  messageId,
  text,
}: Omit<Draft, 'at'>): string {
  return prefix + JSON.stringify([tenantId, conversationId, assistantId, messageId, text]);
}

/** The draft of a text; null for a text that is about something else, or of another version. */
export function fromText(told: string): Omit<Draft, 'at'> | null {
  if (!told.startsWith(prefix)) return null;
  let values: unknown;
  try {
    values = JSON.parse(told.slice(prefix.length));
  } catch {
    return null;
  }
  if (!Array.isArray(values)) return null;
  const [tenantId, conversationId, assistantId, messageId, text] = values as unknown[];
  const ids = [tenantId, conversationId, assistantId, messageId];
  if (!ids.every(id => typeof id === 'string' && isUuid(id))) return null;
  if (text !== null && typeof text !== 'string') return null;
  return {
    ...{ tenantId: String(tenantId), conversationId: String(conversationId) },
    ...{ assistantId: String(assistantId), messageId: String(messageId) },
    text: text === null ? null : cutDraft(text),
  };
}
