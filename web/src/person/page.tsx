/** Everything with one person over all numbers. */
import './person.css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { PersonSection } from '../contact/index.js';
import { PersonDocument, PersonHistoryDocument, type PersonQuery } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { Empty, type Fault, FaultBox, Page, toFault } from '../kit/index.js';
import { ThreadStore, useDesk } from '../live/index.js';
import { type ThreadActions, ThreadActionsContext, ThreadRow, toThreadItems } from '../thread/index.js';
import { ChannelMark, cleanName, formatShort, nameOf } from '../ui/index.js';

type Person = NonNullable<PersonQuery['contact']>;

const pageSize = 50;

/** The page. */
export default function PersonPage() {
  const [path] = useLocation();
  const id = path.split('/')[2] ?? '';
  return <History key={id} id={id} />;
}

function History({ id }: { readonly id: string }) {
  const [, navigate] = useLocation();
  const desk = useDesk();
  const [person, setPerson] = useState<Person | null | undefined>(undefined);
  const [fault, setFault] = useState<Fault | null>(null);
  const [attempt, setAttempt] = useState(0);
  // A timeline of its own, under the id of the person.
  const store = useRef(new ThreadStore()).current;
  const [view, setView] = useState(() => store.view(id));
  const isLoading = useRef(false);
  const [isErased, setErased] = useState(() => desk.list.isErased(id));

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt begins again
  useEffect(() => {
    let isCurrent = true;
    const stop = store.subscribe(id, () => setView(store.view(id)));
    void desk.plain.query(PersonDocument, { id, last: pageSize }).then(({ data, error }) => {
      if (!isCurrent) return;
      setFault(error ? toFault(error) : null);
      const found = data?.contact;
      // The messages are emptied after the person: no text of them is shown.
      if (found?.erasedAt || desk.list.isErased(id)) return setErased(true);
      if (found?.mergedInto) return navigate(`/contacts/${found.mergedInto.id}`, { replace: true });
      if (data) setPerson(found ?? null);
      if (found) store.addNewest(id, found.timeline, []);
    });
    return () => {
      isCurrent = false;
      stop();
    };
  }, [desk, id, store, attempt]);
  useEffect(() => {
    const stops = [
      desk.onEvent(({ type, nodeId }) => {
        if (type !== 'CONTACT_ERASED' || nodeId !== id) return;
        setErased(true);
        setPerson(undefined);
        store.forget(id);
      }),
      // An erasure may be among what was missed.
      desk.onReset(() => {
        store.forget(id);
        setAttempt(count => count + 1);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [desk, id, store]);
  const loadOlder = useCallback(async () => {
    const { startCursor } = store.view(id);
    if (startCursor === null || isLoading.current) return;
    isLoading.current = true;
    const { data } = await desk.plain.query(PersonHistoryDocument, {
      id,
      last: pageSize,
      before: startCursor,
    });
    isLoading.current = false;
    if (data?.contact && !desk.list.isErased(id)) store.addOlder(id, data.contact.timeline);
  }, [desk, id, store]);

  const items = useMemo(() => toThreadItems(view, { outbox: [], scheduled: [] }, null), [view]);
  const conversationOf = useMemo(
    () => new Map(view.messages.map(message => [message.id, message.conversation.id])),
    [view.messages],
  );
  const actions = useMemo<ThreadActions>(() => {
    const open = (messageId: string) => {
      const conversationId = conversationOf.get(messageId);
      if (conversationId !== undefined) navigate(`/c/${conversationId}?m=${messageId}`);
    };
    return {
      openMenu: ({ id: messageId }) => open(messageId),
      openDetails: ({ id: messageId }) => open(messageId),
      jumpTo: open,
      observe: () => {},
      isUnfolded: () => true,
      unfold: () => {},
    };
  }, [navigate, conversationOf]);
  if (isErased)
    return (
      <Page title={t('contact')}>
        <Empty>
          <p>{t('threadErased')}</p>
          <Link href="/" className="button">
            {t('toInbox')}
          </Link>
        </Empty>
      </Page>
    );
  if (person === null)
    return (
      <Page title={t('contact')}>
        <Empty>{t('personMissing')}</Empty>
      </Page>
    );
  return (
    <Page
      title={person ? nameOf(person) : t('contact')}
      help={t('personHelp')}
      actions={
        person && (
          <Link href={`/search?contact=${id}`} className="button">
            {t('searchOfPerson')}
          </Link>
        )
      }
    >
      <FaultBox fault={fault} onRetry={() => setAttempt(attempt + 1)} />
      {person && (
        <div className="person-page">
          <div className="panel-body">
            <PersonSection contact={person} />
            <section>
              <h3>{t('conversations')}</h3>
              <ul>
                {person.conversations.nodes.map(
                  ({ id: conversationId, channel, deskStatus, lastActivityAt }) => (
                    <li key={conversationId}>
                      <Link className="sibling" href={`/c/${conversationId}`}>
                        <ChannelMark channel={channel} /> {cleanName(channel.label)} ·{' '}
                        {t(`status_${deskStatus}`)} · {formatShort(lastActivityAt)}
                      </Link>
                    </li>
                  ),
                )}
              </ul>
            </section>
          </div>
          <ThreadActionsContext value={actions}>
            <div className="person-timeline">
              {view.hasOlder && (
                <button type="button" className="button" onClick={() => void loadOlder()}>
                  {t('earlier')}
                </button>
              )}
              {items.length === 0 && <p className="muted">{t('noMessages')}</p>}
              <div role="feed" aria-label={t('wholeHistory')}>
                {items.map((item, index) => (
                  <ThreadRow key={item.key} item={item} position={index + 1} />
                ))}
              </div>
            </div>
          </ThreadActionsContext>
        </div>
      )}
    </Page>
  );
}
