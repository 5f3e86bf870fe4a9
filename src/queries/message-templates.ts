/** The approved templates that a number can send: those of its account. */
import { tableOf } from '../database/columns.js';
import { sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { Channel } from '../entities/channel.entity.js';
import { MessageTemplate } from '../entities/message-template.entity.js';
import type { MessageTemplateRow } from './rows.js';

const templates = tableOf(MessageTemplate);
const template = templates.of('t');
const channel = tableOf(Channel).of('h');

/** WhatsApp keeps at most 6,000 approved ones per account; a list of all of them is of no use. */
const maxShown = 500;

const ofChannel = tenantStatement(
  'message-templates-of-channel',
  sql`select ${templates.select('t')} from ${templates.table} t
     join ${tableOf(Channel).table} h on ${channel.accountId} = ${template.accountId}
    where ${template.tenantId} = $1 and ${channel.tenantId} = $1 and ${channel.id} = $2::uuid
      and ${template.removedAt} is null
    order by ${template.name}, ${template.language}, ${template.id} limit ${maxShown}`,
);

/** The templates of a number, by name. */
export function messageTemplatesOf(reader: TenantReader, channelId: string): Promise<MessageTemplateRow[]> {
  return reader.rows(ofChannel, channelId);
}
