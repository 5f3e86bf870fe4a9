import { useCallback, useEffect, useState } from 'react';
import { OwnSessionsDocument, type OwnSessionsQuery, RevokeOwnSessionDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { type Fault, FaultBox, toDevice, toFault, useChange } from '../kit/index.js';
import { useDesk } from '../live/index.js';
import { cleanName, formatDateTime } from '../ui/index.js';

/** The browsers and programs that are signed in, with a button that ends each. */
export function OwnSessions() {
  const { plain } = useDesk();
  const [sessions, setSessions] = useState<OwnSessionsQuery['sessions']>([]);
  const [fault, setFault] = useState<Fault | null>(null);
  const { run, isBusy, fault: refusal } = useChange(RevokeOwnSessionDocument);
  const load = useCallback(async () => {
    const { data, error } = await plain.query(OwnSessionsDocument, {});
    setFault(error ? toFault(error) : null);
    if (data) setSessions(data.sessions);
  }, [plain]);
  useEffect(() => void load(), [load]);
  const revoke = async (sessionId: string) => {
    await run({ input: { sessionId } });
    await load();
  };
  return (
    <section>
      <h2>{t('meSessions')}</h2>
      <p className="muted">{t('meSessionsHelp')}</p>
      <FaultBox fault={fault ?? refusal} onRetry={() => void load()} />
      <ul className="sessions">
        {sessions.map(({ id, userAgent, ipAddress, lastUsedAt, isCurrent }) => (
          <li key={id}>
            <span>
              <bdi title={userAgent === null ? undefined : cleanName(userAgent)}>
                {cleanName(toDevice(userAgent)) || t('meSessionUnknown')}
              </bdi>
              {ipAddress !== null && <span className="muted"> · {ipAddress}</span>}
              <br />
              <span className="muted">
                {isCurrent ? t('meSessionThis') : t('meSessionUsed', { time: formatDateTime(lastUsedAt) })}
              </span>
            </span>
            {!isCurrent && (
              <button type="button" className="button" disabled={isBusy} onClick={() => void revoke(id)}>
                {t('signOut')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
