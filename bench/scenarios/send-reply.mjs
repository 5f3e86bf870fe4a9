/**
 * Replies, from the mutation to the vendor's acknowledgement. Runs Trunkline as its demo: only there may it call a
 * vendor on this machine, and only there does the vendor's limit of one message a second not apply.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { channelExternalIds, phoneOf } from '../load/bodies.mjs';
import { ownRow, promiseRow } from '../report/rows.mjs';
import { ask } from '../setup/graphql-client.mjs';
import { liveStatus, sendReply as mutation, toSubscribe } from '../setup/operations.mjs';
import { startDemo } from '../setup/servers.mjs';

const conversationCount = 48;
const cpuLabels = { server: 'server', postgres: 'PostgreSQL' };

export const sendReply = {
  name: 'send-reply',
  run: async bench => {
    const demo = await startDemo(bench.folder, bench.postgres.dataDir);
    try {
      const facts = {
        mutation,
        token: demo.target.token,
        conversationIds: await makeConversations(demo.target),
        subscribe: toSubscribe(liveStatus),
      };
      const rows = [];
      for (const concurrency of [1, 16]) {
        const run = durationMs => bench.load.run('reply', demo.target, { ...facts, concurrency, durationMs });
        await run(bench.options.quick ? 200 : 2_000);
        const results = [];
        for (let round = 0; round < (bench.options.quick ? 1 : bench.options.rounds); round += 1) {
          const { result, cpuMs } = await bench.withCpu(demo, () => run(bench.options.quick ? 700 : 3_000));
          results.push({ ...result, cpuMs });
        }
        const problem = results.flatMap(result => result.problems)[0];
        if (problem) throw new Error(problem);
        const title = `sendReply, ${concurrency} at once`;
        const missing = results.reduce((sum, result) => sum + result.missing, 0);
        rows.push(
          ownRow(
            `${title}, accepted`,
            '/s',
            results.map(result => result.accepted.perSecond),
          ),
        );
        rows.push(
          ownRow(
            `${title}, accepted, p99`,
            'ms',
            results.map(result => result.accepted.p99),
          ),
        );
        rows.push(
          ownRow(
            `${title}, taken by the vendor`,
            '/s',
            results.map(result => result.sent.perSecond),
          ),
        );
        rows.push(
          ownRow(
            `${title}, until SENT is seen, p50`,
            'ms',
            results.map(result => result.sent.p50),
          ),
        );
        if (results[0].cpuMs)
          for (const [name, label] of Object.entries(cpuLabels))
            rows.push(
              ownRow(
                `${title}, CPU until SENT: ${label}`,
                'ms',
                results.map(({ cpuMs, accepted }) => cpuMs[name] / accepted.count),
              ),
            );
        rows.push(
          promiseRow(title, '', `${missing} not sent`, 'every accepted reply is sent', missing === 0),
        );
      }
      return rows;
    } finally {
      await demo.stop();
    }
  },
};

async function makeConversations({ url, token, webhook }) {
  for (let n = 0; n < conversationCount; n += 1) {
    const metadata = {
      sender: `Айгерим ${n}`,
      messageId: `3F6E${n}`,
      remoteJid: `${phoneOf(n)}@s.whatsapp.net`,
    };
    const response = await fetch(
      `${url}${webhook.path}${channelExternalIds[n % channelExternalIds.length]}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ messageType: 'text', message: 'Здравствуйте', metadata, mediaData: null }),
      },
    );
    if (response.status !== 200) throw new Error(`The demo answered a webhook with ${response.status}.`);
  }
  await delay(200);
  const { conversations } = await ask(
    url,
    `{ conversations(first: ${conversationCount}) { nodes { id } } }`,
    {},
    token,
  );
  return conversations.nodes.map(node => node.id);
}
