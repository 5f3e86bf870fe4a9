import type { AdminActivitiesQuery } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { type Names, toWords } from './to-words.js';

type Change = AdminActivitiesQuery['activities']['nodes'][number]['changes'][number];

/** Properties of `Changes`. */
export interface ChangesProps {
  readonly changes: readonly Change[];
  readonly names: Names;
}

/** The changed fields with their values before and after. */
export function Changes({ changes, names }: ChangesProps) {
  if (changes.length === 0) return <>—</>;
  return (
    <table className="changes">
      <thead>
        <tr>
          <th scope="col">{t('audit_field')}</th>
          <th scope="col">{t('audit_before')}</th>
          <th scope="col">{t('audit_after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after, isHidden }) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            {isHidden ? (
              <td colSpan={2}>{t('audit_hidden')}</td>
            ) : (
              <>
                <td data-title={t('audit_before')}>{toWords(before, names)}</td>
                <td data-title={t('audit_after')}>{toWords(after, names)}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
