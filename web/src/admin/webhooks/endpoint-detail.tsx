import { Fragment, useState } from 'react';
import { useLocation } from 'wouter';
import {
  DeleteEndpointDocument,
  type DeliveryPartsFragment,
  type EndpointPartsFragment,
  RotateEndpointDocument,
  TestEndpointDocument,
  UpdateEndpointDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { ConfirmButton, Facts, FaultBox, Moment, Page, useChange } from '../../kit/index.js';
import { Dialog } from '../../ui/index.js';
import { Attempts } from './attempts.js';
import { Deliveries } from './deliveries.js';
import { EndpointForm } from './endpoint-form.js';
import { stateOf, toType } from './endpoint-state.js';
import { SecretDialog } from './secret-dialog.js';

/** Properties of `EndpointDetail`. */
export interface EndpointDetailProps {
  readonly endpoint: EndpointPartsFragment;
  readonly onChanged: () => void;
}

/** Hours for which a replaced secret signs too. */
const overlapHours = 24;

/** One endpoint: its state, what can be done, what was posted. */
export function EndpointDetail({ endpoint, onChanged }: EndpointDetailProps) {
  const { id, url, isEnabled } = endpoint;
  const [, navigate] = useLocation();
  const [isEditing, setEditing] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [tested, setTested] = useState<DeliveryPartsFragment | null>(null);
  /** Counts what the list of deliveries has to show again. */
  const [changes, setChanges] = useState(0);
  const update = useChange(UpdateEndpointDocument);
  const rotate = useChange(RotateEndpointDocument);
  const test = useChange(TestEndpointDocument);
  const remove = useChange(DeleteEndpointDocument);
  const setEnabled = async (next: boolean) => {
    if (await update.run({ input: { id, isEnabled: next } })) onChanged();
  };
  const onRotate = async () => {
    const rotated = await rotate.run({ input: { endpointId: id, overlapHours } });
    setSecret(rotated?.rotateWebhookSecret.secret ?? null);
    onChanged();
  };
  const onTest = async () => {
    const answer = await test.run({ input: { endpointId: id } });
    setTested(answer?.testWebhookEndpoint.delivery ?? null);
    setChanges(count => count + 1);
    onChanged();
  };
  const onRemove = async () => {
    if (!(await remove.run({ input: { id } }))) return;
    onChanged();
    navigate('/admin/webhooks');
  };
  return (
    <Page title={t('webhooks_endpoint')} help={url} back={['/admin/webhooks', t('webhooks_back')]}>
      <State endpoint={endpoint} />
      <div className="row-actions">
        <button type="button" className="button primary" disabled={test.isBusy} onClick={() => void onTest()}>
          {t('webhooks_test')}
        </button>
        {!isEnabled && (
          <button type="button" className="button" onClick={() => void setEnabled(true)}>
            {t('webhooks_enable')}
          </button>
        )}
        <button type="button" className="button" onClick={() => setEditing(true)}>
          {t('edit')}
        </button>
        <ConfirmButton
          label={t('webhooks_rotate')}
          question={t('webhooks_rotateQuestion', { hours: overlapHours })}
          onConfirm={() => void onRotate()}
        />
        {isEnabled && (
          <ConfirmButton
            label={t('webhooks_disable')}
            question={t('webhooks_disableQuestion')}
            onConfirm={() => void setEnabled(false)}
          />
        )}
        <ConfirmButton
          label={t('webhooks_delete')}
          question={t('webhooks_deleteQuestion')}
          onConfirm={() => void onRemove()}
        />
      </div>
      <FaultBox fault={update.fault ?? rotate.fault ?? test.fault ?? remove.fault} />
      {tested && (
        <section className="section" aria-label={t('webhooks_testAnswer')}>
          <h2>{t('webhooks_testAnswer')}</h2>
          <div role="status">
            <Attempts attempts={tested.attempts} />
          </div>
        </section>
      )}
      <Deliveries endpoint={endpoint} changes={changes} onChanged={onChanged} />
      <Dialog title={t('webhooks_endpoint')} isOpen={isEditing} onClose={() => setEditing(false)}>
        <EndpointForm
          endpoint={endpoint}
          onSaved={() => {
            setEditing(false);
            onChanged();
          }}
        />
      </Dialog>
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </Page>
  );
}

function State({ endpoint }: { readonly endpoint: EndpointPartsFragment }) {
  const { description, eventTypes, channels, pendingCount, lastDeliveredAt, failingSince } = endpoint;
  const { disabledReason, previousSecretUntil, skippedEvents, skippedAt } = endpoint;
  return (
    <>
      {disabledReason !== null && (
        <p className="fault" role="alert">
          {t('webhooks_disabledBecause', { reason: disabledReason })}
        </p>
      )}
      {skippedEvents > 0 && (
        <p className="warning">
          {t('webhooks_skipped', { count: skippedEvents })} <Moment at={skippedAt} />
        </p>
      )}
      <Facts
        items={[
          [
            t('webhooks_state'),
            <Fragment key="state">
              {t(`webhooks_${stateOf(endpoint)}`)} {failingSince && <Moment at={failingSince} />}
            </Fragment>,
          ],
          [t('webhooks_description'), description],
          [t('webhooks_kinds'), eventTypes?.map(toType).join(', ') ?? t('all')],
          [t('numbers'), channels?.map(({ displayName }) => displayName).join(', ') ?? t('all')],
          [t('webhooks_pending'), pendingCount],
          [t('webhooks_last'), <Moment key="last" at={lastDeliveredAt} />],
          [
            t('webhooks_oldUntil'),
            previousSecretUntil ? <Moment key="until" at={previousSecretUntil} /> : null,
          ],
        ]}
      />
    </>
  );
}
