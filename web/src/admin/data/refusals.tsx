import { t } from '../../i18n/index.js';
import { toOwnLink } from '../../ui/index.js';
import type { Job } from './with-changes.js';

/** Rows of a file that were refused, with the reasons, and a file of all of them. */
export function Refusals({ job: { refusals, refusalsUrl, refused } }: { readonly job: Job }) {
  if (refused === 0) return null;
  return (
    <details>
      <summary>{t('data_refusedRows', { count: refused })}</summary>
      <ul className="refusals">
        {refusals.map(({ line, column, reason }) => (
          <li key={`${line} ${column}`}>
            {t('data_line', { line })}
            {column !== null && ` · ${column}`}: {reason}
          </li>
        ))}
      </ul>
      {refused > refusals.length && (
        <p className="muted">{t('data_moreRefused', { count: refused - refusals.length })}</p>
      )}
      {refusalsUrl && (
        <a href={toOwnLink(refusalsUrl)} download>
          {t('data_downloadRefused')}
        </a>
      )}
    </details>
  );
}
