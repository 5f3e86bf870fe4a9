/** Use cases for the company's data: import, export, erasure, clearing. Each creates a job. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { MessageStatus } from '../domain/delivery-status.js';
import {
  BadUserInputError,
  ConflictError,
  MediaNotReadyError,
  MediaTypeRefusedError,
  NotFoundError,
} from '../domain/errors.js';
import { cleanText, isInvisible } from '../domain/text.js';
import { isUuid } from '../domain/uuid-v7.js';
import {
  AttachmentState,
  type ExportFormat,
  ExportKind,
  FilePurpose,
  JobKind,
  OnExisting,
} from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import type { ClearMessagesJob } from './clear-channel.js';
import type { EraseContactJob } from './erase/erase-contact.js';
import type { ExportJob } from './export/export-list.js';
import { type ExportFilters, readExport } from './export/export-rows.js';
import { isOfLead, toMapping } from './import/import-columns.js';
import { toOpenBytes } from './import/read-csv.js';
import { type ImportContactsJob, readImportDefinitions, readRules } from './import/read-rules.js';
import { type FileParts, findImportFile } from './job-files.js';
import { cancelJob, createJob } from './job-rows.js';
import { JobFailedError } from './running-job.js';

/** The acting user: from the credential, never from an argument. */
export interface DataActor {
  readonly tenantId: string;
  readonly userId: string;
}

/** Input of `importContacts`. */
export interface ImportContactsInput {
  readonly attachmentId: string;
  readonly mapping?: unknown;
  readonly onExisting?: OnExisting | null;
  readonly leadChannelId?: string | null;
  readonly dryRun: boolean;
}

/** Input of `createExport`. */
export interface CreateExportInput extends ExportFilters {
  readonly kind: ExportKind;
  readonly format: ExportFormat;
}

/** Input of `eraseContact`. */
export interface EraseContactInput extends EraseContactJob {
  readonly dryRun: boolean;
}

/** Input of `clearMessages`. */
export interface ClearMessagesInput {
  readonly channelId: string;
  readonly sentBefore?: Date | null;
  readonly dryRun: boolean;
}

/** The use cases; all but `cancel` return the id of a new job. */
export interface DataUseCases {
  /**
   * @throws BadUserInputError, NotFoundError, MediaNotReadyError, MediaTypeRefusedError for a file with another
   * purpose, LimitReachedError
   */
  importContacts(actor: DataActor, input: ImportContactsInput): Promise<string>;
  /** @throws BadUserInputError for an invalid filter, LimitReachedError */
  createExport(actor: DataActor, input: CreateExportInput): Promise<string>;
  /**
   * @throws BadUserInputError, NotFoundError, LimitReachedError, ConflictError for a merged or erased contact, and while
   * a message to them is being sent
   */
  eraseContact(actor: DataActor, input: EraseContactInput): Promise<string>;
  /** @throws NotFoundError, LimitReachedError */
  clearMessages(actor: DataActor, input: ClearMessagesInput): Promise<string>;
  /** @throws NotFoundError, ConflictError for a job that ended */
  cancel(actor: DataActor, jobId: string): Promise<void>;
}

const maxReasonChars = 500;

const attachments = tableOf(Attachment);
const file = attachments.of('f');
const contacts = tableOf(Contact);
const contact = contacts.of('c');
const channels = tableOf(Channel);
const channel = channels.of('h');
const messages = tableOf(Message);
const conversations = tableOf(Conversation);

const fileStatement = statement(
  'data-find-file',
  sql`select ${attachments.select('f', ['id', 'state', 'purpose'])} from ${attachments.table} f
    where ${file.tenantId} = $1 and ${file.id} = $2`,
);
const contactStatement = statement(
  'data-find-contact',
  sql`select ${contacts.select('c', ['id', 'mergedIntoId', 'erasedAt'])} from ${contacts.table} c
    where ${contact.tenantId} = $1 and ${contact.id} = $2`,
);
const channelStatement = statement(
  'data-find-channel',
  sql`select ${channels.select('h', ['id'])} from ${channels.table} h where ${channel.tenantId} = $1 and ${channel.id} = $2`,
);
const sendingStatement = statement(
  'data-find-sending',
  `select 1 as found from ${messages.table} m join ${conversations.table} v on ${conversations.of('v').id} = ${messages.of('m').conversationId}
    where ${messages.of('m').tenantId} = $1 and ${conversations.of('v').contactId} in (
            select ${contact.id} from ${contacts.table} c where ${contact.tenantId} = $1 and (${contact.id} = $2 or ${contact.mergedIntoId} = $2))
      and ${messages.of('m').status} = '${MessageStatus.SENDING}' limit 1`,
);

/** Filter of each kind of export. */
const filterOf: Readonly<Record<ExportKind, keyof ExportFilters>> = {
  [ExportKind.CONTACTS]: 'contacts',
  [ExportKind.LEADS]: 'leads',
  [ExportKind.CONVERSATIONS]: 'conversations',
  [ExportKind.MESSAGES]: 'messages',
  [ExportKind.REPORT]: 'report',
};

