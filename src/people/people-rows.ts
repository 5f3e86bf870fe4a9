/** The conversations and sales cases of people, locked in the order that everybody keeps: conversations, then leads. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import type { LeadWithStage } from './join-leads.js';

const conversations = tableOf(Conversation);
const conversation = conversations.of('v');
const leads = tableOf(Lead);
const lead = leads.of('l');
const stage = tableOf(LeadStage).of('s');

/** A conversation as a merge looks at it. */
export type PersonConversation = Pick<
  Conversation,
  'id' | 'channelId' | 'contactId' | 'identityId' | 'leadId'
>;

/** What people have here. */
export interface PeopleRows {
  readonly conversations: readonly PersonConversation[];
  readonly leads: readonly LeadWithStage[];
}

const lockConversations = statement(
  'people-lock-conversations',
  `select ${conversations.select('v', ['id', 'channelId', 'contactId', 'identityId', 'leadId'])}
     from ${conversations.table} v
    where ${conversation.tenantId} = $1 and ${conversation.contactId} = any($2::uuid[])
    order by ${conversation.id} for update`,
);

const lockLeads = statement(
  'people-lock-leads',
  `select ${leads.select('l', ['id', 'contactId', 'channelId', 'stageId', 'topicId', 'topicSource', 'ownerId', 'name', 'phone', 'referral', 'mergedIntoId'])},
          ${stage.position} as "stagePosition", ${stage.isTerminal} as "isTerminal"
     from ${leads.table} l join ${tableOf(LeadStage).table} s on ${stage.id} = ${lead.stageId}
    where ${lead.tenantId} = $1 and ${lead.contactId} = any($2::uuid[])
    order by ${lead.id} for update of l`,
);

/** Locks and reads them; the caller holds the contacts' rows. */
export async function lockPeopleRows(
  transaction: Transaction,
  tenantId: string,
  contactIds: readonly string[],
): Promise<PeopleRows> {
  return {
    conversations: await transaction.query<PersonConversation>(lockConversations, [tenantId, contactIds]),
    leads: await transaction.query<LeadWithStage>(lockLeads, [tenantId, contactIds]),
  };
}
