import { type MessageId, t } from '../i18n/index.js';
import { type Message, useCompany } from '../live/index.js';
import { cleanName, nameOf } from '../ui/index.js';

/** Authors that are no people, by their ids. */
const systemNames: Readonly<Record<string, MessageId>> = {
  system: 'bySystem',
  ai: 'byAssistant',
  operator: 'byOperator',
};

/** Who wrote something. */
export function authorName(author: Message['author'], viewerId: string): string {
  if (author.__typename === 'User') return author.id === viewerId ? t('you') : cleanName(author.name);
  if (author.__typename === 'Contact') return nameOf(author);
  if (author.__typename === 'AiAssistant') return cleanName(author.name);
  return t(systemNames[author.id] ?? 'fromOutside');
}

/** Who wrote something, for the viewer. */
export const useAuthorName = (author: Message['author']): string =>
  authorName(author, useCompany().viewer.id);
