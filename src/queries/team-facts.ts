/** What is asked of a team besides its row. */
import { tableOf } from '../database/columns.js';
import { selectWithout } from '../database/row-shape.js';
import { as, int, quoted, sql, text } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import { ConversationStatus } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { hiddenOfUser, User } from '../entities/user.entity.js';
import type { LoadSource } from './load-source.js';
import type { UserRow } from './rows.js';

const users = tableOf(User);
const user = users.of('u');
const conversations = tableOf(Conversation);
const conversation = conversations.of('c');

const membersOfTeams = tenantStatement(
  'members-of-teams',
  sql`select ${selectWithout(User, 'u', hiddenOfUser)} from ${users.table} u
    where ${user.tenantId} = $1 and ${user.teamIds} && $2::uuid[] and ${user.disabledAt} is null
    order by ${user.name}, ${user.id}`,
);

/** The active members by name; of several teams in one statement. */
export function loadMembers({ reader, loaders }: LoadSource, teamId: string): Promise<readonly UserRow[]> {
  return loaders
    .byParent<readonly UserRow[]>('membersOfTeam', async ids => {
      const rows = await reader.rows(membersOfTeams, ids);
      return ids.map(id => rows.filter(({ teamIds }) => teamIds.includes(id)));
    })
    .load(teamId);
}

const openOfTeams = tenantStatement(
  'open-conversations-of-teams',
  sql`select ${as('teamId', text(conversation.teamId))}, ${as('count', int('count(*)'))} from ${conversations.table} c
    where ${conversation.tenantId} = $1 and ${conversation.teamId} = any($2::uuid[])
      and ${conversation.status} = ${quoted(ConversationStatus.OPEN)}
      and ($3::uuid[] is null or ${conversation.channelId} = any($3))
    group by ${conversation.teamId}`,
);

/**
 * The number of open conversations; of several teams in one statement.
 * @param channelIds numbers that the credential may see; null for all
 */
export function loadOpenConversations(
  { reader, loaders }: LoadSource,
  teamId: string,
  channelIds: readonly string[] | null,
): Promise<number> {
  return loaders
    .byParent<number>(`openOfTeam ${channelIds?.join() ?? ''}`, async ids => {
      const rows = await reader.rows(openOfTeams, ids, channelIds);
      return ids.map(id => rows.find(row => row.teamId === id)?.count ?? 0);
    })
    .load(teamId);
}
