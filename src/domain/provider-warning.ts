/** A provider's warnings about a channel. Pure. */

/** The latest report on one subject: a warning, or its end. */
export interface ProviderWarning {
  /** Null when the warning has ended; the time of its end is kept, so that an older warning does not return. */
  readonly text: string | null;
  readonly isBlocking: boolean;
  /** ISO times. */
  readonly until: string | null;
  readonly at: string;
}

/** Warnings by subject. */
export type ProviderWarnings = Readonly<Record<string, ProviderWarning>>;

/** The warnings in effect, newest first. */
export function listStanding(warnings: ProviderWarnings | null, now: Date): readonly ProviderWarning[] {
  return Object.values(warnings ?? {})
    .filter(({ text, until }) => text !== null && (until === null || Date.parse(until) > now.getTime()))
    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at));
}
