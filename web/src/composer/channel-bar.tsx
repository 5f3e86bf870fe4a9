import { Link } from 'wouter';
import type { ComposerPartsFragment, RowPartsFragment } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { useCompany } from '../live/index.js';
import { cleanSentence, formatMoment } from '../ui/index.js';

/** Properties of `ChannelBar`. */
export interface ChannelBarProps {
  readonly channel: RowPartsFragment['channel'];
  readonly health: ComposerPartsFragment['channel']['health'] | null;
}

/** Why a number does not send: what happened, since when, and who can put it right. */
export function ChannelBar({ channel, health }: ChannelBarProps) {
  const { viewer } = useCompany();
  const { channelStatus: status } = channel;
  const isReported = status === 'AUTH_REQUIRED' || status === 'DISCONNECTED';
  const mayChange = viewer.permissions.includes('MANAGE_CHANNELS');
  return (
    <div className="channel-bar">
      <p className="warning">{t('channelOff', { state: t(`channel_${status}`) })}</p>
      <p className="muted">
        {isReported && health?.checkedAt && `${t('channelSince', { time: formatMoment(health.checkedAt) })} `}
        {health?.error && `${cleanSentence(health.error)} `}
        {t(status === 'PAUSED' ? 'channelWaits' : 'channelKeeps')}{' '}
        {mayChange ? <Link href={`/admin/numbers/${channel.id}`}>{t('channelFix')}</Link> : t('channelFixer')}
      </p>
    </div>
  );
}
