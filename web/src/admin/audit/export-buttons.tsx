import { useState } from 'react';
import type { AdminActivitiesQueryVariables } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { saveFile } from '../../kit/index.js';
import { keeper } from '../../session/index.js';
import { toExportQuery } from './to-export-query.js';

/** Properties of `ExportButtons`. */
export interface ExportButtonsProps {
  readonly filter: NonNullable<AdminActivitiesQueryVariables['filter']>;
}

/** Saves the filtered rows as a file. */
export function ExportButtons({ filter }: ExportButtonsProps) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const save = async (format: 'csv' | 'jsonl') => {
    setBusy(true);
    setFailure(null);
    try {
      const token = await keeper.accessToken();
      const response = await fetch(`/audit/export?${toExportQuery(filter, format)}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      if (!response.ok) throw new Error(`${response.status} ${response.headers.get('x-request-id') ?? ''}`);
      saveFile(`audit.${format}`, await response.blob());
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };
  return (
    <div className="row-actions">
      <button type="button" className="button" disabled={isBusy} onClick={() => void save('csv')}>
        {t('audit_csv')}
      </button>
      <button type="button" className="button" disabled={isBusy} onClick={() => void save('jsonl')}>
        {t('audit_jsonl')}
      </button>
      {failure !== null && (
        <p role="alert" className="fault">
          {t('audit_notSaved')} {failure}
        </p>
      )}
    </div>
  );
}
