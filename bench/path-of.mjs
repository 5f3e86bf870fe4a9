/**
 * `node bench/path-of.mjs [webhook] [reply] [inbox] [--dist folder] [--functions]`: the files of `src` that one
 * request uses, counted in a warmed-up server. Needs a built server, like the benchmark.
 *
 * - webhook: a text of a known contact, from its HTTP request to the frame in a WebSocket that subscribed to it
 * - reply: `sendReply`, from its HTTP request to the status SENT in the database
 * - inbox: a page of conversations, from its HTTP request to the response
 *
 * Two lists. The path: files on the call stacks, including awaiting functions, at the time of an external operation
 * (a statement, a call to a vendor, bytes to a client), that is, the files that forward the request; marked with `>`.
 * All: every file with a called function, including helpers and values. Both contain only what every sample has,
 * which excludes timers. Files of types, files that run only at the start, and the demo's simulated vendors and
 * database are left out.
 */
import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import WebSocket from 'ws';
import { phoneOf } from './load/bodies.mjs';
import { killChildren } from './setup/children.mjs';
import { ask } from './setup/graphql-client.mjs';
import { withCalledFunctions, withStacks } from './setup/inspector.mjs';
import { inboxQuery, liveMessages, sendReply, toSubscribe } from './setup/operations.mjs';
import { makeRunFolder } from './setup/run-folder.mjs';
import { startDemo } from './setup/servers.mjs';

const samples = 6;
const warmups = 40;
/** Time for the job of a reply; no request waits for it here. */
const jobMs = 400;
const ofDemo = /simulat|demo-|database\/embedded/;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dist: { type: 'string', default: 'dist' },
    functions: { type: 'boolean', default: false },
  },
});
const folder = makeRunFolder(values.dist, 'dist/start.js');
/** Packages are outside this folder: it only links to them. */
const built = `${pathToFileURL(realpathSync(folder.file('dist')))}/`;
try {
  const server = await startDemo(folder, folder.file('data'));
  const cases = { webhook: await toWebhook(server), reply: await toReply(server), inbox: toInbox(server) };
  for (const name of positionals.length > 0 ? positionals : Object.keys(cases)) {
    print(name, await findPath(server, cases[name]));
  }
  await server.stop();
} finally {
  killChildren();
  folder.remove();
}
process.exit(0);

/** The functions called in every sample: names by file. */
async function findPath(server, { run, open = () => {}, close = () => {} }) {
  await open();
  for (let n = 0; n < warmups; n += 1) await run();
  let path = null;
  for (let n = 0; n < samples; n += 1) {
    const called = await withCalledFunctions(server, run);
    const files = new Map();
    for (const { url, functions } of called) {
      const file = toFile(url);
      if (file !== null && !ofDemo.test(file)) files.set(file, functions);
    }
    path = path ? new Map([...path].filter(([file]) => files.has(file))) : files;
  }
  let stations = null;
  for (let n = 0; n < samples; n += 1) {
    const found = new Set((await withStacks(server, run)).map(toFile));
    stations = stations ? stations.intersection(found) : found;
  }
  await close();
  return { path, stations };
}

/** Path below `src`, or null for a file of a package. */
function toFile(url) {
  return url.startsWith(built) ? url.slice(built.length).replace(/\.js$/, '.ts') : null;
}

function print(name, { path, stations }) {
  const counts = Map.groupBy(path.keys(), file => file.slice(0, Math.max(0, file.lastIndexOf('/'))) || '.');
  const folders = [...counts].map(([under, files]) => `${under} ${files.length}`).sort();
  const passing = [...path.keys()].filter(file => stations.has(file)).length;
  console.log(`${name}: ${passing} files on the path, ${path.size} in all (${folders.join(', ')})`);
  for (const [file, functions] of [...path].sort(([a], [b]) => (a < b ? -1 : 1))) {
    console.log(
      `${stations.has(file) ? '> ' : '  '}src/${file}${values.functions ? `: ${functions.filter(Boolean).join(', ')}` : ''}`,
    );
  }
}

/** One text of a contact who has written before. */
function toPost({ target }) {
  let sent = 0;
  return async () => {
    sent += 1;
    const metadata = {
      sender: 'Айгерим',
      messageId: `PATH${process.pid}${sent}`,
      remoteJid: `${phoneOf(1)}@s.whatsapp.net`,
      timestamp: Math.floor(Date.now() / 1000),
    };
    const body = { messageType: 'text', message: 'Здравствуйте', metadata, mediaData: null };
    const response = await fetch(`${target.url}${target.webhook.path}instance_xxx`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.status !== 200) throw new Error(`The webhook was answered with ${response.status}.`);
    await response.arrayBuffer();
  };
}

async function toWebhook(server) {
  const post = toPost(server);
  await post();
  let socket;
  let onFrame = () => {};
  return {
    open: async () => {
      const { socket: facts, port } = server.target;
      socket = new WebSocket(`ws://127.0.0.1:${port}${facts.path}`, facts.protocol);
      const ready = new Promise((resolve, reject) => {
        socket.on('error', reject);
        socket.on('message', data => (String(data).includes(facts.ready) ? resolve() : onFrame()));
      });
      await new Promise(resolve => socket.on('open', resolve));
      socket.send(facts.hello);
      await ready;
      socket.send(toSubscribe(liveMessages));
      await new Promise(resolve => setTimeout(resolve, jobMs));
    },
    run: async () => {
      const framed = new Promise(resolve => {
        onFrame = resolve;
      });
      await post();
      await framed;
    },
    close: () => socket.terminate(),
  };
}

async function toReply({ target }) {
  const { conversations } = await ask(
    target.url,
    '{ conversations(first: 1) { nodes { id } } }',
    {},
    target.token,
  );
  const [{ id: conversationId }] = conversations.nodes;
  return {
    run: async () => {
      await ask(target.url, sendReply, { input: { conversationId, text: 'Да, есть' } }, target.token);
      await new Promise(resolve => setTimeout(resolve, jobMs));
    },
  };
}

function toInbox({ target }) {
  return { run: () => ask(target.url, inboxQuery, { first: 20 }, target.token) };
}
