/** Limits of what is read from a file, for the process that reads and the one that checks. */

/** The largest width and height of a small picture. */
export const thumbnailPixels = 480;
/** The most bytes of a small picture. */
export const thumbnailMaxBytes = 40_000;
/** Peaks of a waveform at the most. */
export const waveformPeaks = 64;

/** How a file is read. */
export type FactsKind = 'picture' | 'sound' | 'film';

const kinds: ReadonlyMap<string, FactsKind> = new Map([
  ...['image/jpeg', 'image/png', 'image/webp', 'image/gif'].map(type => [type, 'picture'] as const),
  ...['audio/ogg', 'audio/mpeg', 'audio/mp4', 'audio/aac', 'audio/amr', 'audio/wav', 'audio/webm'].map(
    type => [type, 'sound'] as const,
  ),
  ...['video/mp4', 'video/3gpp', 'video/quicktime', 'video/webm'].map(type => [type, 'film'] as const),
]);

/** How a file of this detected type is read; null for all others, such as drawings and documents, which never are. */
export function factsKindOf(contentType: string): FactsKind | null {
  return kinds.get(contentType) ?? null;
}

/** Larger files are not read. */
export const maxFactsBytes: Readonly<Record<FactsKind, number>> = {
  picture: 32 * 1_048_576,
  sound: 32 * 1_048_576,
  film: 1_024 * 1_048_576,
};
/** Pictures with more pixels are not decoded: at four bytes each they take 200 MB. */
export const maxPixels = 50_000_000;
