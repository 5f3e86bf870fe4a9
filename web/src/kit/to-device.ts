const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bYaBrowser\//, 'Yandex'],
  [/\bFirefox\//, 'Firefox'],
  [/\b(?:Headless)?Chrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

const nameIn = (table: typeof browsers, text: string): string | undefined =>
  table.find(([pattern]) => pattern.test(text))?.[1];

/** A device for a person, such as "Chrome, Windows"; the `User-Agent` itself for other programs, null without one. */
export function toDevice(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const parts = [nameIn(browsers, userAgent), nameIn(systems, userAgent)].filter(part => part !== undefined);
  return parts.length === 0 ? userAgent.slice(0, 60) : parts.join(', ');
}
