import { type ReactNode, useEffect, useState } from 'react';
import { t } from '../i18n/index.js';
import { useDesk } from '../live/index.js';
import { Empty, Page } from './page.js';

/** Properties of `ForgetsErased`. */
export interface ForgetsErasedProps {
  /** Of the page; absent for a part of one. */
  readonly title?: string;
  readonly children: ReactNode;
}

/**
 * A page, or a part of one, with what customers wrote: it goes, with what it has loaded, when a person is erased meanwhile, of whom it may be.
 * What is left is erased a moment later; the user loads it again.
 */
export function ForgetsErased({ title, children }: ForgetsErasedProps) {
  const desk = useDesk();
  const [isErased, setErased] = useState(false);
  useEffect(() => desk.onEvent(({ type }) => type === 'CONTACT_ERASED' && setErased(true)), [desk]);
  if (!isErased) return children;
  const notice = (
    <Empty>
      <p role="status">{t('data_erasedMeanwhile')}</p>
      <button type="button" className="button" onClick={() => setErased(false)}>
        {t('reload')}
      </button>
    </Empty>
  );
  return title === undefined ? notice : <Page title={title}>{notice}</Page>;
}
