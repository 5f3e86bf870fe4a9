/**
 * Merges the leads of two contacts that are merged (docs/decisions/0017). Pure.
 *
 * A contact has one open lead: the open lead of the merged contact is merged into that of the kept contact. Agents'
 * work is kept: the later stage wins, and fields that are empty on the kept lead are taken from the other. Closed leads
 * move unchanged.
 */
import { findOpenLead } from './open-lead.js';
import type { OwnedLead } from './owned-rows.js';

/** A field that the kept lead can take from the other. */
export type FilledLeadField = 'topicId' | 'ownerId' | 'name' | 'phone' | 'value' | 'referral';

/** The resulting kept lead, and the lead that is merged into it. */
export interface JoinedLead {
  readonly into: OwnedLead;
  readonly from: OwnedLead;
  readonly filled: readonly FilledLeadField[];
  /** Its former stage; null when the stage stays. */
  readonly stageBefore: string | null;
}

const fillable = [
  'topicId',
  'ownerId',
  'name',
  'phone',
  'value',
  'referral',
] as const satisfies readonly FilledLeadField[];

/** Merges the open leads of two contacts; null when at most one of them has an open lead. */
export function mergeLeads(leads: readonly OwnedLead[], keptId: string, mergedId: string): JoinedLead | null {
  const into = findOpenLead(leads, keptId);
  const from = findOpenLead(leads, mergedId);
  if (into === null || from === null) return null;
  const filled = fillable.filter(field => into[field] === null && from[field] !== null);
  const isFurther = from.stagePosition > into.stagePosition;
  const taken = Object.fromEntries(filled.map(field => [field, from[field]]));
  return {
    into: {
      ...into,
      ...taken,
      ...(filled.includes('topicId') ? { topicSource: from.topicSource } : {}),
      ...(isFurther ? { stageId: from.stageId } : {}),
    },
    from,
    filled,
    stageBefore: isFurther ? into.stageId : null,
  };
}
