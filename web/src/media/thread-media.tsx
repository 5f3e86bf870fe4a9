import { useEffect } from 'react';
import { lazyLayer } from '../ui/index.js';
import { openPicture } from './open-picture.js';
import { soundPlayer } from './sound-player.js';

const PictureViewer = lazyLayer(async () => (await import('./picture-viewer.js')).PictureViewer);

/** What the files of a thread have in common: the large picture, and the sound that plays. Once for each open thread. */
export function ThreadMedia({ conversationId }: { readonly conversationId: string }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: both end with the thread
  useEffect(
    () => () => {
      openPicture(null);
      soundPlayer.stop();
    },
    [conversationId],
  );
  return <PictureViewer conversationId={conversationId} />;
}
