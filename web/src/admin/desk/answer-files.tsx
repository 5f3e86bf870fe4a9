import { type ChangeEvent, useState } from 'react';
import { t } from '../../i18n/index.js';
import { uploadFile } from '../../kit/index.js';
import { useDesk } from '../../live/index.js';
import { cleanName, formatSize } from '../../ui/index.js';

/** A stored file. */
export interface AnswerFile {
  readonly id: string;
  readonly fileName: string | null;
  readonly sizeBytes: number | null;
}

/** Properties of `AnswerFiles`. */
export interface AnswerFilesProps {
  readonly files: readonly AnswerFile[];
  readonly onChange: (files: readonly AnswerFile[]) => void;
}

/** The files of a canned reply; each is uploaded when it is chosen. */
export function AnswerFiles({ files, onChange }: AnswerFilesProps) {
  const desk = useDesk();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const add = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    event.target.value = '';
    if (!file) return;
    setFailure(null);
    setBusy(true);
    try {
      onChange([...files, await uploadFile(desk, file, { purpose: 'CANNED_REPLY' })]);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };
  return (
    <div className="field">
      <label className="field">
        {t('desk_files')} <input type="file" disabled={isBusy} onChange={event => void add(event)} />
      </label>
      <ul>
        {files.map(file => (
          <li key={file.id} className="row-actions">
            {cleanName(file.fileName)} {file.sizeBytes !== null && formatSize(file.sizeBytes)}
            <button
              type="button"
              className="button"
              aria-label={`${t('remove')}: ${cleanName(file.fileName)}`}
              onClick={() => onChange(files.filter(other => other !== file))}
            >
              {t('remove')}
            </button>
          </li>
        ))}
      </ul>
      {failure && <p className="fault">{failure}</p>}
    </div>
  );
}
