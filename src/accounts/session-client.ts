import { cleanText } from '../domain/text.js';

/** The device of a request, as sessions show it. */
export interface SessionClient {
  /** Client address, behind the configured proxies; null if unknown. */
  readonly address: string | null;
  readonly userAgent: string | null;
}

const maxUserAgentChars = 300;

/** The `User-Agent` header as it is stored: bounded, without control characters; null without one. */
export function toUserAgent(header: string | undefined): string | null {
  const text = cleanText(header ?? '')
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, maxUserAgentChars)
    .toWellFormed();
  return text === '' ? null : text;
}
