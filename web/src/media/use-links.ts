import { useState } from 'react';
import { FileLinksDocument } from '../gql/operations.js';
import { useDesk } from '../live/index.js';
import { toOwnLink } from '../ui/index.js';
import type { MediaFile } from './media-type.js';

/** Links of a stored file on this server. */
export interface Links {
  readonly url: string;
  /** The small picture, else the file. */
  readonly thumbnail: string;
  /** To be called when a link leads nowhere: links end after an hour, and a thread stays open for longer. */
  readonly onFault: () => void;
  /** True when a new link did not help. */
  readonly hasFailed: boolean;
}

/** The links of a file; renewed once when one has ended. */
export function useLinks(file: MediaFile): Links {
  const desk = useDesk();
  const [renewed, setRenewed] = useState<Pick<MediaFile, 'url' | 'thumbnailUrl'> | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const { url, thumbnailUrl } = renewed ?? file;
  const onFault = async () => {
    if (renewed !== null) return setFailed(true);
    const { data } = await desk.plain.query(FileLinksDocument, { id: file.id });
    const found = data?.node?.__typename === 'Attachment' ? data.node : null;
    if (!found || found.url === null) return setFailed(true);
    // The same link again leads nowhere again.
    if (found.url === file.url) setFailed(true);
    setRenewed(found);
  };
  const own = (link: string | null) => (link === null ? null : toOwnLink(link));
  const full = own(url) ?? '';
  return { url: full, thumbnail: own(thumbnailUrl) ?? full, onFault: () => void onFault(), hasFailed };
}
