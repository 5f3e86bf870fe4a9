import { memo } from 'react';
import { t } from '../i18n/index.js';
import type { Notice } from '../live/index.js';
import { cleanName } from '../ui/index.js';
import { Stamp } from './stamp.js';
import { useThreadActions } from './thread-actions.js';

/** A decision about a booking notice: what it was about, what was decided, and why. */
export const NoticeLine = memo(function NoticeLine({ notice }: { readonly notice: Notice }) {
  const { jumpTo } = useThreadActions();
  const { noticeKind, decision, reason, booking, notice: message } = notice;
  return (
    <article className="activity notice-line" aria-label={t(`notice_${noticeKind}`)}>
      <span>
        {t(`notice_${noticeKind}`)}
        {booking.salon.name !== '' && ` · ${cleanName(booking.salon.name)}`} ·{' '}
        <strong>{t(`decision_${decision}`)}</strong>
      </span>{' '}
      <Stamp at={notice.createdAt} />
      {reason !== null && <span className="muted"> {cleanName(reason)}</span>}
      {message && (
        <button type="button" className="link small" onClick={() => jumpTo(message.id)}>
          {t('toMessage')}
        </button>
      )}
    </article>
  );
});
