import { findOpeningState, type OpeningRules } from '../domain/opening-hours.js';
import type { BusinessHours } from '../schema/business-hours.types.js';

/** Business hours with their state now; null for always open. @param timezone the company's */
export function toBusinessHours(rules: OpeningRules | null, timezone: string): BusinessHours | null {
  if (rules === null) return null;
  const { isOpen, changesAt } = findOpeningState(rules, timezone, new Date());
  return { ...rules, isOpen, changesAt };
}
