/**
 * Every argument and input field of the schema, with hostile values: each answer has a documented code, none is
 * INTERNAL, and the log shows nothing of the database.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLField, type GraphQLSchema, isInputObjectType } from 'graphql';
import { demoWebhookKey } from '../../src/accounts/demo-data.js';
import { errorCodes } from '../../src/domain/errors.js';
import { Role } from '../../src/domain/vocabulary.js';
import { createSchema } from '../../src/schema/build-schema.js';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  argumentsWith,
  coercionKind,
  fuzzTurns,
  hostileValues,
  type InputPlace,
  listInputPlaces,
  testedInputFields,
  toBareType,
} from '../support/argument-fuzz.js';
import { readLiteral, toLiteralField } from '../support/argument-literals.js';
import { isRefused, toBatchOperation, toOperation } from '../support/argument-operations.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { readUnloggedChanges, watchUnloggedChanges } from '../support/unlogged-changes.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let token: string;
const otherTokens = new Map<string, string>();
let schema: GraphQLSchema;
let ids: Record<string, string>;
const logged: string[] = [];

beforeAll(async () => {
  schema = await createSchema();
  server = await startTestApp({
    env: {
      ...{ QUERY_MAX_COST: '1000000', PROVIDER_TIMEOUT_MS: '200' },
      ...{ SUBSCRIPTIONS_PER_USER: '1000', SUBSCRIPTIONS_PER_TENANT: '1000' },
    },
    onLog: line => logged.push(line),
  });
  await watchUnloggedChanges(server.databaseUrl);
  token = await server.signIn('owner@demo.test');
  for (const field of endingAccess)
    otherTokens.set(field, (await server.addTenant(field.toLowerCase(), Role.OWNER)).token);
  await server.app.database.pool.query(
    `with endpoint as (
       insert into webhook_endpoints (id, tenant_id, url, secret_cipher, is_enabled, position, created_at)
       select gen_random_uuid(), id, 'https://example.com/', 'none', false, 0, now() from tenants returning id, tenant_id)
     insert into webhook_deliveries (id, tenant_id, endpoint_id, status, lane, attempts, created_at)
     select gen_random_uuid(), tenant_id, id, 'FAILED', 'none', '[]', now() from endpoint`,
  );
  ids = await readIds();
});
afterAll(() => server.stop());

/** One row of each table, so that the first look-up of a resolver succeeds. */
async function readIds(): Promise<Record<string, string>> {
  const { pool } = server.app.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name in ('id', 'tenant_id') group by 1 having count(*) = 2`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query(`select id from "${name}" order by id limit 1`);
    if (rows[0]) found[name] = String(rows[0].id);
  }
  return { ...found, endpoints: found.webhook_endpoints ?? '', deliverys: found.webhook_deliveries ?? '' };
}

/** An id by the name of an argument: `channelId` is one of `channels`. */
function idOf(name: string): string {
  const word = name.replace(/Ids?$/, '').replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
  return ids[`${word}s`] ?? ids.channels ?? '01990000-0000-7000-8000-000000000001';
}

interface Trial {
  readonly place: InputPlace;
  readonly value: unknown;
}

interface Errors {
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Which third of the values a place gets; printed with a fault. */
const runNumber = Number(process.env.FUZZ_TURN ?? Math.floor(Math.random() * fuzzTurns));

/** The operations: every place with hostile values, the first place of each type with all. */
function toTrials(isWanted: (place: InputPlace) => boolean): Trial[] {
  const seen = new Set<string>();
  return listInputPlaces(schema)
    .filter(isWanted)
    .flatMap((place, index) => {
      const [type, kind] = [`type ${toBareType(place.type)}`, `kind ${coercionKind(place.type)}`];
      const tried = { isFirstOfType: !seen.has(type), isFirstOfKind: !seen.has(kind) };
      const values = hostileValues(place, tried, index + runNumber);
      seen.add(type).add(kind);
      return values.map(value => ({ place, value }));
    });
}

function fieldOf({ operation, field }: InputPlace): GraphQLField<unknown, unknown> {
  const roots = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  return roots[operation]?.getFields()[field] as GraphQLField<unknown, unknown>;
}

interface Request {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

function toRequest({ place, value }: Trial): Request {
  const field = fieldOf(place);
  const variables = argumentsWith(field, place, value, idOf);
  return { query: toOperation(place.operation, field, Object.keys(variables)), variables };
}

interface Literals {
  /** Documents that run, and the values they test. */
  readonly toRun: (Trial & Request)[];
  /** Fields that the schema rejects, or reads like the variable, which runs elsewhere; these are only validated. */
  readonly toRead: (Trial & { readonly text: string })[];
}

/** Longer values make no difference to the limits of a document. */
const maxLiteralChars = 5_000;

/**
 * The same values as literals. A document runs if the resolver gets a different value than for the variable, and once for
 * each field, and for each type and value; a value that cannot be parsed is the same everywhere and is tested once.
 */
function toLiterals(trials: readonly Trial[]): Literals {
  const literals: Literals = { toRun: [], toRead: [] };
  const seen = new Set<string>();
  for (const trial of trials) {
    const { place, value } = trial;
    const field = fieldOf(place);
    const given = argumentsWith(field, place, value, idOf);
    const text = toLiteralField(field, given);
    if (text === null) continue;
    const isLong = text.length > maxLiteralChars;
    const reading = isLong ? 'unreadable' : readLiteral(schema, place.operation, field, given, text);
    const shown = JSON.stringify(value)?.slice(0, 100);
    const key =
      reading === 'unreadable'
        ? `${place.operation} ${shown}`
        : `${place.operation} ${toBareType(place.type)} ${shown}`;
    const ofField = `${place.operation} ${place.field} ${reading === 'unreadable'}`;
    const isFirst = !seen.has(key) || !seen.has(ofField);
    if (reading !== 'refused') seen.add(key).add(ofField);
    if (reading === 'other' || (isFirst && reading !== 'refused'))
      literals.toRun.push({ ...trial, query: `${place.operation} { ${text} }` });
    else if (reading !== 'unreadable') literals.toRead.push({ ...trial, text });
  }
  return literals;
}

/** Below the maximum number of different subscriptions of a user. */
const subscribedAtOnce = 40;

/** Below the maximum number of aliases of a document, and of errors in an answer. */
const readAtOnce = 15;

/** The fault of an answer; null if it is correct. */
function faultOf({ place, value }: Trial, { errors = [] }: Errors): string | null {
  const codes = errors.map(error => error.extensions?.code ?? 'none');
  const bad = codes.filter(code => code === 'INTERNAL' || !Object.hasOwn(errorCodes, code));
  const shown = JSON.stringify(value)?.slice(0, 60);
  return bad.length === 0
    ? null
    : `${place.field}.${place.path.join('.')} = ${shown}: ${bad} ${errors[0]?.message} (FUZZ_TURN=${runNumber})`;
}

/** Fields that can end the caller's session, or bind everybody to a second factor: each is called by its own company. */
const endingAccess = ['signOut', 'revokeSessions', 'updateUser', 'updateTenantSettings'];
const tokenFor = ({ place }: Trial): string => otherTokens.get(place.field) ?? token;

async function ask(trial: Trial, request: Request = toRequest(trial)): Promise<string | null> {
  return (await askFor(trial, request)).fault;
}

async function askFor(
  trial: Trial,
  request: Request,
): Promise<{ fault: string | null; errors: NonNullable<Errors['errors']> }> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokenFor(trial)}` },
    body: JSON.stringify(request),
  });
  const text = await response.text();
  expectNoLeak(text);
  const answer = JSON.parse(text) as Errors;
  return { fault: faultOf(trial, answer), errors: answer.errors ?? [] };
}

