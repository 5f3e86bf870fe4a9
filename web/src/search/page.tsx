/** Messages and people that contain a text. */
import './search.css';
import { type FormEvent, useEffect, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import {
  SearchContactsDocument,
  type SearchContactsQuery,
  SearchMessagesDocument,
} from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { Empty, FaultBox, Page, useList } from '../kit/index.js';
import { useCompany, useDesk } from '../live/index.js';
import { authorName, Excerpt } from '../thread/index.js';
import { ChannelMark, formatShort, Name, nameOf } from '../ui/index.js';

const pageSize = 50;
const minChars = 2;
const maxChars = 100;

/** The page. */
export default function SearchPage() {
  const query = new URLSearchParams(useSearch()).get('q')?.trim().slice(0, maxChars) ?? '';
  const [, navigate] = useLocation();
  const [text, setText] = useState(query);
  useEffect(() => setText(query), [query]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    navigate(`/search?q=${encodeURIComponent(text.trim())}`);
  };
  return (
    <Page title={t('searchPage')} help={t('searchHelp')}>
      <search>
        <form className="search-form" onSubmit={submit}>
          <input
            type="search"
            aria-label={t('searchWords')}
            placeholder={t('searchWords')}
            maxLength={maxChars}
            value={text}
            onChange={event => setText(event.target.value)}
          />
          <button type="submit" className="button primary">
            {t('searchPage')}
          </button>
        </form>
      </search>
      {query.length < minChars ? <Empty>{t('searchEmpty')}</Empty> : <Results key={query} text={query} />}
    </Page>
  );
}

function Results({ text }: { readonly text: string }) {
  const { viewer } = useCompany();
  const { items, isLoading, fault, hasMore, loadMore, reload } = useList(
    SearchMessagesDocument,
    { text, first: pageSize },
    data => data.messages,
  );
  return (
    <>
      <People text={text} />
      <FaultBox fault={fault} onRetry={reload} />
      <h2>{t('messages')}</h2>
      {!isLoading && items.length === 0 && fault === null && <Empty>{t('noneFound', { text })}</Empty>}
      <ul className="found">
        {items.map(({ id, text: words, sentAt, author, conversation }) => (
          <li key={id}>
            <Link href={`/c/${conversation.id}?m=${id}`}>
              <span className="found-head">
                <ChannelMark channel={conversation.channel} /> <Name>{nameOf(conversation.contact)}</Name>
                <span className="muted">
                  {authorName(author, viewer.id)} · {formatShort(sentAt)}
                </span>
              </span>
              <Excerpt text={words ?? ''} query={text} />
            </Link>
          </li>
        ))}
      </ul>
      {isLoading && <p className="muted">{t('loading')}</p>}
      {hasMore && !isLoading && (
        <button type="button" className="button" onClick={loadMore}>
          {t('loadMore')}
        </button>
      )}
    </>
  );
}

function People({ text }: { readonly text: string }) {
  const { plain } = useDesk();
  const [people, setPeople] = useState<SearchContactsQuery['contacts']['nodes']>([]);
  useEffect(() => {
    void plain
      .query(SearchContactsDocument, { text })
      .then(({ data }) => setPeople(data?.contacts.nodes ?? []));
  }, [plain, text]);
  if (people.length === 0) return null;
  return (
    <>
      <h2>{t('foundPeople')}</h2>
      <ul className="found">
        {people.map(person => (
          <li key={person.id}>
            <Link href={`/contacts/${person.id}`}>
              <Name>{nameOf(person)}</Name> <span className="muted">{person.phone}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
