import { useSyncExternalStore } from 'react';
import { t } from '../i18n/index.js';
import { cleanName, formatSize, IconButton, Name } from '../ui/index.js';
import type { Draft, DraftFile } from './drafts.js';
import { type Upload, uploads } from './uploads.js';

/** Properties of `Files`. */
export interface FilesProps {
  readonly conversationId: string;
  readonly draft: Draft;
  /** Files that one message of the number carries; null when it is not known. */
  readonly perMessage: number | null;
  readonly onRemove: (file: DraftFile) => void;
  readonly onRemoveCanned: () => void;
  readonly onRetry: (uploadId: string) => void;
}

/** The uploads of a conversation. */
export const useUploads = (conversationId: string): readonly Upload[] =>
  useSyncExternalStore(uploads.subscribe, () => uploads.list(conversationId));

/** The files that leave with the reply: those that are there, those on their way, and those of a canned reply. */
export function Files({ conversationId, draft, perMessage, ...on }: FilesProps) {
  const running = useUploads(conversationId);
  const { files, canned } = draft;
  const cannedNames = canned?.fileNames ?? [];
  const count = files.length + running.length;
  if (count + cannedNames.length === 0) return null;
  return (
    <ul className="files" aria-label={t('files')}>
      {cannedNames.length > 0 && (
        <li>
          <span className="muted">{t('cannedFiles')}</span> {cannedNames.map(cleanName).join(', ')}
          <IconButton icon="close" label={t('removeCannedFiles')} onClick={on.onRemoveCanned} />
        </li>
      )}
      {files.map(file => {
        const name = cleanName(file.fileName);
        const preview = uploads.preview(file.attachmentId);
        return (
          <li key={file.attachmentId}>
            {preview !== null && <img className="file-preview" src={preview} alt={t('picture', { name })} />}
            <Name>{name}</Name>
            <IconButton icon="close" label={t('removeFile', { name })} onClick={() => on.onRemove(file)} />
          </li>
        );
      })}
      {running.map(upload => (
        <Running
          key={upload.id}
          upload={upload}
          onRetry={() => on.onRetry(upload.id)}
          onRemove={() => uploads.remove(conversationId, upload.id)}
        />
      ))}
      {perMessage !== null && count > perMessage && (
        <li className="muted">
          {t('severalMessages', { count: Math.ceil(count / Math.max(1, perMessage)) })}
        </li>
      )}
    </ul>
  );
}

interface RunningProps {
  readonly upload: Upload;
  readonly onRetry: () => void;
  readonly onRemove: () => void;
}

function Running({ upload, onRetry, onRemove }: RunningProps) {
  const { fileName, progress, state, reason, detail, sizeBytes } = upload;
  const name = cleanName(fileName);
  const isUploading = state === 'UPLOADING';
  return (
    <li className={isUploading ? '' : 'fault'}>
      <Name>{name}</Name>
      {isUploading ? (
        <>
          <progress value={progress} aria-label={`${name} ${Math.round(progress * 100)} %`} />
          <span className="muted">{formatSize(sizeBytes)}</span>
        </>
      ) : (
        <span role="alert">
          {t(reason === 'TYPE' ? 'uploadType' : reason === 'SIZE' ? 'uploadSize' : 'uploadFailed', { name })}{' '}
          {detail}
        </span>
      )}
      {state === 'FAILED' && (
        <button type="button" className="button" onClick={onRetry}>
          {t('tryAgain')}
        </button>
      )}
      <IconButton icon="close" label={t('removeFile', { name })} onClick={onRemove} />
    </li>
  );
}
