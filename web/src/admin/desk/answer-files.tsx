import { type ChangeEvent, useState } from 'react';
import { CreateAnswerFileDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { FaultBox, useChange } from '../../kit/index.js';
import { cleanName, formatSize, putFile, toOwnLink } from '../../ui/index.js';

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
  const { run, isBusy, fault } = useChange(CreateAnswerFileDocument);
  const [failure, setFailure] = useState<string | null>(null);
  const add = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    event.target.value = '';
    if (!file) return;
    setFailure(null);
    const input = {
      ...{ fileName: file.name, mimeType: file.type || 'application/octet-stream', sizeBytes: file.size },
      purpose: 'CANNED_REPLY' as const,
    };
    const made = await run({ input });
    if (!made) return;
    const { uploadUrl, attachment } = made.createUpload;
    try {
      await putFile(toOwnLink(uploadUrl), file, () => {});
      onChange([...files, attachment]);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className="field">
      <label>
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
      <FaultBox fault={fault} />
    </div>
  );
}
