/**
 * Setup of ingest tests: a database for the file, and a company with its own ingest for each test. The exported
 * variables are those of the running test.
 */
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { type Database, openDatabase } from '../../src/database/database.js';
import type { InboundMessage } from '../../src/domain/inbound-event.js';
import type { IngestResult } from '../../src/domain/ingest-item.js';
import { createIngest, type Ingest, type IngestOptions } from '../../src/ingest/ingest.js';
import { createIngestFixture, type IngestFixture } from './ingest-fixture.js';
import { lookAtPeople } from './people.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

/** Options of each test's ingest, in addition to those of the setup. */
export type IngestSetup = Partial<Omit<IngestOptions, 'database' | 'directory'>>;

export let database: Database;
export let fixture: IngestFixture;
export let ingest: Ingest;

/** Fails the test with the alert. */
export const throwAlert: NonNullable<IngestOptions['alert']> = (message, facts) => {
  throw new Error(`${message} ${JSON.stringify(facts)}`);
};

let companies = 0;

/** Registers the hooks of the file. */
export function setUpIngest(setup: IngestSetup = {}): void {
  let files: TestDatabase;
  beforeAll(async () => {
    files = await createTestDatabase();
    database = await openDatabase({ url: files.url, poolSize: 8, timeoutMs: 60_000, log: () => {} });
  });
  beforeEach(() => startCompany(setup));
  afterAll(async () => {
    await database.close();
    await files.drop();
  });
}

/** Continues with a new company and its ingest. */
export async function startCompany(setup: IngestSetup = {}): Promise<void> {
  companies += 1;
  fixture = await createIngestFixture(database, `tenant-${companies}`);
  ingest = newIngest(setup);
}

/** Continues with a new ingest, as after a restart of the process. */
export function restartIngest(setup: IngestSetup = {}): void {
  ingest = newIngest(setup);
}

/** Another ingest of a company (by default this test's), as in another process. */
export function newIngest(setup: IngestSetup = {}, company = fixture): Ingest {
  return createIngest({ database, directory: company.directory, log: () => {}, ...setup });
}

/** Accepts a message; missing fields are the fixture's. */
export async function accept(message: Partial<InboundMessage>): Promise<IngestResult> {
  return ingest.accept(await fixture.item(message));
}

export const { rows, people, cases, eventsAfter, position, state, addColleague, expectDenseLog } =
  lookAtPeople(
    () => database,
    () => fixture.tenantId,
  );
