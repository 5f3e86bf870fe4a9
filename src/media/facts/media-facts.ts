/** What is read from the bytes of a file for clients: sizes, a small picture, length and waveform. */
import { z } from 'zod';
import { thumbnailMaxBytes, waveformPeaks } from './limits.js';

const pixels = z.int().min(1).max(100_000);

/**
 * The facts of a file, each null when it is not known. The schema checks what the process that has read the file says:
 * it worked on untrusted bytes.
 */
export const mediaFactsSchema = z.object({
  /** Width of a picture as it is shown. */
  width: pixels.nullable(),
  height: pixels.nullable(),
  /** A WebP. */
  thumbnail: z
    .instanceof(Uint8Array)
    .refine(({ length }) => length > 0 && length <= thumbnailMaxBytes)
    .nullable(),
  durationSeconds: z.number().min(0).max(1_000_000).nullable(),
  /** Loudness from 0 to 100. */
  waveform: z.array(z.int().min(0).max(100)).min(1).max(waveformPeaks).nullable(),
});

/** See `mediaFactsSchema`. */
export type MediaFacts = Readonly<z.infer<typeof mediaFactsSchema>>;

/** Nothing is known. */
export const noFacts: MediaFacts = {
  ...{ width: null, height: null, thumbnail: null },
  ...{ durationSeconds: null, waveform: null },
};
