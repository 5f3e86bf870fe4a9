import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import {
  DeleteNumberDocument,
  NumberDetailDocument,
  type NumberDetailQuery,
  UpdateNumberDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  ConfirmButton,
  Facts,
  FaultBox,
  Form,
  Moment,
  Page,
  providerNames,
  Section,
  TextField,
  useChange,
  useData,
  useLiveReload,
} from '../../kit/index.js';
import { ChannelMark, cleanName, formatSize } from '../../ui/index.js';
import { AccountSections } from './account-sections.js';
import { NumberState } from './number-state.js';
import { NumberTemplates } from './number-templates.js';

/** A number with what it needs to know of its account. */
type NumberDetail = NonNullable<NumberDetailQuery['channel']>;

/** One number: its state, its name, its account, its templates, what files it takes. */
export function NumberPage({ id }: { readonly id: string }) {
  const { data, fault, reload, isLoading } = useData(NumberDetailDocument, { id });
  useLiveReload(['CHANNEL_UPDATED', 'MESSAGE_ADDED', 'MESSAGE_UPDATED', 'TENANT_UPDATED'], reload);
  const number = data?.channel ?? null;
  return (
    <Page
      title={number === null ? t('numbersTitle') : cleanName(number.label)}
      back={['/admin/numbers', t('numBack')]}
    >
      <FaultBox fault={fault} onRetry={reload} />
      {number === null && isLoading && <p className="notice">{t('loading')}</p>}
      {number !== null && (
        <>
          <State number={number} onChanged={reload} />
          <Rename number={number} onChanged={reload} />
          <AccountSections account={number.account} onChanged={reload} />
          <NumberTemplates channelId={number.id} isListed={number.account.capabilities.listsTemplates} />
          <Media number={number} />
        </>
      )}
    </Page>
  );
}

interface PartProps {
  readonly number: NumberDetail;
  readonly onChanged: () => void;
}

function State({ number, onChanged }: PartProps) {
  const { health, channelStatus, account, isDefault } = number;
  const update = useChange(UpdateNumberDocument);
  const remove = useChange(DeleteNumberDocument);
  const [, navigate] = useLocation();
  const isConnected = account.disconnectedAt === null;
  const change = async (changes: { status?: 'ACTIVE' | 'PAUSED' | 'ARCHIVED'; isDefault?: true }) => {
    if (await update.run({ input: { id: number.id, ...changes } })) onChanged();
  };
  const onDelete = async () => {
    if (await remove.run({ input: { id: number.id } })) navigate('/admin/numbers');
  };
  const waiting = health.outboxDepth + health.unknownCount;
  return (
    <section className="part">
      <Facts
        items={[
          [t('numState'), <NumberState key="state" status={channelStatus} />],
          [t('numProvider'), providerNames[number.provider]],
          [t('numHealth'), health.error ?? t('numGood')],
          [t('numProviderState'), health.state],
          [t('numCheckedAt'), health.checkedAt === null ? null : <Moment key="at" at={health.checkedAt} />],
          [
            t('numWaiting'),
            <Link key="waiting" href={`/admin/outbox?channel=${number.id}`}>
              {t('numWaitingCount', { count: waiting })}
            </Link>,
          ],
          [
            t('numOldest'),
            health.oldestQueuedAt === null ? null : <Moment key="old" at={health.oldestQueuedAt} />,
          ],
          [t('numLastIn'), <Moment key="in" at={number.lastInboundAt} />],
          [t('numLastOut'), <Moment key="out" at={number.lastOutboundAt} />],
          [t('numPhone'), number.phoneNumber],
          [t('numExternalId'), <bdi key="id">{number.externalId}</bdi>],
          [t('numMark'), <ChannelMark key="mark" channel={number} />],
          [t('numDefault'), t(isDefault ? 'yes' : 'no')],
          [
            t('numWindow'),
            account.capabilities.replyWindowHours === null
              ? t('numNoWindow')
              : t('numWindowHours', { hours: account.capabilities.replyWindowHours }),
          ],
          [
            t('numReceipts'),
            t(
              account.capabilities.readReceipts
                ? 'numReceiptsRead'
                : account.capabilities.deliveryReceipts
                  ? 'numReceiptsDelivered'
                  : 'numReceiptsNone',
            ),
          ],
          [t('numEchoes'), t(account.capabilities.echoesOutbound ? 'yes' : 'no')],
        ]}
      />
      {(channelStatus === 'AUTH_REQUIRED' || channelStatus === 'DISCONNECTED') && (
        <p className="warning">{t(`numAdvice_${channelStatus}`)}</p>
      )}
      {!isConnected && <p className="warning">{t('numHeld', { count: waiting })}</p>}
      <div className="row-actions">
        {channelStatus === 'PAUSED' && (
          <button type="button" className="button primary" onClick={() => void change({ status: 'ACTIVE' })}>
            {t('numResume')}
          </button>
        )}
        {channelStatus !== 'PAUSED' && channelStatus !== 'ARCHIVED' && (
          <button type="button" className="button" onClick={() => void change({ status: 'PAUSED' })}>
            {t('numPause')}
          </button>
        )}
        {channelStatus === 'ARCHIVED'
          ? isConnected && (
              <button type="button" className="button" onClick={() => void change({ status: 'ACTIVE' })}>
                {t('restore')}
              </button>
            )
          : isConnected && (
              <ConfirmButton
                label={t('archive')}
                question={t('numArchiveQuestion')}
                onConfirm={() => void change({ status: 'ARCHIVED' })}
              />
            )}
        {!isDefault && channelStatus !== 'ARCHIVED' && (
          <button type="button" className="button" onClick={() => void change({ isDefault: true })}>
            {t('numMakeDefault')}
          </button>
        )}
        {number.lastInboundAt === null && number.lastOutboundAt === null && (
          <ConfirmButton
            label={t('numDelete')}
            question={t('numDeleteQuestion')}
            onConfirm={() => void onDelete()}
          />
        )}
      </div>
      <FaultBox fault={update.fault ?? remove.fault} />
    </section>
  );
}

