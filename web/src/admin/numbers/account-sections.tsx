import { useState } from 'react';
import { Link } from 'wouter';
import {
  type AccountPartsFragment,
  DisconnectProviderDocument,
  UpdateAccountDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  ConfirmButton,
  Facts,
  FaultBox,
  Form,
  Moment,
  providerNames,
  Section,
  TextField,
  useChange,
} from '../../kit/index.js';
import { ChannelMark, cleanName } from '../../ui/index.js';
import type { AccountPartProps } from './account-part.js';
import { AddNumber } from './add-number.js';
import { ChangeCredentials } from './change-credentials.js';
import { FirstMessage } from './first-message.js';
import { NumberState } from './number-state.js';
import { useGuides } from './use-guide.js';
import { WebhookSection } from './webhook-section.js';

/** The account of a number: webhooks, access, numbers, disconnecting. */
export function AccountSections(props: AccountPartProps) {
  const { account } = props;
  const isConnected = account.disconnectedAt === null;
  const isQuiet = account.channels.every(({ lastInboundAt }) => lastInboundAt === null);
  return (
    <>
      <Section title={t('numAccount')}>
        <Facts
          items={[
            [t('numAccountName'), <bdi key="name">{cleanName(account.name)}</bdi>],
            [t('numProvider'), providerNames[account.accountKind]],
            [t('numAccountId'), account.accountExternalId],
            [t('numLastWebhook'), <Moment key="at" at={account.lastWebhookAt} />],
            [
              t('numDisconnectedAt'),
              account.disconnectedAt === null ? null : <Moment key="off" at={account.disconnectedAt} />,
            ],
          ]}
        />
        {isConnected ? <Rename {...props} /> : <ConnectAgain account={account} />}
      </Section>
      {isConnected && (
        <>
          <WebhookSection {...props} />
          {isQuiet && (
            <Section title={t('numStepFirst')} help={t('numStepFirstHelp')}>
              <FirstMessage account={account} />
            </Section>
          )}
          <ChangeCredentials {...props} />
        </>
      )}
      <NumbersOf {...props} />
      {isConnected && <Disconnect {...props} />}
    </>
  );
}

function Rename({ account, onChanged }: AccountPartProps) {
  const { run, isBusy, fault } = useChange(UpdateAccountDocument);
  const [name, setName] = useState(account.name);
  const [isOpen, setOpen] = useState(false);
  const save = async () => {
    if (!(await run({ input: { id: account.id, name } }))) return;
    setOpen(false);
    onChanged();
  };
  if (!isOpen)
    return (
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('numRenameAccount')}
      </button>
    );
  return (
    <Form onSubmit={() => void save()} onCancel={() => setOpen(false)} isBusy={isBusy} fault={fault}>
      <TextField
        name="name"
        label={t('numAccountName')}
        value={name}
        onChange={setName}
        isRequired
        maxLength={200}
        fault={fault}
      />
    </Form>
  );
}

function ConnectAgain({ account }: { readonly account: AccountPartsFragment }) {
  const waiting = account.channels.reduce((sum, { health }) => sum + health.outboxDepth, 0);
  return (
    <>
      <p className="warning">{t('numHeld', { count: waiting })}</p>
      <div className="row-actions">
        <Link href={`/admin/numbers/connect?kind=${account.accountKind}`} className="button primary">
          {t('numConnectAgain')}
        </Link>
        <Link href="/admin/outbox" className="button">
          {t('numShowHeld')}
        </Link>
      </div>
    </>
  );
}

function NumbersOf({ account, onChanged }: AccountPartProps) {
  const guide = useGuides()?.[account.accountKind];
  const [isAdding, setAdding] = useState(false);
  const isConnected = account.disconnectedAt === null;
  return (
    <Section title={t('numOfAccount')}>
      {account.channels.length === 0 && <p>{t('numNoNumbers')}</p>}
      <ul className="account-list">
        {account.channels.map(number => (
          <li key={number.id}>
            <ChannelMark channel={number} />{' '}
            <Link href={`/admin/numbers/${number.id}`}>
              <bdi>{cleanName(number.label)}</bdi>
            </Link>{' '}
            <bdi className="muted">{cleanName(number.externalId)}</bdi>{' '}
            <NumberState status={number.channelStatus} />
          </li>
        ))}
      </ul>
      {isConnected && !isAdding && guide && guide.externalId !== '' && (
        <button type="button" className="button" onClick={() => setAdding(true)}>
          {t('numAdd')}
        </button>
      )}
      {isAdding && guide && (
        <AddNumber
          accountId={account.id}
          hint={guide.externalId}
          onCancel={() => setAdding(false)}
          onAdded={() => {
            setAdding(false);
            onChanged();
          }}
        />
      )}
    </Section>
  );
}

function Disconnect({ account, onChanged }: AccountPartProps) {
  const { run, isBusy, fault } = useChange(DisconnectProviderDocument);
  const disconnect = async () => {
    if (await run({ input: { accountId: account.id } })) onChanged();
  };
  return (
    <Section title={t('numDisconnect')} help={t('numDisconnectHelp')}>
      <ConfirmButton
        label={t('numDisconnectDo')}
        question={t('numDisconnectQuestion', { name: cleanName(account.name) })}
        onConfirm={() => void disconnect()}
        isDisabled={isBusy}
      />
      <FaultBox fault={fault} />
    </Section>
  );
}
