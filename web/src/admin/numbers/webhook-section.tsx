import { useState } from 'react';
import { Link } from 'wouter';
import {
  RotateWebhookKeyDocument,
  TestWebhookUrlDocument,
  type TestWebhookUrlMutation,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { ConfirmButton, CopyField, Facts, FaultBox, Section, useChange } from '../../kit/index.js';
import type { AccountPartProps } from './account-part.js';
import { SetupSteps } from './setup-steps.js';

/** Where the vendor posts: the URL, a test of it, a new key, the steps at the vendor. */
export function WebhookSection({ account, onChanged }: AccountPartProps) {
  const test = useChange(TestWebhookUrlDocument);
  const rotate = useChange(RotateWebhookKeyDocument);
  const [result, setResult] = useState<TestWebhookUrlMutation['testWebhookUrl'] | null>(null);
  const [newUrl, setNewUrl] = useState<string | null>(null);
  const onTest = async () => {
    setResult(null);
    setResult((await test.run({ input: { accountId: account.id } }))?.testWebhookUrl ?? null);
  };
  const onRotate = async () => {
    const done = await rotate.run({ input: { accountId: account.id } });
    if (!done) return;
    setNewUrl(done.rotateWebhookKey.webhookUrl);
    onChanged();
  };
  return (
    <Section title={t('numWebhook')} help={t('numWebhookHelp')}>
      {newUrl === null ? (
        <Facts items={[[t('numWebhookUrl'), <code key="url">{account.webhookUrl}</code>]]} />
      ) : (
        <CopyField label={t('numWebhookUrl')} value={newUrl} isShownOnce />
      )}
      <div className="row-actions">
        <button type="button" className="button" disabled={test.isBusy} onClick={() => void onTest()}>
          {t('numTest')}
        </button>
        <ConfirmButton
          label={t('numRotate')}
          question={t('numRotateQuestion')}
          onConfirm={() => void onRotate()}
          isDisabled={rotate.isBusy}
        />
      </div>
      {test.isBusy && <p role="status">{t('numTesting')}</p>}
      {result && (
        <div role="status">
          <p className={`state-chip ${result.outcome === 'ACCEPTED' ? 'good' : 'bad'}`}>
            {t(`numTest_${result.outcome}`)}
          </p>
          <p>{result.advice}</p>
          <p className="muted">
            {result.url}
            {result.httpStatus !== null && ` · HTTP ${result.httpStatus}`} · {result.durationMs} ms
          </p>
          {result.webhookEvent && (
            <Link href={`/admin/ledger/${result.webhookEvent.id}`}>{t('numTestEntry')}</Link>
          )}
        </div>
      )}
      <FaultBox fault={test.fault ?? rotate.fault} />
      <details>
        <summary>{t('numSteps')}</summary>
        <SetupSteps kind={account.accountKind} />
      </details>
    </Section>
  );
}