function Rename({ number, onChanged }: PartProps) {
  const { run, isBusy, fault } = useChange(UpdateNumberDocument);
  const [name, setName] = useState(number.label);
  const [phone, setPhone] = useState(number.phoneNumber ?? '');
  const [isSaved, setSaved] = useState(false);
  const save = async () => {
    const input = { id: number.id, displayName: name, phoneNumber: phone.trim() === '' ? null : phone };
    const done = await run({ input });
    setSaved(done !== null);
    if (done) onChanged();
  };
  return (
    <Section title={t('numRename')}>
      <Form onSubmit={() => void save()} isBusy={isBusy} fault={fault}>
        <TextField
          name="displayName"
          label={t('numName')}
          value={name}
          onChange={setName}
          isRequired
          maxLength={200}
          fault={fault}
        />
        <TextField
          name="phoneNumber"
          label={t('numPhone')}
          hint={t('numPhoneHint')}
          value={phone}
          onChange={setPhone}
          fault={fault}
        />
        {isSaved && <p role="status">{t('saved')}</p>}
      </Form>
    </Section>
  );
}

function Media({ number: { mediaLimits } }: Pick<PartProps, 'number'>) {
  return (
    <Section title={t('numMedia')}>
      {mediaLimits === null ? (
        <p>{t('numNoMedia')}</p>
      ) : (
        <>
          <p className="muted">{t('numMediaCount', { count: mediaLimits.filesPerMessage })}</p>
          <div className="table-frame">
            <table className="table">
              <caption className="visually-hidden">{t('numMedia')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('numMediaKind')}</th>
                  <th scope="col">{t('numMediaSize')}</th>
                  <th scope="col">{t('numMediaCaption')}</th>
                  <th scope="col">{t('numMediaTypes')}</th>
                </tr>
              </thead>
              <tbody>
                {mediaLimits.rules.map(({ kind, maxBytes, maxCaptionLength, mimeTypes }) => (
                  <tr key={kind}>
                    <td data-title={t('numMediaKind')}>{t(`kind_${kind}`)}</td>
                    <td data-title={t('numMediaSize')}>{formatSize(maxBytes)}</td>
                    <td data-title={t('numMediaCaption')}>{maxCaptionLength}</td>
                    <td data-title={t('numMediaTypes')}>{mimeTypes?.join(', ') ?? t('numAnyType')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Section>
  );
}
