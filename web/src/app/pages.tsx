import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { pageConfig } from '../config/page-config.js';
import type { StartQuery } from '../gql/operations.js';
import { loadPageTexts, type MessageId } from '../i18n/index.js';
import type { IconName } from '../ui/index.js';

/** A right of the viewer. */
type Permission = StartQuery['viewer']['permissions'][number];

/** A page other than the inbox. */
export interface PageEntry {
  /** Its address, and the beginning of those below it. */
  readonly path: string;
  readonly label: MessageId;
  readonly icon: IconName;
  /** What a viewer needs to see it; null: nothing. */
  readonly permission: Permission | null;
  /** Reached by links only. */
  readonly isHidden?: boolean;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

/** A page that is loaded when it is opened first. */
export interface Page extends PageEntry {
  readonly component: LazyExoticComponent<ComponentType>;
}

const gallery: PageEntry = {
  ...{ path: '/gallery', label: 'gallery', icon: 'gallery', permission: null },
  load: () => import('../gallery/page.js'),
};

/** In the order of the rail. */
const entries: readonly PageEntry[] = [
  {
    ...{ path: '/admin/numbers', label: 'numbersTitle', icon: 'phone', permission: 'MANAGE_CHANNELS' },
    load: () => import('../admin/numbers/page.js'),
  },
  {
    ...{ path: '/admin/quarantine', label: 'quaTitle', icon: 'lock', permission: 'READ_LEDGER' },
    load: () => import('../admin/quarantine/page.js'),
  },
  {
    ...{ path: '/admin/ledger', label: 'ledTitle', icon: 'book', permission: 'READ_LEDGER' },
    load: () => import('../admin/ledger/page.js'),
  },
  {
    ...{ path: '/admin/outbox', label: 'outTitle', icon: 'outbox', permission: 'READ' },
    load: () => import('../admin/outbox/page.js'),
  },
  {
    ...{ path: '/admin/statistics', label: 'statTitle', icon: 'chart', permission: 'READ_REPORTS' },
    load: () => import('../statistics/page.js'),
  },
  {
    ...{ path: '/admin/people', label: 'people', icon: 'people', permission: 'MANAGE_USERS' },
    load: () => import('../admin/people/page.js'),
  },
  {
    ...{ path: '/admin/desk', label: 'desk', icon: 'tag', permission: 'MANAGE_DESK' },
    load: () => import('../admin/desk/page.js'),
  },
  {
    ...{ path: '/admin/assistants', label: 'assistants', icon: 'assistant', permission: 'MANAGE_DESK' },
    load: () => import('../admin/assistants/page.js'),
  },
  {
    ...{ path: '/admin/settings', label: 'settings', icon: 'settings', permission: 'MANAGE_DESK' },
    load: () => import('../admin/settings/page.js'),
  },
  {
    ...{ path: '/admin/tokens', label: 'tokens', icon: 'key', permission: 'MANAGE_INTEGRATIONS' },
    load: () => import('../admin/tokens/page.js'),
  },
  {
    ...{ path: '/admin/webhooks', label: 'webhooks', icon: 'link', permission: 'MANAGE_INTEGRATIONS' },
    load: () => import('../admin/webhooks/page.js'),
  },
  {
    ...{ path: '/admin/audit', label: 'audit', icon: 'history', permission: 'READ_AUDIT' },
    load: () => import('../admin/audit/page.js'),
  },
  {
    ...{ path: '/admin/data', label: 'data', icon: 'download', permission: 'IMPORT_EXPORT' },
    load: () => import('../admin/data/page.js'),
  },
  {
    ...{ path: '/me', label: 'meTitle', icon: 'user', permission: null },
    load: () => import('../me/page.js'),
  },
  {
    ...{ path: '/search', label: 'searchPage', icon: 'search', permission: null },
    load: () => import('../search/page.js'),
  },
  {
    ...{ path: '/contacts', label: 'contact', icon: 'user', permission: null, isHidden: true },
    load: () => import('../person/page.js'),
  },
  ...(pageConfig.hasSimulators ? [gallery] : []),
];

/** The pages other than the inbox. */
export const pages: readonly Page[] = entries.map(entry => ({
  ...entry,
  component: lazy(async () => (await Promise.all([entry.load(), loadPageTexts()]))[0]),
}));

/** The page at an address. */
export const pageAt = (path: string): Page | undefined =>
  pages.find(page => path === page.path || path.startsWith(`${page.path}/`));
