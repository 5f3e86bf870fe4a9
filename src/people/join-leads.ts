/**
 * What becomes of the sales cases when two contacts turn out to be one person (docs/decisions/0017). Pure.
 *
 * A person has one open case: the other's open one is joined to that of the kept contact, which goes on. What a
 * colleague did is not lost: the further stage wins, and what the case that goes on lacks is taken from the other.
 * Cases that are closed are history and go over as they are.
 */
import type { Lead } from '../entities/lead.entity.js';
import { isOpenLead } from './open-lead.js';

/** A lead, with what its stage says. */
export interface LeadWithStage
  extends Pick<
    Lead,
    | 'id'
    | 'contactId'
    | 'channelId'
    | 'stageId'
    | 'topicId'
    | 'topicSource'
    | 'ownerId'
    | 'name'
    | 'phone'
    | 'referral'
    | 'mergedIntoId'
  > {
  readonly stagePosition: number;
  readonly isTerminal: boolean;
}

/** What the lead that goes on can take over from the other. */
export type FilledLeadField = 'topicId' | 'ownerId' | 'name' | 'phone' | 'referral';

/** The case that goes on, as it will be. */
export interface JoinedLead {
  readonly into: LeadWithStage;
  readonly from: LeadWithStage;
  readonly filled: readonly FilledLeadField[];
  /** The stage that it was at; null when it stays there. */
  readonly stageBefore: string | null;
}

const fillable = [
  'topicId',
  'ownerId',
  'name',
  'phone',
  'referral',
] as const satisfies readonly FilledLeadField[];

/** The newest case that is open, by the order of ids. */
export function findOpenLead(leads: readonly LeadWithStage[], contactId: string): LeadWithStage | null {
  const open = leads.filter(lead => lead.contactId === contactId && isOpenLead(lead));
  return open.reduce<LeadWithStage | null>(
    (newest, lead) => (newest === null || lead.id > newest.id ? lead : newest),
    null,
  );
}

/** How the cases of two people come together; null when at most one of the two has an open one. */
export function joinLeads(
  leads: readonly LeadWithStage[],
  keptId: string,
  mergedId: string,
): JoinedLead | null {
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
