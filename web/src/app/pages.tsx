import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { StartQuery } from '../gql/operations.js';
import type { MessageId } from '../i18n/index.js';
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

/** In the order of the rail. */
const entries: readonly PageEntry[] = [
  {
    ...{ path: '/admin/statistics', label: 'statTitle', icon: 'chart', permission: 'READ_REPORTS' },
    load: () => import('../statistics/page.js'),
  },
  {
    ...{ path: '/me', label: 'meTitle', icon: 'settings', permission: null },
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
];

/** The pages other than the inbox. */
export const pages: readonly Page[] = entries.map(entry => ({ ...entry, component: lazy(entry.load) }));

/** The page at an address. */
export const pageAt = (path: string): Page | undefined =>
  pages.find(page => path === page.path || path.startsWith(`${page.path}/`));
