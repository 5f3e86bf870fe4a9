import { Component, type ReactNode } from 'react';
import { t } from '../i18n/index.js';

/** Catches a page that cannot be loaded or drawn; the inbox and what is written there stay. */
export class PageBoundary extends Component<
  { readonly children: ReactNode },
  { readonly hasFailed: boolean }
> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main className="notice" role="alert">
        <p>{t('pageFailed')}</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          {t('reload')}
        </button>
      </main>
    );
  }
}
