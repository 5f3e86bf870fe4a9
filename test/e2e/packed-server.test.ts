/**
 * The build packs the server into few files (scripts/bundle.mjs): the same server, which loads at start only the
 * modules that it needs.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { buildClientSchema, getIntrospectionQuery } from 'graphql';
import { printSchemaWithAccess } from '../../src/schema/print-schema.js';
import { endServerProcesses, makeDataDir, startServerProcess } from '../support/server-process.js';

const folder = resolve('dist/bundle');

interface AnyAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what its own document asked for
  readonly data: any;
  readonly errors?: readonly unknown[];
}

/** Every file that is read at start: the entry and its imports, recursively. */
function filesOfStart(): string[] {
  const found = new Set(['start.js']);
  for (const file of found) {
    const text = readFileSync(join(folder, file), 'utf8');
    for (const [, imported] of text.matchAll(/(?:from|import)\s*"\.\/([\w-]+\.js)"/g))
      if (imported) found.add(imported);
  }
  return [...found];
}

/** The modules in a file, by their source map. */
function modulesOf(file: string): string[] {
  return (JSON.parse(readFileSync(join(folder, `${file}.map`), 'utf8')) as { sources: string[] }).sources;
}

describe('a start', () => {
  const modules = filesOfStart().flatMap(modulesOf);

  it('reads a few dozen files with everything that answering takes', () => {
    // Unpacked it would be more than two thousand.
    expect(filesOfStart().length).toBeLessThan(40);
    for (const name of ['@apollo/server', 'fastify', 'graphql-ws', 'type-graphql', 'pg'])
      expect(modules.filter(path => path.includes(`/node_modules/${name}/`))).not.toEqual([]);
    expect(modules.filter(path => path.endsWith('/src/ingest/ingest.ts'))).toHaveLength(1);
  });

  it('reads ASCII: another letter would double the memory of its file', () => {
    const isAscii = (file: string) => /^[\0-\x7f]*$/.test(readFileSync(join(folder, file), 'utf8'));
    expect(filesOfStart().filter(file => !isAscii(file))).toEqual([]);
  });

  it.each(['@mikro-orm/sql', '@mikro-orm/postgresql', 'graphile-worker', 'undici', 'ruru', 'ai'])(
    'leaves %s for when it is used',
    name => {
      expect(modules.filter(path => path.includes(`/node_modules/${name}/`))).toEqual([]);
    },
  );

  it('has one copy of graphql: a second one would not know the types of the first', () => {
    const paths = modules.filter(path => path.includes('/node_modules/graphql/'));
    expect(paths.length).toBeGreaterThan(50);
    expect(paths.filter(path => !path.endsWith('.mjs'))).toEqual([]);
  });
});

describe('the packed server', () => {
  afterAll(endServerProcesses);

  it('publishes the schema of the source, and changes, reads, sends and shows the playground', async () => {
    const server = await startServerProcess({ DATA_DIR: await makeDataDir(), LOG_FORMAT: 'json' });
    const ask = async (query: string, token?: string) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify({ query }),
      });
      const { data, errors } = (await response.json()) as AnyAnswer;
      expect(errors).toBeUndefined();
      return data;
    };
    const introspection = await ask(getIntrospectionQuery({ specifiedByUrl: true, schemaDescription: true }));
    const printed = printSchemaWithAccess(buildClientSchema(introspection));
    const published = readFileSync('src/schema/schema.graphql', 'utf8').replace(/^#.*\n\n/, '');
    expect(printed).toBe(published);

    const { signIn } = await ask(
      'mutation { signIn(input: { email: "owner@demo.test", password: "trunkline" }) { accessToken } }',
    );
    const { channels } = await ask('{ channels(first: 1) { nodes { id } } }', signIn.accessToken);
    const created = await ask(
      `mutation { simulateInbound(input: { channelId: "${channels.nodes[0].id}", from: "+77010000001", text: "hello" }) {
        event { status message { conversation { id } } } } }`,
      signIn.accessToken,
    );
    const conversationId = created.simulateInbound.event.message.conversation.id;
    const { addNote } = await ask(
      `mutation { addNote(input: { conversationId: "${conversationId}", body: "by the mapper" }) { note { body } } }`,
      signIn.accessToken,
    );
    expect(addNote.note.body).toBe('by the mapper');
    const page = await fetch(`${server.url}/playground`);
    expect(page.status).toBe(200);
    for (const [, path] of (await page.text()).matchAll(/(?:src|href)="(\/playground[^"]+)"/g))
      expect((await fetch(`${server.url}${path}`)).status).toBe(200);
    expect((await fetch(`${server.url}/metrics`)).status).toBe(200);
    expect(await server.stop()).toMatchObject({ code: 0 });
  });
});
