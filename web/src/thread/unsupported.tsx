import { useState } from 'react';
import { useLocation } from 'wouter';
import { MessageDetailsDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { type Message, useCompany, useDesk } from '../live/index.js';

/** A message without anything to show: what it is, and what came in for those who may see that. */
export function Unsupported({ message }: { readonly message: Message }) {
  const desk = useDesk();
  const { viewer } = useCompany();
  const [, navigate] = useLocation();
  const [isGone, setGone] = useState(false);
  if (message.kind !== 'UNSUPPORTED') return <p className="muted">{t(`kind_${message.kind}`)}</p>;
  const open = async () => {
    const { data } = await desk.plain.query(MessageDetailsDocument, { id: message.id });
    const entry = data?.message?.sourceEvent;
    if (entry) navigate(`/admin/ledger/${entry.id}`);
    else setGone(true);
  };
  return (
    <p className="muted">
      {t('unsupported')}{' '}
      {viewer.permissions.includes('READ_LEDGER') &&
        (isGone ? (
          t('noLedgerEntry')
        ) : (
          <button type="button" className="link" onClick={() => void open()}>
            {t('whatCameIn')}
          </button>
        ))}
    </p>
  );
}
