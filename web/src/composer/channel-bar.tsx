import { useQuery } from 'urql';
import { Link } from 'wouter';
import { ChannelTroubleDocument, type RowPartsFragment } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { useCompany } from '../live/index.js';
import { cleanSentence, formatMoment } from '../ui/index.js';

/** Properties of `ChannelBar`. */
export interface ChannelBarProps {
  readonly channel: RowPartsFragment['channel'];
}

/** Why a number does not send: what happened, since when, and who can put it right. */
export function ChannelBar({ channel }: ChannelBarProps) {
  const { viewer } = useCompany();
  const { channelStatus: status } = channel;
  const [{ data }] = useQuery({
    query: ChannelTroubleDocument,
    variables: { id: channel.id },
    requestPolicy: 'network-only',
  });
  const since = data?.channel?.statusChangedAt ?? null;
  const error = data?.channel?.health.error ?? null;
  const mayChange = viewer.permissions.includes('MANAGE_CHANNELS');
  return (
    <div className="channel-bar">
      <p className="warning">{t('channelOff', { state: t(`channel_${status}`) })}</p>
      <p className="muted">
        {since !== null && `${t('channelSince', { time: formatMoment(since) })} `}
        {error !== null && status !== 'PAUSED' && `${cleanSentence(error)} `}
        {t(status === 'PAUSED' ? 'channelWaits' : 'channelKeeps')}{' '}
        {mayChange ? <Link href={`/admin/numbers/${channel.id}`}>{t('channelFix')}</Link> : t('channelFixer')}
      </p>
    </div>
  );
}
