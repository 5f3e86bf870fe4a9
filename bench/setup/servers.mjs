/** The servers of a run, and the protocol of each for the load generator: its target. */
import { fileURLToPath } from 'node:url';
import { startProgram, stopChild } from './children.mjs';
import { floorSecret } from './fill-floor.mjs';
import { findFreePort } from './free-port.mjs';
import { signIn } from './graphql-client.mjs';
import { fullInboxQuery, inboxQuery, liveMessages, sendReply, toSubscribe } from './operations.mjs';
import { untilAnswers } from './until-answers.mjs';

const floorProgram = fileURLToPath(new URL('../floor/server.mjs', import.meta.url));
const nodeOptions = [
  '--inspect-port=0',
  ...(process.env.BENCH_NODE_OPTIONS ?? '').split(' ').filter(Boolean),
];

/** Starts the floor. */
export async function startFloor(folder, databaseUrl, name = 'floor') {
  const port = await findFreePort();
  const logFile = folder.file(`${name}.log`);
  const env = {
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    WEBHOOK_SECRET: floorSecret,
    NODE_ENV: 'production',
  };
  const child = startProgram(floorProgram, { env, cwd: folder.path, logFile, nodeOptions });
  const startedMs = await untilAnswers(child, port);
  return toServer(child, logFile, startedMs, {
    name,
    port,
    webhook: { path: '/webhooks/chatflow?instance_id=', secret: floorSecret },
    page: {
      request: { method: 'GET', path: '/inbox?first=20' },
      long: { method: 'GET', path: '/inbox?first=50' },
      fullShort: { method: 'GET', path: '/full-inbox?first=20' },
      full: { method: 'GET', path: '/full-inbox?first=50' },
    },
    reply: { format: 'floor', path: '/replies' },
    socket: { path: '/', protocol: null, hello: '{}', ready: '"ready"', subscribe: null },
  });
}

/** Starts Trunkline as an installation. */
export async function startTrunkline(
  folder,
  databaseUrl,
  company,
  name = 'trunkline',
  { signsIn = true } = {},
) {
  const port = await findFreePort();
  const logFile = folder.file(`${name}.log`);
  const env = {
    NODE_ENV: 'production',
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    ACCESS_TOKEN_TTL_MINUTES: '240',
    ...company.env,
  };
  const child = startProgram(folder.entry, { env, cwd: folder.path, logFile, nodeOptions });
  const startedMs = await untilAnswers(child, port);
  const token = signsIn ? await signIn(`http://127.0.0.1:${port}`, company.email, company.password) : null;
  return toServer(
    child,
    logFile,
    startedMs,
    toTrunklineTarget({ name, port, token, webhookKey: company.webhookKey }),
  );
}

/** Starts Trunkline as its demo, with the simulated vendors, on the run's PostgreSQL. */
export async function startDemo(folder, dataDir, name = 'demo') {
  const port = await findFreePort();
  const logFile = folder.file(`${name}.log`);
  const env = {
    PORT: String(port),
    DATA_DIR: dataDir,
    LOG_FORMAT: 'json',
    ACCESS_TOKEN_TTL_MINUTES: '240',
    DEMO_CONVERSATIONS: 'off',
  };
  const child = startProgram(folder.entry, { env, cwd: folder.path, logFile, nodeOptions });
  const startedMs = await untilAnswers(child, port);
  const token = await signIn(`http://127.0.0.1:${port}`, 'owner@demo.test', 'trunkline');
  return toServer(child, logFile, startedMs, toTrunklineTarget({ name, port, token, webhookKey: 'demo' }));
}

/** The target of a running server for another company. */
export async function toTargetOf(server, company, name) {
  const { url, port, host } = server.target;
  const token = await signIn(url, company.email, company.password);
  return { host, url, ...toTrunklineTarget({ name, port, token, webhookKey: company.webhookKey }) };
}

function toTrunklineTarget({ name, port, token, webhookKey }) {
  const toPage = (query, first) => ({
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { first } }),
  });
  return {
    name,
    port,
    token,
    webhook: { path: `/webhooks/chatflow?key=${webhookKey}&instance_id=`, secret: floorSecret },
    page: {
      request: toPage(inboxQuery, 20),
      long: toPage(inboxQuery, 50),
      fullShort: toPage(fullInboxQuery, 20),
      full: toPage(fullInboxQuery, 50),
    },
    reply: { format: 'graphql', path: '/graphql', query: sendReply },
    socket: {
      path: '/graphql',
      protocol: 'graphql-transport-ws',
      hello: JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }),
      ready: '"connection_ack"',
      subscribe: toSubscribe(liveMessages),
    },
  };
}

function toServer(child, logFile, startedMs, target) {
  const host = '127.0.0.1';
  return {
    child,
    logFile,
    startedMs,
    pid: child.pid,
    target: { host, url: `http://${host}:${target.port}`, ...target },
    stop: () => stopChild(child),
  };
}
