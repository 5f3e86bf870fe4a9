import { Link } from 'wouter';
import { locale, type MessageId, t } from '../i18n/index.js';
import { useCompany } from '../live/index.js';
import { authorName } from '../thread/index.js';
import { ChannelMark, cleanName, formatExact, Name, nameOf } from '../ui/index.js';
import { conversationOf, type Found, kindTexts, linkOf, momentOf, personOf } from './found.js';
import { Snippet } from './snippet.js';

/** Fields that do not go without saying. */
const fieldTexts: Readonly<Record<string, MessageId>> = {
  attachments: 'searchField_attachments',
  phone: 'searchField_phone',
  identities: 'searchField_address',
  identity: 'searchField_address',
};

/** A result: what it is, of whom, when, and the text around the words. */
export function FoundRow({ found }: { readonly found: Found }) {
  const { viewer } = useCompany();
  const { node, field, snippet } = found;
  const person = personOf(node);
  const channel = conversationOf(node)?.channel;
  const moment = momentOf(node);
  const author = node.__typename === 'Message' || node.__typename === 'Note' ? node.author : null;
  // The person has its name there already.
  const by = author === null || author.__typename === 'Contact' ? null : authorName(author, viewer.id);
  const leadName = node.__typename === 'Lead' ? cleanName(node.leadName) : '';
  const fieldText = fieldTexts[field];
  return (
    <Link href={linkOf(node)} className="found-link">
      <span className="found-head">
        <span className="found-kind">{t(kindTexts[node.__typename])}</span>
        {channel && <ChannelMark channel={channel} />}
        {person && <Name>{nameOf(person)}</Name>}
        {leadName !== '' && (person === null || leadName !== nameOf(person)) && <Name>{leadName}</Name>}
        <span className="muted">
          {by !== null && <bdi>{by}</bdi>}
          {by !== null && moment !== null && ' · '}
          {moment !== null && (
            <time dateTime={moment} title={formatExact(moment)}>
              {formatWithYear(moment)}
            </time>
          )}
        </span>
      </span>
      <span className="found-line">
        {fieldText && <span className="muted">{t(fieldText)}: </span>}
        <Snippet parts={snippet} />
      </span>
    </Link>
  );
}

/** What is found may be of any year. */
const formatWithYear = (iso: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
