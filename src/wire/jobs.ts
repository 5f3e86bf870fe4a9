/** The job worker with the jobs and sweeps of every part. */

import { createAiJobs } from '../ai/ai-jobs.js';
import { openApiKey } from '../ai/open-api-key.js';
import { findOutdatedAnswerReason } from '../ai/outdated-answer.js';
import { dropOldActivities } from '../audit/drop-old-activities.js';
import { createDataJobs } from '../data/data-jobs.js';
import { dropOldMessages } from '../data/message-retention.js';
import { divideConnections } from '../database/connection-budget.js';
import type { Database } from '../database/database.js';
import type { Doorbell } from '../delivery/doorbell.js';
import { dropOldEvents } from '../delivery/retention.js';
import { dropOldNotifications } from '../desk/drop-old-notifications.js';
import { createSnoozeJobs } from '../desk/open-snoozed.js';
import { AuthorKind } from '../domain/vocabulary.js';
import { dropUnusedLookups } from '../ingest/channel-lookups.js';
import { dropOldLedgerRows } from '../ingest/ledger-retention.js';
import { type FindChannelJob, findChannelTask, lostLookups } from '../ingest/lookup-queue.js';
import { dropOldRefusals } from '../ingest/refused-webhooks.js';
import type { SessionLocks } from '../jobs/session-locks.js';
import { type JobPart, startJobs } from '../jobs/start-jobs.js';
import type { Sweep } from '../jobs/sweep.js';
import type { JobWorker } from '../jobs/worker.js';
import { adoptWaitingChanges } from '../messages/change-report.js';
import { type AdoptChangesJob, adoptChangesTask, dropWaitingChanges } from '../messages/waiting-changes.js';
import { createAwayJobs, findOutdatedAwayReason } from '../outbox/away-reply.js';
import { createSendJobs } from '../outbox/outbox.js';
import { createSendReply } from '../outbox/send-reply.js';
import { createScheduledReplyJobs } from '../outbox/send-scheduled.job.js';
import { createOutgoingJobs } from '../outgoing/outgoing-jobs.js';
import { getProvider } from '../providers/registry.js';
import { createSearchJobs } from '../search/search-jobs.js';
import type { Part, ServerContext } from './server-context.js';
import type { UseCaseParts, UseCaseSources } from './use-cases.js';

/** The parts with jobs. */
export interface JobSources extends UseCaseSources {
  readonly doorbell: Doorbell;
  readonly templates: Pick<UseCaseParts['templates'], 'sweep'>;
}

/** The worker, which starts after the API. */
export interface JobParts extends Part {
  start(): Promise<void>;
}

const minuteMs = 60_000;

/** Prepares the worker; no job runs before `start`. */
export function wireJobs(context: ServerContext, sources: JobSources): JobParts {
  const { config, alert, metrics } = context;
  const { database, cipher } = sources.databaseParts;
  const { bookings } = sources.bookingParts;
  let worker: JobWorker | null = null;
  return {
    start: async () => {
      worker = await startJobs({
        database,
        concurrency: config.jobConcurrency,
        connections: divideConnections(config.databaseConnections).jobs,
        log: message => alert('worker', { message }),
        parts: locks => [
          wireSending(context, sources, locks),
          bookings,
          sources.mediaParts,
          createSnoozeJobs(database),
          createDataJobs({ database, storage: sources.mediaParts.storage }, alert),
          createScheduledReplyJobs({ database, sendReply: createSendReply({ database, getProvider }) }),
          createAwayJobs({ database, getProvider, log: context.info }),
          createOutgoingJobs({
            ...{ database, cipher, locks, doorbell: sources.doorbell, log: alert },
            ...sources.outgoingParts,
            onAttempt: metrics.outgoingWebhook,
          }),
          createAiJobs({
            ...{ database, locks, getProvider, log: context.info, models: sources.aiParts.models },
            alert,
            openKey: assistant => openApiKey(cipher, assistant),
            tellDraft: sources.drafts.tell,
          }),
          createSearchJobs({ database }),
          createOwnJobs(context, sources),
        ],
      });
    },
    stop: async () => worker?.stop(config.shutdownTimeoutMs / 2),
  };
}

function wireSending(context: ServerContext, sources: JobSources, locks: SessionLocks): JobPart {
  const { config, logger, stageLogger, metrics, publicUrl, hasSimulators } = context;
  const { database, openCredentials } = sources.databaseParts;
  return createSendJobs({
    ...{ database, locks, getProvider, openCredentials, publicUrl },
    ...{ ownSends: sources.ownSends, ownConcurrency: 16 * config.jobConcurrency },
    http: sources.providerParts.http,
    filesOf: sources.mediaParts.filesOf,
    findOutdatedReason: async (tenantId, messageId, authorKind) =>
      authorKind === AuthorKind.AI
        ? findOutdatedAnswerReason(database, tenantId, messageId)
        : ((await sources.bookingParts.bookings.findOutdatedReason(tenantId, messageId)) ??
          findOutdatedAwayReason(database, tenantId, messageId)),
    log: (stage, facts) => {
      if (stage === 'sent') {
        metrics.sendEnded(String(facts.provider), String(facts.outcome));
        // Ids and outcomes only: nothing to redact.
        stageLogger.info(facts, stage);
      } else logger.warn(facts, stage);
    },
    // A simulator does not have the limits of a real provider.
    ...(hasSimulators ? { sendsPerSecond: () => null } : {}),
  });
}

/** Jobs and sweeps of ingest, messages and templates, and the retention sweep. */
function createOwnJobs(context: ServerContext, sources: JobSources): JobPart {
  const { database } = sources.databaseParts;
  const { findChannel, replay } = sources.ingestParts;
  return {
    tasks: {
      [findChannelTask]: job => findChannel(job as FindChannelJob),
      [adoptChangesTask]: async job => void (await adoptWaitingChanges(database, job as AdoptChangesJob)),
    },
    sweeps: [
      lostLookups.sweep(database),
      { name: 'templates', everyMs: minuteMs, run: sources.templates.sweep },
      { name: 'quarantine', everyMs: minuteMs, run: async () => void (await replay.sweepQuarantined()) },
      createRetentionSweep(context, database),
    ],
  };
}

/** Deletes rows past their retention, hourly. */
function createRetentionSweep({ config, info }: ServerContext, database: Database): Sweep {
  return {
    name: 'retention',
    everyMs: 60 * minuteMs,
    run: async () => {
      const events = await dropOldEvents(database, config.eventRetentionDays);
      await dropWaitingChanges(database);
      await dropUnusedLookups(database);
      const ledgerRows = await dropOldLedgerRows(database, config.webhookRetentionDays);
      await dropOldRefusals(database);
      await dropOldNotifications(database);
      const messages = await dropOldMessages(database);
      const activities = await dropOldActivities(database, config.auditRetentionDays);
      if (events + ledgerRows + messages + activities > 0)
        info('old rows dropped', { events, ledgerRows, messages, activities });
    },
  };
}
