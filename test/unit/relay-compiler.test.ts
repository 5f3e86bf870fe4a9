/** Relay's compiler accepts the emitted schema: fragments are refetched by `node`, connections are paginated. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

const run = promisify(execFile);
const compiler = resolve('node_modules/relay-compiler/cli.js');

const card = `import { graphql } from 'react-relay';
export const card = graphql\`
  fragment card_conversation on Conversation
  @refetchable(queryName: "cardRefetchQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "Cursor" }) {
    id
    version
    contact { displayName }
    siblings(first: $count, after: $cursor) @connection(key: "card_siblings") {
      edges { node { id } }
    }
  }
\`;
`;
const inbox = `import { graphql } from 'react-relay';
export const page = graphql\`
  fragment inbox_page on Query
  @refetchable(queryName: "inboxPageQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "Cursor" }) {
    conversations(first: $count, after: $cursor, orderBy: OLDEST_ACTIVITY_FIRST) @connection(key: "inbox_conversations") {
      edges { node { id ...card_conversation } }
    }
  }
\`;
export const query = graphql\`
  query inboxQuery { ...inbox_page leads(first: 0) { totalCount } }
\`;
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trunkline-relay-'));
  await mkdir(join(folder, 'src', '__generated__'), { recursive: true });
  await copyFile('src/schema/schema.graphql', join(folder, 'schema.graphql'));
  await writeFile(join(folder, 'src', 'inbox.ts'), inbox);
});
afterAll(() => rm(folder, { recursive: true }));

/** Compiles `src` of the folder. @returns the written artifacts by name */
async function compile(source: string): Promise<ReadonlyMap<string, string>> {
  await writeFile(join(folder, 'src', 'card.ts'), source);
  const config = {
    src: './src',
    schema: './schema.graphql',
    language: 'typescript',
    artifactDirectory: './src/__generated__',
    eagerEsModules: true,
  };
  await writeFile(join(folder, 'relay.config.json'), JSON.stringify(config));
  await run(process.execPath, [compiler, 'relay.config.json'], { cwd: folder });
  const generated = join(folder, 'src', '__generated__');
  const names = await readdir(generated);
  return new Map(
    await Promise.all(
      names.map(async name => [name, await readFile(join(generated, name), 'utf8')] as const),
    ),
  );
}

it('with a refetchable fragment on Conversation and paginated connections', async () => {
  const artifacts = await compile(card);
  expect([...artifacts.keys()].sort()).toEqual([
    'cardRefetchQuery.graphql.ts',
    'card_conversation.graphql.ts',
    'inboxPageQuery.graphql.ts',
    'inboxQuery.graphql.ts',
    'inbox_page.graphql.ts',
  ]);
  expect(artifacts.get('cardRefetchQuery.graphql.ts')).toContain('node(id: $id)');
});

it('and refuses a fragment that `node` cannot refetch, so the first case proves something', async () => {
  const onMoney = `import { graphql } from 'react-relay';
export const card = graphql\`
  fragment card_conversation on Conversation { id }
\`;
export const price = graphql\`
  fragment card_price on Money @refetchable(queryName: "cardPriceQuery") { amount }
\`;
`;
  await expect(compile(onMoney)).rejects.toThrow(/refetchable/i);
});
