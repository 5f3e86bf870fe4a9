import { AccountsDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { Empty, FaultBox, Page, useData, useLiveReload } from '../../kit/index.js';
import { cleanName } from '../../ui/index.js';
import { AccountSections } from './account-sections.js';

/** An account at a provider. */
export function AccountPage({ id }: { readonly id: string }) {
  const { data, fault, reload, isLoading } = useData(AccountsDocument, {});
  useLiveReload(['CHANNEL_UPDATED', 'TENANT_UPDATED', 'MESSAGE_ADDED'], reload);
  const account = data?.providerAccounts.find(each => each.id === id);
  return (
    <Page
      title={account ? cleanName(account.name) : t('numAccounts')}
      back={['/admin/numbers', t('numBack')]}
    >
      <FaultBox fault={fault} onRetry={reload} />
      {account ? (
        <AccountSections account={account} onChanged={reload} />
      ) : (
        data !== null && !isLoading && <Empty>{t('fault_NOT_FOUND')}</Empty>
      )}
    </Page>
  );
}
