/** Inputs and results of the operations on jobs. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Json } from '../domain/scalars.js';
import { ExportFormat, ExportKind, OnExisting } from '../domain/vocabulary.js';
import { DataJob } from '../entities/data-job.entity.js';
import { ContactFilter } from './contact-filter.input.js';
import { ConversationFilter } from './conversation-filter.input.js';
import { LeadFilter } from './lead-filter.input.js';
import { MessageFilter } from './message-filter.input.js';
import { ReportInput } from './report.types.js';

/** A refused row. */
@ObjectType({ description: 'A row that was not imported.' })
export class RefusedRow {
  @Field(() => Int, { description: 'Line of the file in which the row ends, from 1.' })
  line!: number;

  @Field(() => String, { nullable: true, description: 'Header of its column; null for the whole row.' })
  column!: string | null;

  @Field({ description: 'Why it was refused; it names no value of the row.' })
  reason!: string;
}

/** Payload of the mutations that create or change a job. */
@ObjectType({ description: 'The job after the mutation.' })
export class JobPayload {
  @Field(() => DataJob, { description: 'The job after the mutation.' })
  job!: object;
}

/** Input of `importContacts`. */
@InputType({
  description: 'A CSV file to import: UTF-8 with a header, separated by comma, semicolon or tab.',
})
export class ImportContactsInput {
  @Field(() => ID, { description: 'The file, uploaded with `createUpload(purpose: IMPORT)`.' })
  attachmentId!: string;

  @Field(() => Json, {
    nullable: true,
    description:
      'Field by header: `phone`, `displayName`, `attribute.<key>` of contacts, `lead.name`, `lead.attribute.<key>`. Without it, headers with these names are imported, and others ignored.',
  })
  mapping?: unknown;

  @Field(() => OnExisting, {
    defaultValue: OnExisting.UPDATE,
    description: 'Treatment of contacts that exist already, found by any spelling of the phone.',
  })
  onExisting!: OnExisting;

  @Field(() => ID, {
    nullable: true,
    description: 'Opens a lead on this number for each contact that has no open one.',
  })
  leadChannelId?: string | null;

  @Field(() => Boolean, { description: 'True: checks every row and counts, but keeps nothing.' })
  dryRun!: boolean;
}

/** Input of `createExport`. */
@InputType({
  description: 'A list to export, with the filter of its kind (everything without a filter), or a report.',
})
export class CreateExportInput {
  @Field(() => ExportKind, { description: 'What to export.' })
  kind!: ExportKind;

  @Field(() => ExportFormat, { description: 'Format of the file.' })
  format!: ExportFormat;

  @Field(() => ContactFilter, { nullable: true, description: 'For CONTACTS.' })
  contacts?: ContactFilter | null;

  @Field(() => LeadFilter, { nullable: true, description: 'For LEADS.' })
  leads?: LeadFilter | null;

  @Field(() => ConversationFilter, { nullable: true, description: 'For CONVERSATIONS.' })
  conversations?: ConversationFilter | null;

  @Field(() => MessageFilter, { nullable: true, description: 'For MESSAGES.' })
  messages?: MessageFilter | null;

  @Field(() => ReportInput, {
    nullable: true,
    description:
      'For REPORT, and required there. What `report` refuses is refused. Columns: `startsAt` and `startsAtLocal` with an interval, `keyId` and `key` with groups, and one for each metric.',
  })
  report?: ReportInput | null;
}

/** Input of `eraseContact`. */
@InputType({ description: 'A person to erase.' })
export class EraseContactInput {
  @Field(() => ID, { description: 'The contact. Those that were merged into it are erased with it.' })
  contactId!: string;

  @Field(() => String, {
    description: 'Why: 1 to 500 characters. It is kept, so it should not name the person.',
  })
  reason!: string;

  @Field(() => Boolean, { description: 'True: only counts what would be erased.' })
  dryRun!: boolean;
}

/** Input of `clearMessages`. */
@InputType({ description: 'Messages of a number to delete.' })
export class ClearMessagesInput {
  @Field(() => ID, { description: 'The number.' })
  channelId!: string;

  @Field(() => Date, {
    nullable: true,
    description: 'Only messages that were stored before this moment; all until now without it.',
  })
  sentBefore?: Date | null;

  @Field(() => Boolean, { description: 'True: only counts what would be deleted.' })
  dryRun!: boolean;
}

/** Input of `cancelJob`. */
@InputType({ description: 'A job to cancel.' })
export class CancelJobInput {
  @Field(() => ID, { description: 'The job.' })
  jobId!: string;
}
