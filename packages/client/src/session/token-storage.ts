import type { KeptTokens } from './tokens.js';

/** Where a keeper has its tokens. A storage that tabs share is read again before each refresh. */
export interface TokenStorage {
  read(): KeptTokens | null | Promise<KeptTokens | null>;
  /** Null removes them. */
  write(tokens: KeptTokens | null): void | Promise<void>;
}

/** The methods in use of `localStorage` and `sessionStorage`. */
export interface StringStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Keeps the tokens as long as the page is open. */
export function memoryStorage(): TokenStorage {
  let kept: KeptTokens | null = null;
  return {
    read: () => kept,
    write: tokens => {
      kept = tokens;
    },
  };
}

/**
 * Keeps the tokens in `localStorage`, which all tabs of the origin share, or in `sessionStorage`, for one tab over its
 * reloads. Scripts of the page can read both. Where the browser refuses access, the tokens are kept in memory.
 *
 * @param area default: `localStorage`
 */
export function webStorage(area?: StringStorage, key = 'trunkline-session'): TokenStorage {
  const memory = memoryStorage();
  const isRefused = (use: (area: StringStorage) => void): boolean => {
    try {
      // The property itself throws where storage is blocked.
      use(area ?? (globalThis as unknown as { localStorage: StringStorage }).localStorage);
      return false;
    } catch {
      return true;
    }
  };
  return {
    read: () => {
      let text: string | null = null;
      if (isRefused(area => (text = area.getItem(key)))) return memory.read();
      return text === null ? null : parse(text);
    },
    write: tokens => {
      const store = (area: StringStorage) =>
        tokens === null ? area.removeItem(key) : area.setItem(key, JSON.stringify(tokens));
      if (isRefused(store)) return memory.write(tokens);
    },
  };
}

function parse(text: string): KeptTokens | null {
  try {
    const kept = JSON.parse(text) as KeptTokens;
    const texts = [kept.accessToken, kept.refreshToken, kept.expiresAt, kept.sessionId];
    return texts.every(value => typeof value === 'string') && typeof kept.receivedAt === 'number'
      ? kept
      : null;
  } catch {
    return null;
  }
}
