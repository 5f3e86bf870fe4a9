import { useCallback, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { AdminSettingsDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { type Fault, FaultBox, Page, SubNav, toFault } from '../../kit/index.js';
import { useDesk } from '../../live/index.js';
import './settings.css';
import { Attributes } from './attributes.js';
import { CompanyForm } from './company-form.js';
import { HoursForm } from './hours-form.js';
import { RulesForm } from './rules-form.js';
import type { CompanyWithSettings } from './section-form.js';

const root = '/admin/settings';

/** Settings of the company, and its own fields of contacts and leads. */
export default function SettingsPage() {
  const [path] = useLocation();
  const isFields = path === `${root}/fields`;
  return (
    <Page title={t('settings')} help={t('settings_help')}>
      <SubNav
        label={t('settings')}
        entries={[
          [root, t('settings_company')],
          [`${root}/fields`, t('settings_fields')],
        ]}
        current={isFields ? `${root}/fields` : root}
      />
      {isFields ? <Attributes /> : <CompanySettings />}
    </Page>
  );
}

function CompanySettings() {
  const { plain } = useDesk();
  const [company, setCompany] = useState<CompanyWithSettings | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const load = useCallback(async () => {
    const { data, error } = await plain.query(AdminSettingsDocument, {});
    setFault(error ? toFault(error) : null);
    if (data) setCompany(data.tenant);
  }, [plain]);
  useEffect(() => void load(), [load]);
  if (!company)
    return fault ? (
      <FaultBox fault={fault} onRetry={() => void load()} />
    ) : (
      <p className="notice">{t('loading')}</p>
    );
  return (
    <div className="settings">
      <CompanyForm company={company} onSaved={setCompany} />
      <HoursForm company={company} onSaved={setCompany} />
      <RulesForm company={company} onSaved={setCompany} />
    </div>
  );
}
