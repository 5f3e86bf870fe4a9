/**
 * Replies of the floor: the message and its job in one statement; a worker that claims with SKIP LOCKED, calls a
 * provider over local HTTP, and writes the status of all that it claimed in one statement.
 */

import { once } from 'node:events';
import { createServer } from 'node:http';
import { Pool } from 'undici';
import { orderedId } from './ids.mjs';
import { addReply, claimReplies, concludeReplies } from './statements.mjs';

/** Starts the provider; the worker begins with the first reply. `onSent` is called with the id of each. */
export async function startReplies(pool, onSent) {
  const provider = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.end(`{"id":"${orderedId()}"}`));
  });
  provider.listen(0, '127.0.0.1');
  await once(provider, 'listening');
  provider.unref();
  const http = new Pool(`http://127.0.0.1:${provider.address().port}`, { connections: 16 });
  let running = 0;
  let isWanted = false;

  const work = async () => {
    running += 1;
    const client = await pool.connect();
    try {
      for (isWanted = false; ; ) {
        await client.query('begin');
        const { rows } = await client.query(claimReplies);
        const externalIds = await Promise.all(rows.map(send));
        if (rows.length > 0) {
          const values = [rows.map(row => row.id), rows.map(row => row.message_id), externalIds];
          await client.query({ ...concludeReplies, values });
        }
        await client.query('commit');
        for (const row of rows) onSent(row.message_id);
        if (rows.length === 0 && !isWanted) return;
        isWanted = false;
      }
    } finally {
      client.release();
      running -= 1;
    }
  };

  const send = async ({ text, channel_id: from }) => {
    const { body } = await http.request({
      method: 'POST',
      path: '/messages',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ from, text }),
    });
    return (await body.json()).id;
  };

  return {
    /** @returns the id of the stored reply */
    accept: async ({ conversationId, text }) => {
      const id = orderedId();
      await pool.query({ ...addReply, values: [id, conversationId, id, text] });
      isWanted = true;
      if (running < 2) work().catch(error => console.error(error.message));
      return id;
    },
  };
}
