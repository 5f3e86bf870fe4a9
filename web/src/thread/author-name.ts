import { t } from '../i18n/index.js';
import { type Message, useCompany } from '../live/index.js';
import { cleanName, nameOf } from '../ui/index.js';

/** Who wrote something. */
export function authorName(author: Message['author'], viewerId: string): string {
  if (author.__typename === 'User') return author.id === viewerId ? t('you') : cleanName(author.name);
  if (author.__typename === 'Contact') return nameOf(author);
  return t('fromOutside');
}

/** Who wrote something, for the viewer. */
export const useAuthorName = (author: Message['author']): string => authorName(author, useCompany().viewer.id);
