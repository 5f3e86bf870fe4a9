/** Length of recordings in AMR, which old phones and gateways send: frames of 20 ms in a row (RFC 4867, section 5). */

const bands = [
  // Bytes of a frame with its header, by the type in it; others are not defined.
  { magic: '#!AMR\n', frameBytes: [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1] },
  { magic: '#!AMR-WB\n', frameBytes: [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1] },
] as const;
const frameSeconds = 0.02;

/** The seconds; null for bytes that are no such recording, or have a frame that is not defined. */
export function readAmrSeconds(bytes: Uint8Array): number | null {
  const band = bands.find(({ magic }) => magic === Buffer.from(bytes.subarray(0, magic.length)).toString());
  if (!band) return null;
  let frames = 0;
  for (let at = band.magic.length; at < bytes.length; frames += 1) {
    const size = band.frameBytes[((bytes[at] ?? 0) >> 3) & 15];
    if (!size) return null;
    at += size;
  }
  return frames * frameSeconds;
}