/** Creates the use cases; stateless, one per process. */
export function createData(parts: FileParts): DataUseCases {
  const { database } = parts;
  const refuseUnknownChannel = async (tenantId: string, id: string): Promise<void> => {
    const found = isUuid(id) ? await database.query(channelStatement, [tenantId, id]) : [];
    if (found.length === 0) throw new NotFoundError('channel', id);
  };
  return {
    importContacts: async ({ tenantId, userId }, { attachmentId, leadChannelId = null, ...input }) => {
      if (leadChannelId !== null) await refuseUnknownChannel(tenantId, leadChannelId);
      await refuseFile(database, tenantId, attachmentId);
      const mapping = toMapping(input.mapping, await readImportDefinitions(database, tenantId));
      if (leadChannelId === null && mapping && Object.values(mapping).some(isOfLead))
        throw new BadUserInputError('leadChannelId', 'is required for a column of leads');
      const task: ImportContactsJob = {
        ...{ attachmentId: attachmentId.toLowerCase(), mapping, leadChannelId },
        onExisting: input.onExisting ?? OnExisting.UPDATE,
      };
      await refuseHeader(parts, tenantId, task);
      const { dryRun } = input;
      return createJob(database, { tenantId, userId, kind: JobKind.IMPORT_CONTACTS, dryRun, input: task });
    },
    createExport: async ({ tenantId, userId }, { kind, format, ...given }) => {
      const wanted = filterOf[kind];
      for (const other of Object.values(filterOf))
        if (other !== wanted && given[other] != null)
          throw new BadUserInputError(other, `is no filter of an export of ${kind}`);
      if (kind === ExportKind.REPORT && given.report == null)
        throw new BadUserInputError('report', 'is required for an export of REPORT');
      const filters = { [wanted]: given[wanted] ?? null };
      // Reads one row, or the report: what the query refuses is refused at once.
      for await (const _page of readExport(database, tenantId, { kind, filters }, 1)) break;
      const task: ExportJob = { kind, format, filters };
      return createJob(database, {
        ...{ tenantId, userId, kind: JobKind.EXPORT, dryRun: false, input: task },
      });
    },
    eraseContact: async ({ tenantId, userId }, { contactId, reason: given, dryRun }) => {
      const reason = cleanText(given).trim();
      if (isInvisible(reason) || reason.length > maxReasonChars)
        throw new BadUserInputError('reason', `must have 1 to ${maxReasonChars} characters`);
      await refuseContact(database, tenantId, contactId);
      const input: EraseContactJob = { contactId: contactId.toLowerCase(), reason };
      return createJob(database, { tenantId, userId, kind: JobKind.ERASE_CONTACT, dryRun, input });
    },
    clearMessages: async ({ tenantId, userId }, { channelId, sentBefore, dryRun }) => {
      await refuseUnknownChannel(tenantId, channelId);
      const before = (sentBefore ?? new Date()).toISOString();
      const input: ClearMessagesJob = { channelId: channelId.toLowerCase(), before };
      return createJob(database, { tenantId, userId, kind: JobKind.CLEAR_MESSAGES, dryRun, input });
    },
    cancel: ({ tenantId }, jobId) => cancelJob(database, tenantId, jobId),
  };
}

async function refuseFile(database: Database, tenantId: string, id: string): Promise<void> {
  const [found] = isUuid(id) ? await database.query(fileStatement, [tenantId, id]) : [];
  if (!found || found.purpose === FilePurpose.EXPORT) throw new NotFoundError('file', id);
  if (found.purpose !== FilePurpose.IMPORT)
    throw new MediaTypeRefusedError('This is a file for a message; make the upload with purpose IMPORT.', [
      'text/csv',
    ]);
  if (found.state !== AttachmentState.STORED)
    throw new MediaNotReadyError(id, 'has no bytes yet; PUT them to the uploadUrl of its upload first');
}

/** Refuses a file whose beginning shows that the job would fail. */
async function refuseHeader(parts: FileParts, tenantId: string, task: ImportContactsJob): Promise<void> {
  const file = await findImportFile(parts, tenantId, task.attachmentId);
  if (file === null) throw new NotFoundError('file', task.attachmentId);
  try {
    await readRules(parts.database, tenantId, task, toOpenBytes(parts.storage, file));
  } catch (error) {
    if (!(error instanceof JobFailedError)) throw error;
    throw new BadUserInputError(
      'attachmentId',
      `names a file that cannot be imported: ${error.message.replace(/\.$/, '')}`,
    );
  }
}

async function refuseContact(database: Database, tenantId: string, id: string): Promise<void> {
  const [found] = isUuid(id) ? await database.query(contactStatement, [tenantId, id]) : [];
  if (!found) throw new NotFoundError('contact', id);
  if (found.mergedIntoId !== null)
    throw new ConflictError(`The contact was merged into ${found.mergedIntoId}; erase that one.`, {
      reason: 'MERGED',
      mergedIntoId: found.mergedIntoId,
    });
  if (found.erasedAt !== null)
    throw new ConflictError('The data of this contact were erased before.', { reason: 'ERASED' });
  const sending = await database.query(sendingStatement, [tenantId, id]);
  if (sending.length > 0)
    throw new ConflictError('A message to this person is being sent; erase them again in a minute.', {
      reason: 'WRONG_STATE',
    });
}
