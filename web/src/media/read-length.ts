import { useEffect, useState } from 'react';
import type { MediaFile } from './media-type.js';

/** The length that the browser has read, in seconds; null for a stream without an end. */
export const toLength = ({ duration }: HTMLMediaElement): number | null =>
  Number.isFinite(duration) ? duration : null;

/** True where the user wants as little as possible to be loaded. */
export const savesData = (): boolean =>
  (navigator as { readonly connection?: { readonly saveData?: boolean } }).connection?.saveData === true;

/** The length of a sound of which neither provider nor server know it: the browser reads the beginning of the file. */
export function useLength({ durationSeconds }: MediaFile, url: string): number | null {
  const [length, setLength] = useState<number | null>(null);
  const isUnknown = durationSeconds === null;
  useEffect(() => {
    if (!isUnknown || url === '' || savesData()) return;
    const probe = new Audio();
    probe.preload = 'metadata';
    probe.addEventListener('loadedmetadata', () => setLength(toLength(probe)));
    probe.src = url;
    return () => probe.removeAttribute('src');
  }, [isUnknown, url]);
  return length;
}
