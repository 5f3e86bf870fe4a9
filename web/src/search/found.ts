/** What a search found. */
import type { SearchQuery } from '../gql/operations.js';
import type { MessageId } from '../i18n/index.js';

/** A result with the place of the words. */
export type Found = SearchQuery['search']['edges'][number];
type Node = Found['node'];

/** What a result is. */
export const kindTexts: Readonly<Record<Node['__typename'], MessageId>> = {
  ...{
    Message: 'kind_TEXT',
    Note: 'note',
    Conversation: 'foundConversation',
    Contact: 'contact',
    Lead: 'lead',
  },
};

/** The conversation of a result. */
export function conversationOf(node: Node) {
  if (node.__typename === 'Message') return node.conversation;
  if (node.__typename === 'Note') return node.noteOn;
  return node.__typename === 'Conversation' ? node : null;
}

/** The person of a result. */
export function personOf(node: Node) {
  if (node.__typename === 'Contact') return node;
  if (node.__typename === 'Lead') return node.contact;
  if (node.__typename === 'Note') return node.noteOn?.contact ?? node.lead?.contact ?? null;
  return node.__typename === 'Message' ? node.conversation.contact : node.contact;
}

/** Where a result is shown: a message and a note in their conversation, what belongs to a person on their page. */
export function linkOf(node: Node): string {
  const conversation = conversationOf(node);
  if (conversation === null) return `/contacts/${personOf(node)?.id ?? ''}`;
  return node.__typename === 'Conversation' ? `/c/${conversation.id}` : `/c/${conversation.id}?m=${node.id}`;
}

/** When it was written, or something happened last; null for a person. */
export function momentOf(node: Node): string | null {
  if (node.__typename === 'Message') return node.sentAt;
  if (node.__typename === 'Conversation') return node.lastActivityAt;
  return node.__typename === 'Contact' ? null : node.createdAt;
}

/** The results with those of the next page, each once. */
export function addFound(known: readonly Found[], added: readonly Found[]): readonly Found[] {
  const ids = new Set(known.map(keyOf));
  return [...known, ...added.filter(found => !ids.has(keyOf(found)))];
}

/** Names a result in the list. */
export const keyOf = ({ node }: Found): string => `${node.__typename}:${node.id}`;
