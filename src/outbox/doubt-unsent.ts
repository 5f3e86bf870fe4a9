/**
 * After a restore: messages that wait in the restored state were probably sent after the backup. They become UNKNOWN,
 * so that no server sends them a second time; an agent decides, or the provider's echo.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { MessageStatus } from '../domain/delivery-status.js';
import { MessageDirection, SendOutcomeKind } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';
import { attemptStarted, findLatestAttempt, finishAttempt } from '../messages/attempts.js';
import { lockMessage, toEvents } from '../messages/locked-message.js';
import { recordStatus } from '../messages/message-status.js';

const messages = tableOf(Message);
const message = messages.of('m');
const pageSize = 200;
const reason =
  'The database was restored from a backup in which this message waited. It may have been sent after the backup.';

const readPage = statement(
  'unsent-after-restore',
  sql`select ${messages.select('m', ['id', 'tenantId'])} from ${messages.table} m
    where ${message.direction} = ${quoted(MessageDirection.OUTBOUND)}
      and ${message.status} in (${quoted(MessageStatus.QUEUED, MessageStatus.SENDING)})
      and ($1::uuid is null or ${message.id} > $1)
    order by ${message.id} limit ${pageSize}`,
);

/** Sets every message that is QUEUED or SENDING to UNKNOWN. Can be repeated. @returns how many */
export async function doubtUnsent(
  database: Database,
  onProgress: (done: number) => void = () => {},
): Promise<number> {
  let done = 0;
  for (let after: string | null = null; ; ) {
    const page: readonly Pick<Message, 'id' | 'tenantId'>[] = await database.query(readPage, [after]);
    for (const { id, tenantId } of page) if (await doubt(database, tenantId, id)) done++;
    onProgress(done);
    after = page.at(-1)?.id ?? null;
    if (page.length < pageSize) return done;
  }
}

function doubt(database: Database, tenantId: string, messageId: string): Promise<boolean> {
  return database.publish(tenantId, async transaction => {
    const locked = await lockMessage(transaction, tenantId, messageId);
    if (locked === null) return false;
    if (locked.status !== MessageStatus.QUEUED && locked.status !== MessageStatus.SENDING) return false;
    const latest = await findLatestAttempt(transaction, messageId);
    if (latest?.outcome === attemptStarted)
      await finishAttempt(transaction, messageId, latest.number, {
        ...{ outcome: SendOutcomeKind.UNKNOWN, httpStatus: null, providerRequestId: null },
        error: reason,
      });
    await recordStatus(transaction, locked, {
      ...{ status: MessageStatus.UNKNOWN, at: null, sourceEventId: null },
      failure: { providerCode: null, message: reason, retryable: false },
    });
    transaction.emit(...toEvents(locked));
    return true;
  });
}
