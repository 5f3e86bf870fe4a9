/** Use case: delete a number that was created by mistake. */

import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { lockCompany } from '../database/lock-company.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { ConflictError } from '../domain/errors.js';
import { EventType } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Salon } from '../entities/salon.entity.js';
import { lockChannel } from './channels.js';

const conversation = tableOf(Conversation).of('c');
const lead = tableOf(Lead).of('l');
const salon = tableOf(Salon).of('s');
const channels = tableOf(Channel);

const findUse = statement<{ readonly use: string }>(
  'find-use-of-channel',
  `select 'conversations' as "use" where exists (select 1 from ${tableOf(Conversation).table} c
      where ${conversation.tenantId} = $1 and ${conversation.channelId} = $2)
   union all select 'leads' where exists (select 1 from ${tableOf(Lead).table} l
      where ${lead.tenantId} = $1 and ${lead.channelId} = $2)
   union all select 'branches' where exists (select 1 from ${tableOf(Salon).table} s
      where ${salon.tenantId} = $1 and ${salon.noticeChannelId} = $2)`,
);

const remove = statement(
  'delete-channel',
  sql`delete from ${channels.table} c where ${channels.of('c').tenantId} = $1 and ${channels.of('c').id} = $2
   returning ${channels.select('c', ['id'])}`,
);

/**
 * Deletes a number without conversations; its ledger rows stay.
 * @throws NotFoundError; ConflictError for one that is used, or is its account's default
 */
export function deleteChannel(database: Database, tenantId: string, channelId: string): Promise<string> {
  return database.change(tenantId, async unit => {
    await lockCompany(unit, tenantId);
    const channel = await lockChannel(unit, channelId);
    if (channel.isDefault)
      throw new ConflictError("The number is its account's default; make another one the default first.", {
        reason: 'IN_USE',
        channelId: channel.id,
      });
    const [used] = await unit.query(findUse, [tenantId, channel.id]);
    if (used)
      throw new ConflictError(`The number has ${used.use}; archive it instead.`, {
        reason: 'IN_USE',
        channelId: channel.id,
      });
    await unit.query(remove, [tenantId, channel.id]);
    unit.emit({ kind: EventType.CHANNEL_UPDATED, subjectId: channel.id, channelId: channel.id });
    return channel.id;
  });
}
