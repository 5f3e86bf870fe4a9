import { useState } from 'react';
import { RefetchFileDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { useCompany, useDesk } from '../live/index.js';
import { formatSize, Name } from '../ui/index.js';
import { fileNameOf } from './file-name.js';
import { type MediaFile, mediaKindOf } from './media-type.js';

/** A file whose bytes are not here: it is being fetched, or could not be had. */
export function MissingFile({ file }: { readonly file: MediaFile }) {
  const desk = useDesk();
  const { viewer } = useCompany();
  const [isAsked, setAsked] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const name = fileNameOf(file);
  const isPending = file.state === 'PENDING';
  const fetchAgain = async () => {
    setAsked(true);
    setFault(null);
    const input = { attachmentId: file.id };
    // The message changes by its event.
    const { error } = await desk.client.mutation(RefetchFileDocument, { input });
    setAsked(false);
    if (error) setFault(error.graphQLErrors[0]?.message ?? error.message);
  };
  return (
    <fieldset
      className={`box missing-file ${mediaKindOf(file) === 'PICTURE' ? 'missing-picture' : ''}`}
      aria-label={name}
    >
      <div>
        <Name>{name}</Name>{' '}
        {file.sizeBytes !== null && <span className="muted">{formatSize(file.sizeBytes)}</span>}
      </div>
      {isPending ? (
        <>
          <progress aria-label={t('fileFetching')} />
          <span className="muted">{t('fileFetching')}</span>
        </>
      ) : (
        <span>{t('fileMissing')}</span>
      )}
      {file.stateReason !== null && (
        <span className="muted" dir="auto">
          {file.stateReason}
        </span>
      )}
      {fault !== null && (
        <span role="alert" className="fault">
          {t('fetchAgainFailed')} {fault}
        </span>
      )}
      {!isPending && viewer.permissions.includes('WORK') && (
        <button type="button" className="button" disabled={isAsked} onClick={fetchAgain}>
          {t('fetchAgain')}
        </button>
      )}
    </fieldset>
  );
}
