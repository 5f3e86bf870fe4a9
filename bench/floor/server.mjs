/**
 * The floor: the baseline for Trunkline. A minimal server that does the same work for one company: Fastify and pg,
 * one prepared statement per webhook, one string for all sockets, one statement and a concatenated string for a page
 * of the inbox. No group commit, no accounts, no GraphQL.
 *
 * Environment: PORT, DATABASE_URL, WEBHOOK_SECRET (HMAC-SHA256 of the raw body, hex, in `x-signature`).
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';
import { WebSocketServer } from 'ws';
import { idOf, orderedId } from './ids.mjs';
import { toFullInboxPage, toInboxPage, toLiveMessage } from './json.mjs';
import { startReplies } from './replies.mjs';
import { fullInboxPage, inboxPage, messagesAfter, storeWebhook } from './statements.mjs';

const { DATABASE_URL, PORT, WEBHOOK_SECRET = '' } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10, keepAlive: true, options: '-c jit=off' });
pool.on('error', error => console.error(error.message));

const { rows: channels } = await pool.query('select id, external_id, display_name from channels');
const channelByExternalId = new Map(channels.map(channel => [channel.external_id, channel]));

const app = Fastify({ logger: false, keepAliveTimeout: 65_000, forceCloseConnections: true });
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

app.post('/webhooks/chatflow', async (request, reply) => {
  const expected = createHmac('sha256', WEBHOOK_SECRET).update(request.body).digest();
  const given = Buffer.from(String(request.headers['x-signature'] ?? ''), 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return reply.code(401).send();
  const text = request.body.toString();
  const { message, metadata } = JSON.parse(text);
  const channel = channelByExternalId.get(request.query.instance_id);
  if (!channel) return reply.code(404).send();
  const phone = `+${metadata.remoteJid.split('@', 1)[0]}`;
  const leadId = idOf(phone);
  const conversationId = idOf(channel.id, phone);
  const id = orderedId();
  const { rows } = await pool.query({
    ...storeWebhook,
    values: [
      ...[id, conversationId, channel.id, metadata.messageId, message],
      ...[new Date(metadata.timestamp * 1000), new Date(), leadId, phone, metadata.sender],
      ...[orderedId(), text, { 'content-type': request.headers['content-type'] }],
    ],
  });
  if (rows.length > 0 && sockets.clients.size > 0) {
    const { external_id: externalId, display_name: displayName } = channel;
    const live = toLiveMessage([
      ...[id, 'INBOUND', message, 'RECEIVED', displayName, externalId],
      ...[conversationId, metadata.sender, phone],
    ]);
    for (const socket of sockets.clients) socket.send(live);
  }
  return reply.header('content-type', 'application/json').send(`{"ok":true,"id":"${id}"}`);
});

app.get('/inbox', async (request, reply) => {
  const first = Number(request.query.first);
  const { rows } = await pool.query({ ...inboxPage, values: [first + 1], rowMode: 'array' });
  return reply.header('content-type', 'application/json').send(toInboxPage(rows, first));
});

app.get('/full-inbox', async (request, reply) => {
  const first = Number(request.query.first);
  const { rows } = await pool.query({ ...fullInboxPage, values: [first + 1], rowMode: 'array' });
  return reply.header('content-type', 'application/json').send(toFullInboxPage(rows, first));
});

const replies = await startReplies(pool, id => {
  for (const socket of sockets.clients) socket.send(`{"type":"status","id":"${id}","status":"SENT"}`);
});
app.post('/replies', async (request, reply) => {
  const id = await replies.accept(JSON.parse(request.body.toString()));
  return reply.header('content-type', 'application/json').send(`{"id":"${id}"}`);
});

app.get('/readyz', async () => {
  await pool.query('select 1');
  return { status: 'ready' };
});

const sockets = new WebSocketServer({ server: app.server, perMessageDeflate: false });
sockets.on('connection', socket => {
  socket.on('error', () => socket.terminate());
  socket.on('message', data => {
    const { after } = JSON.parse(data.toString());
    if (after) replay(socket, after).catch(() => socket.terminate());
    else socket.send('{"type":"ready"}');
  });
});

async function replay(socket, start) {
  for (let after = start; ; ) {
    const { rows } = await pool.query({ ...messagesAfter, rowMode: 'array', values: [after] });
    for (const row of rows) socket.send(toLiveMessage(row));
    if (rows.length < 500) return;
    after = rows.at(-1)[0];
  }
}

await app.listen({ host: '127.0.0.1', port: Number(PORT) });
process.on('SIGTERM', () => process.exit(0));
