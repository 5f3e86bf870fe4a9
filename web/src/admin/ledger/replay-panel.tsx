import { useState } from 'react';
import { Link } from 'wouter';
import {
  ReplayEventsDocument,
  type ReportPartsFragment,
  type WebhookEventFilter,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { FaultBox, useChange } from '../../kit/index.js';
import { cleanName, formatDateTime } from '../../ui/index.js';

/** Properties of `ReplayPanel`. */
export interface ReplayPanelProps {
  readonly selection: { readonly ids: string[] } | { readonly filter: WebhookEventFilter };
  readonly onReplayed: () => void;
}

/** Reprocesses entries: first without writing, which shows what would change. */
export function ReplayPanel({ selection, onReplayed }: ReplayPanelProps) {
  const { run, isBusy, fault } = useChange(ReplayEventsDocument);
  const [report, setReport] = useState<ReportPartsFragment | null>(null);
  const replay = async (dryRun: boolean) => {
    const done = await run({ input: { ...selection, dryRun } });
    if (!done) return;
    setReport(done.replayWebhookEvents.report);
    if (!dryRun) onReplayed();
  };
  return (
    <div className="replay">
      <div className="row-actions">
        <button type="button" className="button" disabled={isBusy} onClick={() => void replay(true)}>
          {t('ledDryRun')}
        </button>
        {report?.dryRun && report.wouldChange > 0 && (
          <button
            type="button"
            className="button primary"
            disabled={isBusy}
            onClick={() => void replay(false)}
          >
            {t('ledReplay', { count: report.wouldChange })}
          </button>
        )}
      </div>
      <FaultBox fault={fault} />
      {report && <Report report={report} />}
    </div>
  );
}

function Report({ report }: { readonly report: ReportPartsFragment }) {
  const { dryRun, matched, wouldChange, replayed, unchanged, failed, entries } = report;
  return (
    <>
      <p role="status">
        {t(dryRun ? 'ledWouldChange' : 'ledReplayed', {
          ...{ matched, unchanged, failed },
          count: dryRun ? wouldChange : replayed,
        })}
      </p>
      {entries.length > 0 && (
        <div className="table-frame">
          <table className="table">
            <caption className="visually-hidden">{t('ledChanges')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('ledReceived')}</th>
                <th scope="col">{t('ledOutcome')}</th>
                <th scope="col">{t('ledBecomes')}</th>
                <th scope="col">{t('ledPerson')}</th>
                <th scope="col">{t('ledText')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map(({ event, outcome, effect, address, text }) => (
                <tr key={event.id}>
                  <td data-title={t('ledReceived')}>
                    <Link href={`/admin/ledger/${event.id}`}>{formatDateTime(event.receivedAt)}</Link>
                  </td>
                  <td data-title={t('ledOutcome')}>{t(`led_${outcome}`)}</td>
                  <td data-title={t('ledBecomes')}>{t(`led_${effect}`)}</td>
                  <td data-title={t('ledPerson')}>
                    <bdi>{cleanName(address)}</bdi>
                  </td>
                  <td data-title={t('ledText')}>
                    <bdi>{cleanName(text)}</bdi>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {matched > entries.length && <p className="muted">{t('ledFirstOnly', { count: entries.length })}</p>}
    </>
  );
}
