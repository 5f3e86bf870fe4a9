import { t } from '../i18n/index.js';
import { cleanName, IconButton, Name } from '../ui/index.js';
import type { useUploads } from './use-uploads.js';

/** The files that leave with the reply, each with its progress. */
export function Files({ uploads }: { readonly uploads: ReturnType<typeof useUploads> }) {
  if (uploads.list.length === 0) return null;
  return (
    <ul className="files">
      {uploads.list.map(({ id, fileName, progress, state, reason }) => {
        const name = cleanName(fileName);
        return (
          <li key={id} className={state === 'FAILED' ? 'fault' : ''}>
            <Name>{name}</Name>
            {state === 'UPLOADING' && (
              <progress value={progress} aria-label={`${name} ${Math.round(progress * 100)} %`} />
            )}
            {state === 'FAILED' && (
              <span role="alert">
                {t('uploadFailed', { name })} {reason}
              </span>
            )}
            <IconButton icon="close" label={t('removeFile', { name })} onClick={() => uploads.remove(id)} />
          </li>
        );
      })}
    </ul>
  );
}
