import { useCallback, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { AdminSettingsDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { type Fault, FaultBox, Page, SubNav, toFault } from '../../kit/index.js';
import { useCompany, useDesk } from '../../live/index.js';
import { Bookings } from '../bookings/bookings.js';
import './settings.css';
import { Attributes } from './attributes.js';
import { CompanyForm } from './company-form.js';
import { HoursForm } from './hours-form.js';
import { RulesForm } from './rules-form.js';
import type { CompanyWithSettings } from './section-form.js';

const root = '/admin/settings';

/** Settings of the company, its own fields of contacts and leads, and the booking system. */
export default function SettingsPage() {
  const [path] = useLocation();
  const { viewer } = useCompany();
  // All of it is about a connection, like the page of numbers.
  const mayConnect = viewer.permissions.includes('MANAGE_CHANNELS');
  const parts = [
    { path: root, title: t('settings_company'), part: CompanySettings },
    { path: `${root}/fields`, title: t('settings_fields'), part: Attributes },
    ...(mayConnect ? [{ path: `${root}/bookings`, title: t('bookings'), part: Bookings }] : []),
  ];
  const shown = parts.find(each => each.path === path);
  const Part = shown?.part ?? CompanySettings;
  return (
    <Page title={t('settings')} help={t('settings_help')}>
      <SubNav
        label={t('settings')}
        entries={parts.map(each => [each.path, each.title] as const)}
        current={shown?.path ?? root}
      />
      <Part />
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
