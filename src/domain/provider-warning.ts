/** What a provider holds against one of our numbers. Pure. */

/** One thing that was said, or taken back. */
export interface ProviderWarning {
  /** Null when it was taken back: when that was is kept, so that an older warning does not return. */
  readonly text: string | null;
  readonly isBlocking: boolean;
  /** ISO times. */
  readonly until: string | null;
  readonly at: string;
}

/** By subject. */
export type ProviderWarnings = Readonly<Record<string, ProviderWarning>>;

/** Those that stand, the newest first. */
export function listStanding(warnings: ProviderWarnings | null, now: Date): readonly ProviderWarning[] {
  return Object.values(warnings ?? {})
    .filter(({ text, until }) => text !== null && (until === null || Date.parse(until) > now.getTime()))
    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at));
}
