/** JSON that PostgreSQL's jsonb can hold. */
import { cleanText } from './text.js';

/** Deeper than any provider's body, shallow enough for every recursive reader after us. */
const defaultMaxDepth = 64;
/** Stands in for what lay too deep. */
const tooDeep = '[nested too deep]';

/**
 * Cleans every string and key of a parsed JSON value as `cleanText` does; what lies deeper than `maxDepth` becomes
 * a note. The value is not changed: a clean one is returned itself, else a copy that shares its clean parts. Two
 * keys that become equal keep the later value.
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
  // fromEntries defines its keys, so that a key called __proto__ stays data.
  return changed ? Object.fromEntries(entries) : value;
}
