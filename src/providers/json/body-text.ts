/** One for all requests: making a decoder costs more than decoding a body. */
const decoder = new TextDecoder();

/** The bytes of a body as text, without a byte-order mark and space around it; what is no UTF-8 becomes U+FFFD. */
export const toBodyText = (rawBody: Uint8Array): string => decoder.decode(rawBody).trim();
