import { useState } from 'react';
import { Link } from 'wouter';
import { LedgerEntryDocument, type LedgerEntryQuery, ResolveEventDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  Facts,
  FaultBox,
  Form,
  Moment,
  Page,
  Section,
  SelectField,
  sourceNames,
  useChange,
  useData,
} from '../../kit/index.js';
import { useCompany } from '../../live/index.js';
import { ChannelMark, cleanName, formatDateTime, nameOf } from '../../ui/index.js';
import { EventStatus } from './event-status.js';
import { RawText } from './raw-text.js';
import { ReplayPanel } from './replay-panel.js';

type Entry = NonNullable<LedgerEntryQuery['webhookEvent']>;

/** One entry: what came in, what it became, and doing it again. */
export function EntryPage({ id }: { readonly id: string }) {
  const { data, fault, isLoading, reload } = useData(LedgerEntryDocument, { id });
  const { viewer } = useCompany();
  const entry = data?.webhookEvent ?? null;
  const mayChange = viewer.permissions.includes('MANAGE_CHANNELS');
  return (
    <Page title={t('ledEntry')} back={['/admin/ledger', t('ledTitle')]}>
      <FaultBox fault={fault} onRetry={reload} />
      {entry === null && isLoading && <p className="notice">{t('loading')}</p>}
      {entry && (
        <>
          <EntryFacts entry={entry} />
          <Became entry={entry} />
          <Section title={t('ledAgain')} help={t('ledAgainHelp')}>
            {!mayChange ? (
              <p>{t('numNeedsRight', { permission: 'MANAGE_CHANNELS' })}</p>
            ) : (
              <>
                {entry.eventStatus === 'QUARANTINED' && <Resolve entry={entry} onDone={reload} />}
                <ReplayPanel selection={{ ids: [entry.id] }} onReplayed={reload} />
              </>
            )}
          </Section>
          <Section title={t('ledBody')} help={t('ledBodyHelp')}>
            {entry.rawBody === null ? (
              <p>{t('ledBodyHidden')}</p>
            ) : (
              <RawText label={t('ledBody')} text={entry.rawBody} />
            )}
          </Section>
          {entry.headers !== null && (
            <Section title={t('ledHeaders')}>
              <RawText label={t('ledHeaders')} text={JSON.stringify(entry.headers)} />
            </Section>
          )}
        </>
      )}
    </Page>
  );
}

function EntryFacts({ entry }: { readonly entry: Entry }) {
  const { channel, channelExternalId, account, nextAttemptAt } = entry;
  return (
    <Facts
      items={[
        [t('ledResult'), <EventStatus key="status" status={entry.eventStatus} />],
        [t('ledReason'), entry.reason],
        [t('ledReceived'), <Moment key="at" at={entry.receivedAt} />],
        [t('ledProcessed'), <Moment key="done" at={entry.processedAt} />],
        [t('ledNext'), nextAttemptAt === null ? null : <Moment key="next" at={nextAttemptAt} />],
        [t('ledAttempts'), entry.attempts],
        [t('numProvider'), sourceNames[entry.source]],
        [t('ledKind'), <bdi key="kind">{cleanName(entry.eventType)}</bdi>],
        [t('ledExternalId'), entry.externalEventId && <bdi key="id">{cleanName(entry.externalEventId)}</bdi>],
        [
          t('numAccount'),
          account && (
            <Link key="account" href={`/admin/numbers/account/${account.id}`}>
              {cleanName(account.name)}
            </Link>
          ),
        ],
        [
          t('numNumber'),
          channel ? (
            <Link key="channel" href={`/admin/numbers/${channel.id}`}>
              <ChannelMark channel={channel} /> {cleanName(channel.label)}
            </Link>
          ) : (
            channelExternalId && <bdi key="channel">{cleanName(channelExternalId)}</bdi>
          ),
        ],
      ]}
    />
  );
}

function Became({ entry: { entryMessage: message, duplicateOf, booking } }: { readonly entry: Entry }) {
  return (
    <Section title={t('ledBecame')}>
      {message && (
        <p>
          <Link href={`/c/${message.conversation.id}?m=${message.id}`}>{t('ledOpenConversation')}</Link>{' '}
          <bdi>{nameOf(message.conversation.contact)}</bdi>, {t(`kind_${message.kind}`)},{' '}
          {t(`state_${message.status}`)}
          {message.text !== null && (
            <>
              {': '}
              <bdi dir="auto">{cleanName(message.text)}</bdi>
            </>
          )}
        </p>
      )}
      {duplicateOf && (
        <p>
          <Link href={`/admin/ledger/${duplicateOf.id}`}>
            {t('ledDuplicateOf', { time: formatDateTime(duplicateOf.receivedAt) })}
          </Link>
        </p>
      )}
      {booking && <p>{t('ledBecameBooking')}</p>}
      {!message && !duplicateOf && !booking && <p>{t('ledBecameNothing')}</p>}
    </Section>
  );
}

function Resolve({ entry, onDone }: { readonly entry: Entry; readonly onDone: () => void }) {
  const { run, isBusy, fault } = useChange(ResolveEventDocument);
  const channels = entry.account?.channels ?? [];
  const [channelId, setChannelId] = useState(channels[0]?.id ?? '');
  if (channels.length === 0)
    return (
      <p>
        <Link href="/admin/quarantine">{t('ledToQuarantine')}</Link>
      </p>
    );
  const resolve = async () => {
    if (await run({ input: { eventId: entry.id, channelId, withSameNumber: false } })) onDone();
  };
  return (
    <Form onSubmit={() => void resolve()} isBusy={isBusy} fault={fault} submit={t('ledResolve')}>
      <SelectField
        name="channelId"
        label={t('quaAssign')}
        value={channelId}
        onChange={setChannelId}
        options={channels.map(({ id, label }) => [id, cleanName(label)] as const)}
        fault={fault}
      />
      <p>
        <Link href="/admin/quarantine">{t('ledToQuarantine')}</Link>
      </p>
    </Form>
  );
}
