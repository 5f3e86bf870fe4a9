import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Float,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { Url } from '../domain/scalars.js';
import { ExportKind, JobKind, JobStatus } from '../domain/vocabulary.js';
import { DataJob } from '../entities/data-job.entity.js';
import { User } from '../entities/user.entity.js';
import { exportDays } from '../media/sweep-media.js';
import { filesOfJobs, jobPage } from '../queries/job-page.js';
import type { DataJobRow } from '../queries/rows.js';
import { JobConnection } from '../schema/connections.js';
import {
  CancelJobInput,
  ClearMessagesInput,
  CreateExportInput,
  EraseContactInput,
  ImportContactsInput,
  JobPayload,
  RefusedRow,
} from '../schema/job.types.js';
import { ForwardPageArgs } from '../schema/page.args.js';
import type { ResolverContext } from './context.js';
import { showsDeletedContent } from './deleted-content.js';
import { getFound } from './found.js';
import { toPageSource } from './page-source.js';
import { toReportRequest } from './report-request.js';

@ArgsType()
class JobsArgs extends ForwardPageArgs {
  @Field(() => [JobKind], { nullable: true, description: 'Only of these kinds.' })
  kinds?: JobKind[] | null;
}

const dayMs = 86_400_000;

/** Jobs that users start: imports, exports, erasures. */
@Resolver(() => DataJob)
export class JobResolver {
  @Query(() => JobConnection, { description: 'Jobs of the company, newest first.' })
  jobs(@Args(() => JobsArgs) args: JobsArgs, @Ctx() context: ResolverContext): Promise<object> {
    return jobPage(toPageSource(context), args.kinds, args);
  }

  @Mutation(() => JobPayload, {
    description:
      'Imports contacts, and leads, from a CSV file. Contacts are found by their phone in any spelling, so an import can be repeated: what is there already is not changed again. Nothing is written of a file that cannot be read to its end; single rows are refused with a reason. MEDIA_NOT_READY without bytes, MEDIA_TYPE_REFUSED for an upload with another purpose, LIMIT_REACHED for more than 20 unfinished jobs. Reported by JOB_UPDATED, CONTACT_ADDED, CONTACT_UPDATED and LEAD_ADDED.',
  })
  async importContacts(
    @Arg('input', () => ImportContactsInput, { description: 'The file.' }) input: ImportContactsInput,
    @Ctx() context: ResolverContext,
  ): Promise<JobPayload> {
    return toPayload(
      context,
      await context.useCases.data.importContacts(requireViewer(context.viewer), input),
    );
  }

  @Mutation(() => JobPayload, {
    description:
      'Writes a list or a report to a file; `Job.resultUrl` leads to it for 7 days. A report without READ_REPORTS only about yourself, as in `report`; deleted messages only for those who may read them. LIMIT_REACHED for more than 20 unfinished jobs. Reported by JOB_UPDATED.',
  })
  async createExport(
    @Arg('input', () => CreateExportInput, { description: 'What to export.' }) input: CreateExportInput,
    @Ctx() context: ResolverContext,
  ): Promise<JobPayload> {
    const viewer = requireViewer(context.viewer);
    const report = input.report && (await toReportRequest(context, input.report));
    const isBlind = input.kind === ExportKind.MESSAGES && !(await showsDeletedContent(context));
    const messages = isBlind ? { ...input.messages, leavesOutDeleted: true } : input.messages;
    return toPayload(
      context,
      await context.useCases.data.createExport(viewer, { ...input, messages, report }),
    );
  }

  @Mutation(() => JobPayload, {
    description:
      'Erases the data of a person, permanently: names, addresses, attributes, texts, files and earlier texts of messages, notes, bodies in the ledger, names in bookings, and all files of imports and exports. Ids, times, statuses and counts stay, and the reason. Messages that wait to be sent are FAILED. A later message from the same address makes a new contact. CONFLICT for a merged or erased contact, and while a message to the person is being sent. Reported by CONTACT_ERASED, CONVERSATION_UPDATED and LEAD_UPDATED.',
  })
  async eraseContact(
    @Arg('input', () => EraseContactInput, { description: 'The person.' }) input: EraseContactInput,
    @Ctx() context: ResolverContext,
  ): Promise<JobPayload> {
    return toPayload(context, await context.useCases.data.eraseContact(requireViewer(context.viewer), input));
  }

  @Mutation(() => JobPayload, {
    description:
      'Deletes messages of a number with their files, permanently. Contacts, leads, conversations and the ledger stay, and messages that are QUEUED, SENDING or UNKNOWN. Reported by JOB_UPDATED and CONVERSATION_UPDATED.',
  })
  async clearMessages(
    @Arg('input', () => ClearMessagesInput, { description: 'The messages.' }) input: ClearMessagesInput,
    @Ctx() context: ResolverContext,
  ): Promise<JobPayload> {
    return toPayload(
      context,
      await context.useCases.data.clearMessages(requireViewer(context.viewer), input),
    );
  }

  @Mutation(() => JobPayload, {
    description:
      'Stops a job before its next portion; what is done stays. CONFLICT for a job that ended, and for an erasure, which has to be completed.',
  })
  async cancelJob(
    @Arg('input', () => CancelJobInput, { description: 'The job.' }) { jobId }: CancelJobInput,
    @Ctx() context: ResolverContext,
  ): Promise<JobPayload> {
    await context.useCases.data.cancel(requireViewer(context.viewer), jobId);
    context.loaders.clearAll();
    return toPayload(context, jobId);
  }

  @FieldResolver(() => User, { description: 'Who started it.' })
  createdBy(@Root() { createdById }: DataJobRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.user.load(createdById);
  }

  @FieldResolver(() => Float, { description: 'From 0 to 1; 0 until the whole is counted.' })
  progress(@Root() { status, done, total }: DataJobRow): number {
    if (status === JobStatus.DONE) return 1;
    return total === null || total === 0 ? 0 : Math.min(1, done / total);
  }

  @FieldResolver(() => [RefusedRow], { description: 'The first 20 refused rows of an import.' })
  refusals(@Root() { refusals }: DataJobRow): readonly object[] {
    return refusals;
  }

  @FieldResolver(() => Url, {
    nullable: true,
    description:
      'CSV of all refused rows with the columns `line` and `reason`, for 7 days: correct it and import it again. Null without refused rows.',
  })
  refusalsUrl(@Root() { refusalsFileId }: DataJobRow, @Ctx() context: ResolverContext) {
    return toUrl(context, refusalsFileId);
  }

  @FieldResolver(() => Url, {
    nullable: true,
    description:
      'The file of an export, for 7 days; the URL needs no other credential. Null before and after.',
  })
  resultUrl(@Root() { resultFileId }: DataJobRow, @Ctx() context: ResolverContext) {
    return toUrl(context, resultFileId);
  }
}

async function toPayload({ loaders }: ResolverContext, id: string): Promise<JobPayload> {
  return { job: await getFound('job', id, loaders.job.load(id)) };
}

async function toUrl(context: ResolverContext, fileId: string | null): Promise<string | null> {
  if (fileId === null) return null;
  const { loaders, reader, useCases } = context;
  const file = await loaders.byParent('filesOfJobs', ids => filesOfJobs(reader, ids)).load(fileId);
  const endsAt = file && new Date(file.createdAt.getTime() + exportDays * dayMs);
  return file && endsAt && endsAt > new Date() ? useCases.media.links.toResult(file, endsAt) : null;
}
