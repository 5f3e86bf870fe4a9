/**
 * Reactions, deletions and edits, in the shapes of Baileys, the source of ChatFlow's ids and addresses. No source shows
 * that ChatFlow forwards them [A] (docs/providers/chatflow.md, "Reactions, edits, deletions").
 */
import { MessageKind } from '../../domain/vocabulary.js';
import { firstText, isTree, readText, readWord, type Tree, toTree } from './loose-value.js';

/** A change and the message that it applies to. */
export type ChangeContent =
  | { readonly type: 'reaction'; readonly messageKey: string; readonly emoji: string | null }
  | { readonly type: 'deletion'; readonly messageKey: string }
  | {
      readonly type: 'edit';
      readonly messageKey: string;
      readonly kind: MessageKind;
      readonly text: string | null;
    };

/** A change; `targetless` for a reaction without its message; null for anything else. */
export type FoundChange = ChangeContent | 'targetless' | null;

const reactionWord = /^reaction(?:Message)?$/i;
const revokeTypes: ReadonlySet<unknown> = new Set([0, 'REVOKE', '0']);
const editTypes: ReadonlySet<unknown> = new Set([14, 'MESSAGE_EDIT', '14']);

/** Finds a change in an item or its `message`. */
export function findChange(item: Tree, message: Tree, word: string | null): FoundChange {
  const reaction = [message.reactionMessage, item.reactionMessage, message.reaction, item.reaction].find(
    isTree,
  );
  if (reaction) {
    const messageKey = targetOf(reaction);
    return messageKey === null
      ? 'targetless'
      : { type: 'reaction', messageKey, emoji: firstText([reaction.text, reaction.emoji]) };
  }
  if (word !== null && reactionWord.test(word)) return 'targetless';
  const wrapped = toTree(toTree(message.editedMessage).message).protocolMessage;
  const protocol = toTree([message.protocolMessage, item.protocolMessage, wrapped].find(isTree));
  const messageKey = targetOf(protocol);
  if (messageKey === null) return null;
  if (revokeTypes.has(protocol.type)) return { type: 'deletion', messageKey };
  if (!editTypes.has(protocol.type)) return null;
  const text = findWords(toTree(protocol.editedMessage));
  return { type: 'edit', messageKey, kind: text === null ? MessageKind.UNSUPPORTED : MessageKind.TEXT, text };
}

function targetOf(part: Tree): string | null {
  return readWord(firstText([toTree(part.key).id, part.messageId, part.message_id]));
}

function findWords(edited: Tree): string | null {
  const captions = [edited.imageMessage, edited.videoMessage, edited.documentMessage].map(
    file => toTree(file).caption,
  );
  return readText(firstText([edited.conversation, toTree(edited.extendedTextMessage).text, ...captions]));
}
