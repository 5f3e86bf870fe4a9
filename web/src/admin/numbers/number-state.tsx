import type { ChannelStatus, NumberPartsFragment } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';

/** Status of a number; colour is never alone. */
export function NumberState({ status }: { readonly status: ChannelStatus }) {
  const tone = status === 'ACTIVE' ? 'good' : status === 'PAUSED' || status === 'ARCHIVED' ? '' : 'bad';
  return <span className={`state-chip ${tone}`}>{t(`num_${status}`)}</span>;
}

/** What is wrong with a number, or that nothing is. */
export function Health({ number }: { readonly number: NumberPartsFragment }) {
  const { error, unknownCount } = number.health;
  if (number.account.disconnectedAt !== null)
    return <span className="fault">{t('numAccountDisconnected')}</span>;
  return (
    <>
      {error !== null && <span className="fault">{error}</span>}
      {number.account.credentialsWork === false && <span className="fault">{t('numCredentialsFail')}</span>}
      {unknownCount > 0 && <div className="warning">{t('numUnknownCount', { count: unknownCount })}</div>}
      {error === null && unknownCount === 0 && number.account.credentialsWork !== false && t('numGood')}
    </>
  );
}
