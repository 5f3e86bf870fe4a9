const named = (zone: string): readonly [string, string] => [zone, zone.replaceAll('_', ' ')];

/** Zones to choose from, with the current one, which the browser may not know. */
export function timezones(current: string): readonly (readonly [string, string])[] {
  const known = Intl.supportedValuesOf('timeZone');
  return (known.includes(current) ? known : [current, ...known]).map(named);
}
