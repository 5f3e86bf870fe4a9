/** Conversations and leads of contacts, locked in the common order of all transactions: conversations, then leads. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { as, int, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';

const conversations = tableOf(Conversation);
const conversation = conversations.of('v');
const leads = tableOf(Lead);
const lead = leads.of('l');
const stage = tableOf(LeadStage).of('s');

/** The columns of a conversation that merges read. */
export type OwnedConversation = Pick<
  Conversation,
  'id' | 'channelId' | 'contactId' | 'identityId' | 'leadId'
>;

/** The columns of a lead that merges read, with the position of its stage. */
export interface OwnedLead
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
    | 'value'
    | 'referral'
    | 'mergedIntoId'
  > {
  readonly stagePosition: number;
  readonly isTerminal: boolean;
}

/** The rows of contacts, by their ids. */
export interface OwnedRows {
  readonly conversations: readonly OwnedConversation[];
  readonly leads: readonly OwnedLead[];
}

const lockConversations = statement(
  'lock-owned-conversations',
  sql`select ${conversations.select('v', ['id', 'channelId', 'contactId', 'identityId', 'leadId'])}
     from ${conversations.table} v
    where ${conversation.tenantId} = $1 and ${conversation.contactId} = any($2::uuid[])
    order by ${conversation.id} for update`,
);

const lockLeads = statement(
  'lock-owned-leads',
  sql`select ${leads.select('l', ['id', 'contactId', 'channelId', 'stageId', 'topicId', 'topicSource', 'ownerId', 'name', 'phone', 'value', 'referral', 'mergedIntoId'])},
          ${as('stagePosition', int(`case when ${stage.archivedAt} is null then ${stage.position} else -1 end`))}, ${as('isTerminal', stage.isTerminal)}
     from ${leads.table} l join ${tableOf(LeadStage).table} s on ${stage.id} = ${lead.stageId}
    where ${lead.tenantId} = $1 and ${lead.contactId} = any($2::uuid[])
    order by ${lead.id} for update of l`,
);

/** Locks and reads them; the caller holds the locks of the contacts. */
export async function lockOwnedRows(
  transaction: Transaction,
  tenantId: string,
  contactIds: readonly string[],
): Promise<OwnedRows> {
  return {
    conversations: await transaction.query(lockConversations, [tenantId, contactIds]),
    leads: await transaction.query(lockLeads, [tenantId, contactIds]),
  };
}
