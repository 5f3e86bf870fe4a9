import type { ReactNode } from 'react';
import { t } from '../i18n/index.js';
import type { Row } from '../live/index.js';
import { causeOf, cleanName, formatDateTime, formatWait, LabelDot } from '../ui/index.js';

const maxLabels = 2;

/** What stands under the last message: waiting time, status, who has it, labels. */
export function RowChips({ row }: { readonly row: Row }) {
  const {
    deskStatus,
    snoozedUntil,
    assignee,
    team,
    labels,
    lastMessage,
    lastInboundAt,
    replyWindow,
    handoff,
  } = row;
  const waits = deskStatus === 'OPEN' && lastMessage?.direction === 'INBOUND' ? lastInboundAt : null;
  const { expiresAt } = replyWindow;
  const isClosed =
    !replyWindow.freeFormAllowed || (expiresAt !== null && Date.parse(expiresAt) <= Date.now());
  return (
    <>
      {handoff === 'HANDOFF_REQUESTED' && (
        <Chip className="chip-handoff" title={causeOf(row)}>
          {t('needsPersonShort')}
        </Chip>
      )}
      {waits !== null && (
        <Chip className="chip-wait" title={t('waitsTitle')}>
          {t('waits', { time: formatWait(Date.now() - Date.parse(waits)) })}
        </Chip>
      )}
      {deskStatus === 'SNOOZED' && snoozedUntil !== null ? (
        <Chip>{t('until', { time: formatDateTime(snoozedUntil) })}</Chip>
      ) : (
        deskStatus !== 'OPEN' && <Chip>{t(`status_${deskStatus}`)}</Chip>
      )}
      {isClosed && <Chip title={t('templateOnlyTitle')}>{t('templateOnly')}</Chip>}
      {assignee && <Chip title={t('assignee')}>{cleanName(assignee.name)}</Chip>}
      {team && <Chip title={t('team')}>{cleanName(team.name)}</Chip>}
      {labels.slice(0, maxLabels).map(({ id, name, color }) => (
        <Chip key={id} className="chip-label" title={t('label')}>
          <LabelDot color={color} />
          {cleanName(name)}
        </Chip>
      ))}
      {labels.length > maxLabels && (
        <Chip title={labels.map(({ name }) => cleanName(name)).join(', ')}>+{labels.length - maxLabels}</Chip>
      )}
    </>
  );
}

interface ChipProps {
  readonly children: ReactNode;
  readonly className?: string;
  readonly title?: string;
}

const Chip = ({ children, className = '', title }: ChipProps) => (
  <span className={`chip ${className}`} title={title}>
    {children}
  </span>
);
