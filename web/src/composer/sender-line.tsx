import type { RowPartsFragment } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { ChannelMark, cleanName, formatMoment, Name } from '../ui/index.js';
import type { ReplyWindow } from './reply-window.js';

/** Properties of `SenderLine`. */
export interface SenderLineProps {
  readonly channel: RowPartsFragment['channel'];
  readonly expiresAt: string | null;
  readonly replyWindow: ReplyWindow;
}

/** Says from which number a reply leaves, and how long free text is possible. */
export function SenderLine({ channel, expiresAt, replyWindow: { left, isClosing } }: SenderLineProps) {
  return (
    <p className="sender">
      <span className="muted">{t('from')}</span> <ChannelMark channel={channel} />{' '}
      <Name>{cleanName(channel.label)}</Name> <span className="muted">{channel.phoneNumber}</span>
      {left !== null && expiresAt !== null && (
        <span
          className={`countdown ${isClosing ? 'warning' : 'muted'}`}
          title={t('windowOpen', { time: formatMoment(expiresAt) })}
        >
          {' '}
          · {t(left.unit === 'HOURS' ? 'windowHours' : 'windowMinutes', { count: left.count })}
        </span>
      )}
    </p>
  );
}
