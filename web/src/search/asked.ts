/** What is searched for. It is in the address, so that links and the back key restore it. */
import type { MessageDirection, SearchFilter, SearchKind } from '../gql/operations.js';

/** The words and the filters; '' and an empty list filter nothing. */
export interface Asked {
  readonly text: string;
  readonly kinds: readonly SearchKind[];
  readonly channelId: string;
  readonly direction: MessageDirection | '';
  readonly authorId: string;
  /** First and last day, such as `2026-11-30`, in the viewer's zone. */
  readonly from: string;
  readonly to: string;
  /** Only what is of this person. */
  readonly contactId: string;
}

/** Of the words. */
const minChars = 2;
export const maxChars = 200;

/** Kinds of results, in the order of the page. */
export const kinds: readonly SearchKind[] = ['MESSAGE', 'NOTE', 'CONVERSATION', 'CONTACT', 'LEAD'];
const directions: readonly string[] = ['INBOUND', 'OUTBOUND'];
const day = /^\d{4}-\d\d-\d\d$/;

/** Nothing chosen. */
export const noFilters: Omit<Asked, 'text'> = {
  ...{ kinds: [], channelId: '', direction: '', authorId: '', from: '', to: '', contactId: '' },
};

/** Reads an address. */
export function readAsked(query: string): Asked {
  const params = new URLSearchParams(query);
  const of = (name: string) => params.get(name) ?? '';
  const dayOf = (name: string) => (day.test(of(name)) ? of(name) : '');
  const wanted = of('kind').split(',');
  return {
    text: of('q').trim().slice(0, maxChars),
    kinds: kinds.filter(kind => wanted.includes(kind)),
    channelId: of('channel'),
    direction: directions.includes(of('direction')) ? (of('direction') as MessageDirection) : '',
    authorId: of('author'),
    ...{ from: dayOf('from'), to: dayOf('to'), contactId: of('contact') },
  };
}

/** The query of an address; '' when nothing is searched for. */
export function writeAsked(asked: Asked): string {
  const { text, kinds: wanted, channelId, direction, authorId, from, to, contactId } = asked;
  const chosen = {
    ...{ q: text, kind: wanted.join(','), channel: channelId, direction, author: authorId, from, to },
    contact: contactId,
  };
  const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== '')).toString();
  return query === '' ? '' : `?${query}`;
}

/** How many filters are chosen. */
export const countFilters = ({ channelId, direction, authorId, from, to }: Asked): number =>
  [channelId, direction, authorId, from, to].filter(value => value !== '').length;

/** True for words that can be searched. */
export const isComplete = ({ text }: Asked): boolean => text.length >= minChars && /[\p{L}\p{N}]/u.test(text);

/** The words as the server reads them: every kind of quotation mark keeps words together. */
export const toQuery = (text: string): string => text.replaceAll(/[“”„«»]/gu, '"');

/**
 * The server's filter.
 *
 * @param channels the only numbers of this page; null for all
 */
export function toSearchFilter(asked: Asked, channels: readonly string[] | null): SearchFilter {
  const { kinds: wanted, channelId, direction, authorId, from, to, contactId } = asked;
  // A number that this page does not show filters everything.
  const channelIds = channelId === '' ? channels : [channelId].filter(id => channels?.includes(id) ?? true);
  return {
    ...(wanted.length === 0 ? {} : { kinds: [...wanted] }),
    ...(channelIds === null ? {} : { channelIds: [...channelIds] }),
    ...(direction === '' ? {} : { direction }),
    ...(authorId === '' ? {} : { authorIds: [authorId] }),
    ...(from === '' ? {} : { createdAfter: startOf(from, 0) }),
    // The moment itself does not belong to it.
    ...(to === '' ? {} : { createdBefore: startOf(to, 1) }),
    ...(contactId === '' ? {} : { contactId }),
  };
}

/** When a day, or one after it, begins in the viewer's zone. */
function startOf(text: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}
