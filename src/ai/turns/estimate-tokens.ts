/** Bytes of UTF-8 in a token, at the worst tokeniser for Kazakh. */
const bytesInToken = 2.2;

/** Tokens of a text at the most; without a tokeniser, as each endpoint has its own. */
export const estimateTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / bytesInToken);
