import type { ComponentType } from 'react';
import { useLocation } from 'wouter';
import { type MessageId, t } from '../../i18n/index.js';
import { Page, SubNav } from '../../kit/index.js';
import './data.css';
import { EraseData } from './erase-data.js';
import { ExportData } from './export-data.js';
import { ImportData } from './import-data.js';

const root = '/admin/data';

const parts: readonly {
  readonly path: string;
  readonly title: MessageId;
  readonly help: MessageId;
  readonly component: ComponentType;
}[] = [
  { path: root, title: 'data_import', help: 'data_importHelp', component: ImportData },
  { path: `${root}/export`, title: 'data_export', help: 'data_exportHelp', component: ExportData },
  { path: `${root}/erase`, title: 'data_erase', help: 'data_eraseHelp', component: EraseData },
];

/** Import, export, and erasing a person. */
export default function DataPage() {
  const [path] = useLocation();
  const shown = parts.find(part => part.path === path) ?? parts[0];
  if (!shown) return null;
  const { component: Part } = shown;
  return (
    <Page title={t('data')} help={t('data_help')}>
      <SubNav
        label={t('data')}
        entries={parts.map(part => [part.path, t(part.title)] as const)}
        current={shown.path}
      />
      <p className="muted page-help">{t(shown.help)}</p>
      <Part />
    </Page>
  );
}
