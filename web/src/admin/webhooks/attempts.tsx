import type { DeliveryPartsFragment } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { Moment } from '../../kit/index.js';

/** The calls of a delivery with their answers, as text. */
export function Attempts({ attempts }: Pick<DeliveryPartsFragment, 'attempts'>) {
  if (attempts.length === 0) return <p>{t('webhooks_notTried')}</p>;
  return (
    <ol className="attempts">
      {attempts.map(({ at, durationMs, error, httpStatus, responseBody }) => (
        <li key={at}>
          <p>
            <Moment at={at} /> · {httpStatus === null ? t('webhooks_noAnswer') : `HTTP ${httpStatus}`} ·{' '}
            {t('webhooks_took', { ms: durationMs })}
          </p>
          {error && <p className="fault">{error}</p>}
          {responseBody && <pre className="posted">{responseBody}</pre>}
        </li>
      ))}
    </ol>
  );
}
