/** JSON that PostgreSQL's jsonb can hold. */
import { cleanText } from './text.js';

/** Deeper than any provider's body, shallow enough for every later recursive reader. */
const defaultMaxDepth = 64;
/** Replaces values that are nested too deep. */
const tooDeep = '[nested too deep]';

/**
 * Cleans every string and key of a parsed JSON value as `cleanText` does; values deeper than `maxDepth` become a note.
 * The input is not changed: a clean value is returned itself, else a copy that shares its clean parts. Of two keys that
 * become equal, the later value stays.
 */
export function sanitizeJson(value: unknown, maxDepth = defaultMaxDepth): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (maxDepth <= 0) return tooDeep;
  if (Array.isArray(value)) {
    const cleaned = value.map(item => sanitizeJson(item, maxDepth - 1));
    return cleaned.some((item, index) => item !== value[index]) ? cleaned : value;
  }
  let changed = false;
  const entries = Object.entries(value).map(([key, item]) => {
    const entry = [cleanText(key), sanitizeJson(item, maxDepth - 1)] as const;
    changed ||= entry[0] !== key || entry[1] !== item;
    return entry;
  });
  // fromEntries defines its keys, so a key named __proto__ stays data.
  return changed ? Object.fromEntries(entries) : value;
}
