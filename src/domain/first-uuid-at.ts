/**
 * The smallest version 7 UUID of a moment: rows created at or after it have greater ids. Limits a scan in id order by
 * time.
 */
export function firstUuidAt(moment: Date): string {
  const hex = Math.max(0, moment.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`;
}
