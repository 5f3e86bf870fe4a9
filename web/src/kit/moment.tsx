import { t } from '../i18n/index.js';
import { formatDateTime, formatExact } from '../ui/index.js';

/** A moment in the viewer's zone, exact in its tooltip; "never" without one. */
export function Moment({ at }: { readonly at: string | null }) {
  if (at === null) return <>{t('never')}</>;
  return (
    <time dateTime={at} title={formatExact(at)}>
      {formatDateTime(at)}
    </time>
  );
}
