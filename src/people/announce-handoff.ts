/**
 * What follows when a person is asked for in a conversation: it goes to the team that the assistant of its number names, and
 * those who can take it are notified. All of it is written in the transaction of the change, so it happens once.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { as, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { Permission, rolesWith } from '../domain/permission.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { EventType, NotificationKind, UserKind } from '../domain/vocabulary.js';
import { AiAssistant } from '../entities/ai-assistant.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Notification } from '../entities/notification.entity.js';
import { Team } from '../entities/team.entity.js';
import { User } from '../entities/user.entity.js';
import { toConversationUpdated, toPreviousValues } from './contact-events.js';

const conversations = tableOf(Conversation);
const conversation = conversations.of('c');
const assistants = tableOf(AiAssistant);
const assistant = assistants.of('a');
const teams = tableOf(Team);
const team = teams.of('t');
const users = tableOf(User);
const user = users.of('u');
const notifications = tableOf(Notification);
const maxRecipients = 500;

/** $1 tenant, $2 conversation. It has neither an assignee nor a team, and the assistant of its number has a team: its own one before that of all numbers. */
const giveToTeam = statement(
  'handoff-to-team',
  sql`update ${conversations.table} c set ${conversations.column.teamId} = ${team.id}
     from ${teams.table} t
    where ${conversation.tenantId} = $1 and ${conversation.id} = $2 and ${conversation.assigneeId} is null and ${conversation.teamId} is null
      and ${team.tenantId} = $1 and ${team.archivedAt} is null and ${team.id} = (
        select ${assistant.handoffTeamId} from ${assistants.table} a
         where ${assistant.tenantId} = $1 and ${assistant.archivedAt} is null
           and (${assistant.channelIds} is null or ${conversation.channelId}::text = any(${assistant.channelIds}))
         order by ${assistant.channelIds} is null, ${assistant.id} limit 1)
    returning ${as('topicId', conversation.topicId)}, ${as('labelIds', conversation.labelIds)}`,
);

const isColleague = `${user.tenantId} = $1 and ${user.kind} = ${quoted(UserKind.PERSON)} and ${user.disabledAt} is null
      and ${user.role} in (${quoted(...rolesWith(Permission.WORK))})`;
const has = (condition: string) =>
  `exists (select from ${users.table} u where ${isColleague} and ${condition})`;

/** $1 tenant, $2 conversation. The assignee, else the members of the team, else all users who can take it. */
const findRecipients = statement(
  'handoff-recipients',
  sql`select ${as('userId', user.id)}, ${as('channelId', conversation.channelId)}
     from ${conversations.table} c join ${users.table} u on ${isColleague}
    where ${conversation.tenantId} = $1 and ${conversation.id} = $2
      and case when ${has(`${user.id} = ${conversation.assigneeId}`)} then ${user.id} = ${conversation.assigneeId}
               when ${has(`${conversation.teamId} = any(${user.teamIds})`)} then ${conversation.teamId} = any(${user.teamIds})
               else true end
    order by ${user.id} limit ${maxRecipients}`,
);

/** $1 tenant, $2 conversation, $3 ids, $4 users. Its time is that of the wish, by which it counts as read once that has ended. */
const add = statement(
  'handoff-notify',
  `insert into ${notifications.table} (${notifications.list(['id', 'tenantId', 'userId', 'kind', 'conversationId', 'createdAt'])})
   select n.id, $1, n.user_id, ${quoted(NotificationKind.HANDOFF_REQUESTED)}, ${conversation.id}, coalesce(${conversation.handoffAt}, now())
     from ${conversations.table} c, unnest($3::uuid[], $4::uuid[]) as n(id, user_id) where ${conversation.id} = $2`,
);

/** Gives the conversation to the team and notifies. The caller holds its lock, and has written HANDOFF_REQUESTED. */
export async function announceHandoff(
  { query, emit }: Transaction & { emit(event: NewEvent): void },
  { tenantId, conversationId: id }: { readonly tenantId: string; readonly conversationId: string },
): Promise<void> {
  const [given] = await query(giveToTeam, [tenantId, id]);
  const recipients = await query(findRecipients, [tenantId, id]);
  const channelId = recipients[0]?.channelId;
  if (channelId === undefined) return;
  if (given)
    emit(
      toConversationUpdated(
        { id, channelId },
        ['team'],
        toPreviousValues({ ...given, assigneeId: null, teamId: null }),
      ),
    );
  const ids = recipients.map(() => uuidV7());
  await query(add, [tenantId, id, ids, recipients.map(({ userId }) => userId)]);
  for (const [index, { userId }] of recipients.entries())
    emit({
      kind: EventType.NOTIFICATION_UPDATED,
      ...{ subjectId: ids[index] ?? '', channelId, conversationId: id, userId },
    });
}
