import { t } from '../../i18n/index.js';
import { SubNav } from '../../kit/index.js';

/** The two views of what arrived. */
export function LedgerNav({ current }: { readonly current: string }) {
  return (
    <SubNav
      label={t('ledTitle')}
      entries={[
        ['/admin/ledger', t('ledTitle')],
        ['/admin/ledger/refused', t('refTitle')],
      ]}
      current={current}
    />
  );
}