/** A query is compiled, literals included, when it arrives for the third time. */
function repeated<Item>(
  placeOf: (item: Item) => InputPlace,
  tryOne: (item: Item) => Promise<string | null>,
): (item: Item) => Promise<string | null> {
  return async item => {
    const faults = [];
    const times = placeOf(item).operation === 'query' ? 3 : 1;
    for (let n = 0; n < times; n += 1) faults.push(await tryOne(item));
    return faults.find(fault => fault !== null) ?? null;
  };
}

function inBatches<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) =>
    items.slice(n * size, (n + 1) * size),
  );
}

/** GraphQL names at most 50 wrong variables. */
const refusedAtOnce = 10;

/** Trials that coercion rejects are sent together: nothing runs, and the answer has an error for each. */
function toRefusedBatches(trials: readonly Trial[]): { batches: Trial[][]; rest: Trial[] } {
  const groups = new Map<string, Trial[]>();
  const rest: Trial[] = [];
  for (const trial of trials) {
    const field = fieldOf(trial.place);
    const { length = 1 } = Array.isArray(trial.value) ? trial.value : {};
    // Compiled queries accept an empty list for an input object.
    const isSingle = length === 0 || length > refusedAtOnce;
    if (isSingle || !isRefused(field, argumentsWith(field, trial.place, trial.value, idOf))) rest.push(trial);
    else {
      const key = `${trial.place.operation} ${tokenFor(trial)}`;
      groups.set(key, [...(groups.get(key) ?? []), trial]);
    }
  }
  return { batches: [...groups.values()].flatMap(group => inBatches(group, refusedAtOnce)), rest };
}

