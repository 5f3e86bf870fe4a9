import { useState } from 'react';
import { Link } from 'wouter';
import {
  type AccountPartsFragment,
  ConnectProviderDocument,
  CredentialFieldsDocument,
  type ProviderKind,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  CheckField,
  CopyField,
  FaultBox,
  Form,
  Page,
  providerNames,
  Section,
  TextField,
  useChange,
  useData,
  useQueryFilters,
} from '../../kit/index.js';
import { AddNumber } from './add-number.js';
import { CredentialInputs } from './credential-inputs.js';
import { toCredentials, toFieldFault } from './credentials.js';
import { FirstMessage } from './first-message.js';
import type { Guide } from './guide/guide.js';
import { SetupSteps } from './setup-steps.js';
import { useGuides } from './use-guide.js';

const kinds = Object.keys(providerNames) as ProviderKind[];
const isKind = (text: string): text is ProviderKind => text in providerNames;

interface Connected {
  readonly account: AccountPartsFragment;
  readonly webhookUrl: string;
}

/** Connects an account: the vendor, its credentials, the webhook URL, the first message. */
export function ConnectPage() {
  const [{ kind }, change] = useQueryFilters(['kind']);
  const [connected, setConnected] = useState<Connected | null>(null);
  const guides = useGuides();
  return (
    <Page title={t('numConnect')} help={t('numConnectHelp')} back={['/admin/numbers', t('numBack')]}>
      {connected ? (
        <Finish {...connected} externalId={guides?.[connected.account.accountKind].externalId ?? ''} />
      ) : isKind(kind) ? (
        guides && (
          <CredentialsForm
            key={kind}
            kind={kind}
            guide={guides[kind]}
            onConnected={setConnected}
            onBack={() => change({ kind: '' })}
          />
        )
      ) : (
        <Section title={t('numChoose')}>
          <ul className="vendors">
            {kinds.map(each => (
              <li key={each}>
                <button type="button" className="button vendor" onClick={() => change({ kind: each })}>
                  <strong>{providerNames[each]}</strong>
                  <span className="muted">{guides?.[each].about}</span>
                </button>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

interface CredentialsFormProps {
  readonly kind: ProviderKind;
  readonly guide: Guide;
  readonly onConnected: (connected: Connected) => void;
  readonly onBack: () => void;
}

function CredentialsForm({ kind, guide, onConnected, onBack }: CredentialsFormProps) {
  const fields = useData(CredentialFieldsDocument, { kind });
  const { run, isBusy, fault } = useChange(ConnectProviderDocument);
  const [name, setName] = useState(providerNames[kind]);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [acceptUnchecked, setAcceptUnchecked] = useState(false);
  const known = fields.data?.credentialFields ?? [];
  const connect = async () => {
    const input = { kind, name, credentials: toCredentials(known, texts), acceptUnchecked };
    const payload = (await run({ input }))?.connectProvider;
    if (payload) onConnected({ account: payload.account, webhookUrl: payload.webhookUrl ?? '' });
  };
  const isInPlace = known.some(field => toFieldFault(fault, field.name) !== null);
  const existing = typeof fault?.facts.accountId === 'string' ? fault.facts.accountId : null;
  return (
    <Section title={providerNames[kind]} help={guide.need}>
      <FaultBox fault={fields.fault} onRetry={fields.reload} />
      <Form
        onSubmit={() => void connect()}
        onCancel={onBack}
        isBusy={isBusy || fields.data === null}
        fault={isInPlace && fault ? { ...fault, detail: '' } : fault}
        submit={t('numConnectDo')}
      >
        <TextField
          name="name"
          label={t('numAccountName')}
          hint={t('numAccountNameHint')}
          value={name}
          onChange={setName}
          isRequired
          maxLength={200}
          fault={fault}
        />
        <CredentialInputs
          fields={known}
          help={guide.fields}
          texts={texts}
          onChange={(field, text) => setTexts(before => ({ ...before, [field]: text }))}
          fault={fault}
        />
        {fault?.code === 'PROVIDER_FAILED' && (
          <CheckField
            label={t('numAcceptUnchecked')}
            isChecked={acceptUnchecked}
            onChange={setAcceptUnchecked}
          />
        )}
        {existing !== null && (
          <p>
            <Link href={`/admin/numbers/account/${existing}`}>{t('numOpenExisting')}</Link>
          </p>
        )}
      </Form>
    </Section>
  );
}

/** What is left to do after the account was stored. */
function Finish({ account, webhookUrl, externalId }: Connected & { readonly externalId: string }) {
  const [added, setAdded] = useState(0);
  const [isReplaced, setReplaced] = useState(false);
  return (
    <>
      <Section title={t('numStepUrl')} help={t('numStepUrlHelp')}>
        <p role="status" className="state-chip good">
          {t('numStored', { name: account.name })}
        </p>
        {account.credentialsWork === null && <p className="notice">{t('numCredentialsUnused')}</p>}
        <CopyField label={t('numWebhookUrl')} value={webhookUrl} isShownOnce />
        <SetupSteps kind={account.accountKind} />
      </Section>
      {externalId !== '' && (
        <Section title={t('numAdd')} help={t('numAddHelp')}>
          <AddNumber
            key={added}
            accountId={account.id}
            hint={externalId}
            onAdded={() => {
              setAdded(added + 1);
              setReplaced(true);
            }}
          />
          {isReplaced && <p role="status">{t('numAdded')}</p>}
        </Section>
      )}
      <Section title={t('numStepFirst')} help={t('numStepFirstHelp')}>
        <FirstMessage account={account} />
        <Link href={`/admin/numbers/account/${account.id}`} className="button">
          {t('numToAccount')}
        </Link>
      </Section>
    </>
  );
}
