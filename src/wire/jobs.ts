/** Starts the job worker with the jobs and sweeps of every part. */
import type { Config } from '../config.js';
import { divideConnections } from '../database/connection-budget.js';
import type { Database } from '../database/database.js';
import { dropOldEvents } from '../delivery/retention.js';
import { createSnoozeJobs } from '../desk/open-snoozed.js';
import { dropUnusedLookups } from '../ingest/channel-lookups.js';
import { dropOldLedgerRows } from '../ingest/ledger-retention.js';
import { type FindChannelJob, findChannelTask, lostLookups } from '../ingest/lookup-queue.js';
import { dropOldRefusals } from '../ingest/refused-webhooks.js';
import type { Replay } from '../ingest/replay.js';
import { type JobPart, startJobs } from '../jobs/start-jobs.js';
import type { Sweep } from '../jobs/sweep.js';
import type { JobWorker } from '../jobs/worker.js';
import { adoptWaitingChanges } from '../messages/change-report.js';
import { type AdoptChangesJob, adoptChangesTask, dropWaitingChanges } from '../messages/waiting-changes.js';
import { createSendJobs, type SendJobsOptions } from '../outbox/outbox.js';
import type { Templates } from '../templates/templates.js';

/** Options of `wireJobs`. */
export interface WireJobsOptions {
  readonly config: Config;
  readonly database: Database;
  readonly sending: Omit<SendJobsOptions, 'locks' | 'database'>;
  readonly findChannel: (job: FindChannelJob) => Promise<void>;
  readonly templates: Pick<Templates, 'sweep'>;
  readonly replay: Pick<Replay, 'sweepQuarantined'>;
  /** Parts that come with their jobs: bookings, media. */
  readonly parts: readonly JobPart[];
  readonly log: (stage: string, facts: Readonly<Record<string, unknown>>) => void;
}

const minuteMs = 60_000;

/** Starts the worker; rejects when the database does not answer. */
export function wireJobs(options: WireJobsOptions): Promise<JobWorker> {
  const { config, database, log, replay, templates } = options;
  return startJobs({
    database,
    concurrency: config.jobConcurrency,
    connections: divideConnections(config.databaseConnections).jobs,
    log: message => log('worker', { message }),
    parts: locks => [
      createSendJobs({ ...options.sending, database, locks }),
      ...options.parts,
      createSnoozeJobs(database),
      {
        tasks: {
          [findChannelTask]: job => options.findChannel(job as FindChannelJob),
          [adoptChangesTask]: async job => void (await adoptWaitingChanges(database, job as AdoptChangesJob)),
        },
        sweeps: [
          lostLookups.sweep(database),
          { name: 'templates', everyMs: minuteMs, run: templates.sweep },
          {
            name: 'quarantine',
            everyMs: minuteMs,
            run: async () => void (await replay.sweepQuarantined()),
          },
          createRetentionSweep(database, config, log),
        ],
      },
    ],
  });
}

/** Drops rows whose retention has ended, hourly. */
function createRetentionSweep(database: Database, config: Config, log: WireJobsOptions['log']): Sweep {
  return {
    name: 'retention',
    everyMs: 60 * minuteMs,
    run: async () => {
      const events = await dropOldEvents(database, config.eventRetentionDays);
      await dropWaitingChanges(database);
      await dropUnusedLookups(database);
      const ledgerRows = await dropOldLedgerRows(database, config.webhookRetentionDays);
      await dropOldRefusals(database);
      if (events + ledgerRows > 0) log('old rows dropped', { events, ledgerRows });
    },
  };
}