async function askBatch(batch: readonly Trial[]): Promise<string | null> {
  const [first] = batch as [Trial];
  const fields = batch.map(({ place, value }, n) => {
    const values = argumentsWith(fieldOf(place), place, value, idOf);
    return { field: fieldOf(place), prefix: `f${n}_`, given: Object.keys(values), values };
  });
  const variables = Object.fromEntries(
    fields.flatMap(({ prefix, values }) =>
      Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]),
    ),
  );
  const request = { query: toBatchOperation(first.place.operation, fields), variables };
  const { fault, errors } = await askFor(first, request);
  if (fault !== null || errors.length >= batch.length) return fault;
  return `${errors.length} errors for ${batch.length} values, from ${first.place.field}: ${JSON.stringify(errors)}`;
}

/**
 * Runs work for each item, several at a time.
 * @returns the faults
 */
async function findFaults<Item>(
  items: readonly Item[],
  tryOne: (item: Item) => Promise<string | null>,
): Promise<string[]> {
  const faults: (string | null)[] = [];
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) faults.push(await tryOne(item));
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  expect(faults).toHaveLength(items.length);
  return faults.filter(fault => fault !== null);
}

describe('what nobody would give in good faith', () => {
  it('is given to every field of every input', () => {
    const fields = Object.values(schema.getTypeMap())
      .filter(isInputObjectType)
      .flatMap(type => Object.keys(type.getFields()).map(name => `${type.name}.${name}`));
    const tested = testedInputFields(schema, listInputPlaces(schema));
    // Only an argument below the root: test/e2e/reading.test.ts.
    const isBelow = (name: string) => name.startsWith('TimelineFilter.');
    expect(fields.filter(name => !tested.has(name) && !isBelow(name))).toEqual([]);
  });

  it('to any argument of a query or mutation is answered with a documented code, and never INTERNAL', async () => {
    const trials = toTrials(({ operation }) => operation !== 'subscription');
    expect(new Set(trials.map(({ place }) => `${place.field} ${place.path}`)).size).toBeGreaterThan(150);
    const { batches, rest } = toRefusedBatches(trials);
    expect(batches.length).toBeGreaterThan(50);
    const inTurn = repeated<Trial[]>(([trial]) => (trial as Trial).place, askBatch);
    expect(await findFaults(batches, inTurn)).toEqual([]);
    expect(rest.length).toBeGreaterThan(500);
    expect(await findFaults(rest, trial => ask(trial))).toEqual([]);
  });

  it('to any argument, written into the document, is answered with a documented code, and never INTERNAL', async () => {
    const { toRun, toRead } = toLiterals(toTrials(() => true));
    const run = toRun.filter(({ place }) => place.operation !== 'subscription');
    expect(run.length).toBeGreaterThan(100);
    const inTurn = repeated<(typeof run)[number]>(
      ({ place }) => place,
      literal => ask(literal, { query: literal.query }),
    );
    expect(await findFaults(run, inTurn)).toEqual([]);
    // The others go through parser and scalars in documents of several fields, which an unknown argument invalidates.
    const batches = ['query', 'mutation', 'subscription'].flatMap(operation =>
      inBatches(
        toRead.filter(({ place }) => place.operation === operation),
        readAtOnce,
      ),
    );
    expect(batches.length).toBeGreaterThan(30);
    const read = (batch: (typeof batches)[number]): Promise<string | null> => {
      const [first] = batch as [(typeof toRead)[number]];
      const fields = batch.map(({ text }, n) => `f${n}: ${text}`);
      return ask(first, {
        query: `${first.place.operation} { ${fields.join(' ')} __typename(unknown: true) }`,
      });
    };
    expect(await findFaults(batches, read)).toEqual([]);
  });

  it('to any argument of a subscription ends that subscription alone, with a documented code', async () => {
    const trials = toTrials(({ operation }) => operation === 'subscription');
    expect(trials.length).toBeGreaterThan(20);
    const faults: (string | null)[] = [];
    const requests = [
      ...trials.map(trial => [trial, toRequest(trial)] as const),
      ...toLiterals(trials).toRun.map(trial => [trial, { query: trial.query }] as const),
    ];
    const subscribeTo = async (some: typeof requests): Promise<void> => {
      const client = server.connect(token);
      const stops = some.map(([trial, request]) =>
        client.subscribe(request, {
          next: result => faults.push(faultOf(trial, result as Errors)),
          error: error =>
            faults.push(faultOf(trial, { errors: Array.isArray(error) ? error : [error] } as Errors)),
          complete: () => {},
        }),
      );
      let heard = 0;
      const stop = client.subscribe(
        { query: 'subscription { messageAdded { id } }' },
        { next: () => heard++, error: () => {}, complete: () => {} },
      );
      // Accepted subscriptions are executed with the next message; after that the last of them has received it too.
      await waitFor(async () => {
        const metadata = {
          remoteJid: '77060000099@s.whatsapp.net',
          messageId: `F${heard}${faults.length}${Math.random()}`,
        };
        await server.post(`/webhooks/chatflow?key=${demoWebhookKey}&instance_id=instance_xxx`, {
          message: 'x',
          metadata,
        });
        return heard > 0;
      });
      for (const end of [...stops, stop]) end();
      await client.dispose();
    };
    for (let n = 0; n < requests.length; n += subscribedAtOnce)
      await subscribeTo(requests.slice(n, n + subscribedAtOnce));
    expect(faults.length).toBeGreaterThan(100);
    expect(faults.filter(fault => fault !== null)).toEqual([]);
  });

  it('leaves no word of the database, and no stack, in the log', () => {
    expect(
      logged.filter(line =>
        /invalid input syntax|invalid byte|out of range|SQLSTATE|DriverException|\n\s+at /i.test(line),
      ),
    ).toEqual([]);
    expect(logged.filter(line => JSON.parse(line).level >= 50)).toEqual([]);
  });
});

it('took a position of the event log with every change that stored answers show', async () => {
  expect(await readUnloggedChanges(server.databaseUrl)).toEqual([]);
});
