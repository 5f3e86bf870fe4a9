import { AdminSessionsDocument, RevokeSessionsOfDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import {
  ConfirmButton,
  DataTable,
  Empty,
  FaultBox,
  Moment,
  toDevice,
  useChange,
  useRows,
} from '../../kit/index.js';

/** Properties of `PersonSessions`. */
export interface PersonSessionsProps {
  readonly userId: string;
  /** The viewer's own: ending the current one signs out. */
  readonly isOwn: boolean;
}

/** Where a person is signed in; ends one or all of it. */
export function PersonSessions({ userId, isOwn }: PersonSessionsProps) {
  const list = useRows(AdminSessionsDocument, { userId }, data => data.sessions);
  const { run, isBusy, fault } = useChange(RevokeSessionsOfDocument);
  const revoke = async (sessionId: string | null) => {
    if (await run({ input: sessionId === null ? { userId } : { sessionId } })) list.reload();
  };
  return (
    <section className="section" aria-label={t('people_sessions')}>
      <h3>{t('people_sessions')}</h3>
      <DataTable
        caption={t('people_sessions')}
        list={list}
        keyOf={({ id }) => id}
        empty={<Empty>{t('people_noSessions')}</Empty>}
        columns={[
          {
            key: 'device',
            title: t('people_device'),
            cell: ({ userAgent, isCurrent }) => (
              <span title={userAgent ?? undefined}>
                {toDevice(userAgent) ?? t('unknown')}{' '}
                {isCurrent && <span className="chip">{t('people_here')}</span>}
              </span>
            ),
          },
          { key: 'address', title: t('address'), cell: ({ ipAddress }) => ipAddress ?? '—' },
          { key: 'used', title: t('lastUse'), cell: ({ lastUsedAt }) => <Moment at={lastUsedAt} /> },
          {
            key: 'end',
            title: t('actions'),
            cell: ({ id, isCurrent }) =>
              isCurrent ? null : (
                <button type="button" className="button" disabled={isBusy} onClick={() => void revoke(id)}>
                  {t('people_endSession')}
                </button>
              ),
          },
        ]}
      />
      {list.items.length > 1 && (
        <ConfirmButton
          label={t('people_endAll')}
          question={t(isOwn ? 'people_endAllOwn' : 'people_endAllQuestion')}
          onConfirm={() => void revoke(null)}
        />
      )}
      <FaultBox fault={fault} />
    </section>
  );
}
