import { useEffect } from 'react';
import { openPicture } from './open-picture.js';
import { PictureViewer } from './picture-viewer.js';
import { soundPlayer } from './sound-player.js';

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
