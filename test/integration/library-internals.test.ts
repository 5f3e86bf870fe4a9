/** Undocumented interfaces of libraries that need a server: each is used in one module, and its case fails when an upgrade changes it. */
import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger, run, type WorkerEvents, type WorkerPool } from 'graphile-worker';
import type { GraphQLObjectType } from 'graphql';
import pg from 'pg';
import { WebSocket, WebSocketServer } from 'ws';
import { cutConnection } from '../../src/database/cut-connection.js';
import {
  callJobFunction,
  jobMigrationsTable,
  jobRowsTable,
  jobsView,
} from '../../src/database/job-schema.js';
import { streamOf } from '../../src/delivery/subscriptions/socket-stream.js';
import { addOwnJobSql } from '../../src/jobs/add-job.js';
import { hasLostItsWorkers, isTakingJobs } from '../../src/jobs/worker-internals.js';
import { createSchema } from '../../src/schema/build-schema.js';
import { callResolversDirectly } from '../../src/schema/call-resolvers-directly.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

describe('type-graphql', () => {
  it('tells which resolvers of fields need no wrapper', async () => {
    const schema = await createSchema();
    // Nearly all: 220 and more.
    expect(callResolversDirectly(schema)).toBeGreaterThan(150);
    for (const [type, field] of [
      ['Conversation', 'lastMessage'],
      ['Lead', 'stage'],
      ['Message', 'text'],
    ] as const) {
      const resolve = (schema.getType(type) as GraphQLObjectType).getFields()[field]?.resolve;
      expect(`${type}.${field} ${resolve}`).toMatch(/method/);
    }
  });
});

describe('graphile-worker', () => {
  it('has the functions, the view with its columns, and the table of migrations', async () => {
    const client = new pg.Client(test.url);
    await client.connect();
    try {
      const added = await client.query(
        `select ${callJobFunction('add_job', "'test'", "json_build_object('a', 1)", "job_key => 'k'", 'max_attempts => 2', "queue_name => 'q'", 'run_at => now()', "flags => array['f']", "job_key_mode => 'replace'")}`,
      );
      expect(added.rows).toHaveLength(1);
      const read = `select id, key, task_identifier, locked_by, locked_at, attempts, max_attempts, run_at from ${jobsView}`;
      expect((await client.query(read)).rows).toMatchObject([
        { key: 'k', task_identifier: 'test', locked_by: null, locked_at: null, attempts: 0, max_attempts: 2 },
      ]);
      await client.query(`select ${callJobFunction('force_unlock_workers', "array['none']")}`);
      // A row that is stored locked is what a worker makes of an added one.
      const own = { payload: { a: '1' }, key: "'own'", maxAttempts: 2, flags: "array['f']" };
      const inserted = await client.query(addOwnJobSql('test', own, '(select) one', "'pool-x'::text"));
      expect(inserted.rows).toHaveLength(1);
      const columns =
        'task_id, payload::text, priority, attempts, max_attempts, locked_by, revision, flags, is_available';
      await client.query(
        `update ${jobRowsTable} set locked_by = 'pool-x', locked_at = now(), attempts = 1, job_queue_id = null where key = 'k'`,
      );
      const { rows: both } = await client.query(`select distinct ${columns} from ${jobRowsTable}`);
      expect(both).toEqual([expect.objectContaining({ locked_by: 'pool-x', is_available: false })]);
      await client.query(`delete from ${jobRowsTable} where key = 'own'`);
      await client.query(`update ${jobRowsTable} set locked_by = null, locked_at = null`);
      await client.query(`select ${callJobFunction('complete_jobs', 'array_agg(id)')} from ${jobsView}`);
      expect((await client.query(read)).rows).toEqual([]);
      const { rows } = await client.query('select to_regclass($1) is not null as there', [
        jobMigrationsTable,
      ]);
      expect(rows).toEqual([{ there: true }]);
    } finally {
      await client.end();
    }
  });

  it('tells whether its pool takes jobs and has workers', async () => {
    const events = new EventEmitter() as WorkerEvents;
    const created = once(events, 'pool:create') as Promise<[{ workerPool: WorkerPool }]>;
    const runner = await run({
      connectionString: test.url,
      concurrency: 1,
      noHandleSignals: true,
      taskList: { test: () => {} },
      parsedCronItems: [],
      logger: new Logger(() => () => {}),
      events,
    });
    const [{ workerPool }] = await created;
    expect(isTakingJobs(workerPool)).toBe(true);
    expect(hasLostItsWorkers(workerPool)).toBe(false);
    await runner.stop();
    expect(isTakingJobs(workerPool)).toBe(false);
    // A stopped pool has no workers either, but is not a lost one.
    expect(workerPool._workers).toEqual([]);
    expect(hasLostItsWorkers(workerPool)).toBe(false);
    expect(hasLostItsWorkers({ ...workerPool, _workers: [], _shuttingDown: false })).toBe(true);
  });
});

describe('ws', () => {
  it('sends what is written to the stream under a socket between two messages of its own', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const accepted = once(server, 'connection') as Promise<[WebSocket]>;
    const client = new WebSocket(`ws://127.0.0.1:${port}`);
    const received: string[] = [];
    client.on('message', data => received.push(String(data)));
    try {
      const [socket] = await accepted;
      const stream = streamOf(socket);
      expect(stream.writableLength).toBe(0);
      socket.send('before');
      // Two frames of one message: a text frame without FIN, then the final continuation.
      stream.write(Buffer.from('\x01\x03by \x80\x04hand', 'latin1'));
      socket.send('after');
      socket.close();
      await once(client, 'close');
      expect(received).toEqual(['before', 'by hand', 'after']);
    } finally {
      client.terminate();
      server.close();
    }
  });
});

describe('pg', () => {
  it('has a stream under a client, whose end is an error of the query in flight', async () => {
    const client = new pg.Client(test.url);
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const ended = expect(client.query('select pg_sleep(60)')).rejects.toThrow('Connection terminated');
    cutConnection(client);
    await ended;
    const other = new pg.Client(test.url);
    await other.connect();
    await other.query('select pg_terminate_backend($1, 10000)', [rows[0]?.pid]);
    await other.end();
  });
});
