import { Link } from 'wouter';
import { type ThreadQuery, UpdateLeadDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { type Note, useCompany, useDesk } from '../live/index.js';
import { MessageText } from '../thread/index.js';
import { ChannelMark, cleanName, formatDateTime, formatShort, Name, nameOf } from '../ui/index.js';

type Conversation = NonNullable<ThreadQuery['conversation']>;

/** Properties of `ContactPanel`. */
export interface ContactPanelProps {
  readonly conversation: Conversation;
  readonly notes: readonly Note[];
}

/** The person, the lead, the notes and the other conversations. */
export function ContactPanel({ conversation, notes }: ContactPanelProps) {
  const { contact, lead, siblings } = conversation;
  return (
    <div className="panel-body">
      <section>
        <h2>
          <Name>{nameOf(contact)}</Name>
        </h2>
        <p>{contact.phone}</p>
        <h3>{t('addresses')}</h3>
        <ul>
          {contact.identities.map(({ id, rawValue, optedOutAt }) => (
            <li key={id}>
              <bdi className="address">{cleanName(rawValue)}</bdi>
              {optedOutAt !== null && <span className="chip">{t('optedOut')}</span>}
            </li>
          ))}
        </ul>
        {contact.mergeSuggestions.length > 0 && (
          <>
            <h3>{t('samePerson')}</h3>
            <ul>
              {contact.mergeSuggestions.map(({ id, other, reason }) => (
                <li key={id}>
                  <Name>{nameOf(other)}</Name> <span className="muted">{reason}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <LeadSection lead={lead} />
      <section>
        <h3>{t('notes')}</h3>
        {notes.length === 0 && <p className="muted">{t('noNotes')}</p>}
        <ul>
          {notes.map(({ id, body, createdAt }) => (
            <li key={id}>
              <MessageText text={body} />
              <time className="muted" dateTime={createdAt}>
                {formatDateTime(createdAt)}
              </time>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{t('others')}</h3>
        {siblings.nodes.length === 0 && <p className="muted">{t('noOthers')}</p>}
        <ul>
          {siblings.nodes.map(({ id, channel, deskStatus, lastActivityAt }) => (
            <li key={id}>
              <Link className="sibling" href={`/c/${id}`}>
                <ChannelMark channel={channel} /> {cleanName(channel.label)} · {t(`status_${deskStatus}`)} ·{' '}
                {formatShort(lastActivityAt)}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function LeadSection({ lead }: { readonly lead: Conversation['lead'] }) {
  const desk = useDesk();
  const { leadStages, topics, users, viewer } = useCompany();
  if (!lead)
    return (
      <section>
        <h3>{t('lead')}</h3>
        <p className="muted">{t('noLead')}</p>
      </section>
    );
  const change = (fields: { stageId?: string; ownerId?: string | null; topicId?: string | null }) =>
    void desk.client.mutation(UpdateLeadDocument, { input: { id: lead.id, ...fields } });
  const isReadOnly = !viewer.permissions.includes('WORK');
  const people = users.nodes.filter(({ kind, isActive }) => kind === 'PERSON' && isActive);
  return (
    <section>
      <h3>{t('lead')}</h3>
      <label>
        {t('stage')}
        <select
          disabled={isReadOnly}
          value={lead.stage.id}
          onChange={event => change({ stageId: event.target.value })}
        >
          {withCurrent(leadStages, lead.stage).map(({ id, name }) => (
            <option key={id} value={id}>
              {cleanName(name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('owner')}
        <select
          disabled={isReadOnly}
          value={lead.owner?.id ?? ''}
          onChange={event => change({ ownerId: event.target.value || null })}
        >
          <option value="">{t('unassigned')}</option>
          {withCurrent(people, lead.owner).map(({ id, name }) => (
            <option key={id} value={id}>
              {cleanName(name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('topic')}
        <select
          disabled={isReadOnly}
          value={lead.topic?.id ?? ''}
          onChange={event => change({ topicId: event.target.value || null })}
        >
          <option value="">{t('noTopic')}</option>
          {withCurrent(topics, lead.topic).map(({ id, name }) => (
            <option key={id} value={id}>
              {cleanName(name)}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The list, with the current one when it is archived or inactive. */
function withCurrent(list: readonly Named[], current: Named | null): readonly Named[] {
  return current === null || list.some(({ id }) => id === current.id) ? list : [...list, current];
}
