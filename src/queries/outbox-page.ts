/** The outbox: outbound messages that have not certainly reached the provider, newest first. */
import { tableOf } from '../database/columns.js';
import { quoted } from '../database/sql.js';
import { MessageStatus } from '../domain/delivery-status.js';
import { MessageDirection } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';
import { idIs, when, wordIn } from './conditions.js';
import type { Page, PageArguments } from './page.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPage } from './read-page.js';
import type { MessageRow } from './rows.js';

const message = tableOf(Message).of('m');
const list = listById(Message, 'outbox', 'outbox', 'm', 'desc');
const projection = plainRows(Message, 'm');

/** Default status filter: messages that wait, and those that an agent must look at. */
const unsettled = [MessageStatus.QUEUED, MessageStatus.SENDING, MessageStatus.FAILED, MessageStatus.UNKNOWN];

/** Outbound messages by status and channel. */
export function outboxPage(
  source: PageSource,
  filter: { readonly status?: readonly MessageStatus[] | null; readonly channelId?: string | null },
  args: PageArguments,
): Promise<Page<MessageRow>> {
  const conditions = [
    ...when('outbound', true, `${message.direction} = ${quoted(MessageDirection.OUTBOUND)}`),
    ...wordIn('status', message.status, filter.status ?? unsettled),
    ...idIs('channelId', message.channelId, filter.channelId),
  ];
  return readPage(source, { list, projection, conditions }, args);
}
