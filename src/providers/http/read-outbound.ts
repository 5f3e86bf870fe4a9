import type { OutboundAttachment, SendOutcome } from '../contract/send.js';

/** Reads the bytes of a file to upload; a storage failure can be retried. */
export async function readOutbound(
  file: OutboundAttachment,
): Promise<{ readonly bytes: Uint8Array } | { readonly failure: SendOutcome }> {
  try {
    return { bytes: await file.read() };
  } catch {
    const detail = 'The file could not be read from where it is kept.';
    return {
      failure: { outcome: 'RETRY', providerCode: null, detail, httpStatus: null, retryAfterMs: null },
    };
  }
}
