import { type ChangeEvent, useState } from 'react';
import { AdminAttributesDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { uploadFile, useRows } from '../../kit/index.js';
import { useDesk } from '../../live/index.js';
import { guessMapping, readHeaders } from './csv-headers.js';

/** An uploaded file. */
export interface PickedFile {
  readonly id: string;
  readonly name: string;
  readonly headers: readonly string[];
  /** Field by header, as far as it can be guessed; '' for a column that is left out. */
  readonly mapping: Readonly<Record<string, string>>;
}

/** The beginning of a file, in which its header must be. */
const headerBytes = 65_536;

/** Chooses a CSV file and uploads it. */
export function FilePicker({ onPicked }: { readonly onPicked: (file: PickedFile) => void }) {
  const desk = useDesk();
  const attributes = useRows(AdminAttributesDocument, {}, data => data.attributeDefinitions).items;
  const [progress, setProgress] = useState<number | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const upload = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    event.target.value = '';
    if (!file) return;
    setFailure(null);
    try {
      setProgress(0);
      const options = { purpose: 'IMPORT', mimeType: 'text/csv', onProgress: setProgress } as const;
      const { id } = await uploadFile(desk, file, options);
      const headers = readHeaders(await file.slice(0, headerBytes).text());
      const mapping = guessMapping(headers, attributes);
      onPicked({ id, name: file.name, headers, mapping });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
    setProgress(null);
  };
  return (
    <div className="section">
      <label className="field">
        {t('data_file')}
        <input type="file" accept=".csv,text/csv" onChange={event => void upload(event)} />
      </label>
      {progress !== null && <progress aria-label={t('data_uploading')} max={1} value={progress} />}
      {failure !== null && (
        <p role="alert" className="fault">
          {failure}
        </p>
      )}
    </div>
  );
}
