import { Link } from 'wouter';
import type { ThreadQuery } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import type { Note } from '../live/index.js';
import { ChannelMark, cleanName, formatDateTime, formatShort } from '../ui/index.js';
import { AiCallsSection } from './ai-calls-section.js';
import { BookingsSection } from './bookings-section.js';
import { LeadSection } from './lead-section.js';
import { PersonSection } from './person-section.js';

type Conversation = NonNullable<ThreadQuery['conversation']>;

/** Properties of `ContactPanel`. */
export interface ContactPanelProps {
  readonly conversation: Conversation;
  readonly notes: readonly Note[];
}

/** The person, the lead, the bookings, the notes and the other conversations. */
export function ContactPanel({ conversation, notes }: ContactPanelProps) {
  const { contact, lead, siblings } = conversation;
  const own = notes.filter(({ sourceMessage }) => sourceMessage === null);
  return (
    <div className="panel-body">
      <PersonSection contact={contact} />
      <LeadSection lead={lead} />
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
      <BookingsSection bookings={lead?.bookings.nodes ?? []} />
      <section>
        <h3>{t('notes')}</h3>
        {own.length === 0 && <p className="muted">{t('noNotes')}</p>}
        <ul>
          {own.toReversed().map(({ id, body, createdAt }) => (
            <li key={id}>
              <p className="text" dir="auto">
                {body}
              </p>
              <time className="muted" dateTime={createdAt}>
                {formatDateTime(createdAt)}
              </time>
            </li>
          ))}
        </ul>
      </section>
      <AiCallsSection key={conversation.id} conversationId={conversation.id} />
    </div>
  );
}
