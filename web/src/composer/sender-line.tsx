import type { RowPartsFragment } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { ChannelMark, cleanName, formatDateTime, Name } from '../ui/index.js';

/** Says from which number a reply leaves, and how long free text is possible. */
export function SenderLine({ channel, replyWindow }: Pick<RowPartsFragment, 'channel' | 'replyWindow'>) {
  return (
    <p className="sender">
      <span className="muted">{t('from')}</span> <ChannelMark channel={channel} />{' '}
      <Name>{cleanName(channel.label)}</Name> <span className="muted">{channel.phoneNumber}</span>
      {replyWindow.freeFormAllowed && replyWindow.expiresAt !== null && (
        <span className="muted"> · {t('windowOpen', { time: formatDateTime(replyWindow.expiresAt) })}</span>
      )}
    </p>
  );
}
