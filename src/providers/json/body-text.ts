/** Shared by all requests: creating a decoder costs more than decoding a body. */
const decoder = new TextDecoder();

/** Decodes a body as UTF-8, without byte-order mark and surrounding space; invalid bytes become U+FFFD. */
export const toBodyText = (rawBody: Uint8Array): string => decoder.decode(rawBody).trim();
