/** Which text is sent to a person who writes outside business hours: the channel's own, else the company's. */
import { isOpenAt, type OpeningRules } from './opening-hours.js';

/** Business hours with the text that is sent outside them. */
export interface AwayRule {
  readonly hours: OpeningRules;
  /** The company's time zone, for hours without one. */
  readonly timezone: string;
  readonly text: string;
}

/** Business hours and away text of a company or a channel. */
export interface AwaySettings {
  readonly businessHours: OpeningRules | null;
  readonly awayText: string | null;
}

/** The rule of a channel; null when it is always open, or has no text. */
export function toAwayRule(
  channel: AwaySettings,
  company: AwaySettings & { readonly timezone: string },
): AwayRule | null {
  const hours = channel.businessHours ?? company.businessHours;
  const text = channel.awayText ?? company.awayText;
  return hours === null || text === null ? null : { hours, text, timezone: company.timezone };
}

/** True while it is closed. */
export function isAwayAt({ hours, timezone }: AwayRule, at: Date): boolean {
  return !isOpenAt(hours, timezone, at);
}
