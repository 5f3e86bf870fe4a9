/**
 * Replies, from the request to the vendor's acknowledgement. Runs Trunkline as its demo: only there may it call a
 * vendor on this machine, and only there does the vendor's limit of one message a second not apply.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { idOf } from '../floor/ids.mjs';
import { channelExternalIds, phoneOf } from '../load/bodies.mjs';
import { compareRow, ownRow, promiseRow } from '../report/rows.mjs';
import { ask } from '../setup/graphql-client.mjs';
import { liveStatus, toSubscribe } from '../setup/operations.mjs';
import { startDemo } from '../setup/servers.mjs';

const conversationCount = 48;

export const sendReply = {
  name: 'send-reply',
  run: async bench => {
    const demo = await startDemo(bench.folder, bench.postgres.dataDir);
    try {
      const facts = {
        trunkline: {
          conversationIds: await makeConversations(demo.target),
          subscribe: toSubscribe(liveStatus),
        },
        floor: { conversationIds: conversationsOfFloor() },
      };
      const servers = { floor: bench.floor, trunkline: demo };
      const rows = [];
      for (const concurrency of [1, 16, 64]) {
        const run = async (server, durationMs) => {
          const of = server === demo ? facts.trunkline : facts.floor;
          const { result, cpuMs } = await bench.withCpu(server, () =>
            bench.load.run('reply', server.target, { ...of, concurrency, durationMs }),
          );
          if (result.problems.length > 0) throw new Error(result.problems[0]);
          const perReply = ms => ms / result.accepted.count;
          return {
            ...result,
            cpu: cpuMs && { server: perReply(cpuMs.server), postgres: perReply(cpuMs.postgres) },
          };
        };
        for (const server of Object.values(servers)) await run(server, bench.options.quick ? 200 : 2_000);
        const durationMs = bench.options.quick ? 700 : 3_000;
        const pairs = await bench.alternate(server => run(server, durationMs), undefined, servers);
        rows.push(...toRows(`sendReply, ${concurrency} at once`, pairs));
      }
      return rows;
    } finally {
      await demo.stop();
    }
  },
};

function toRows(title, pairs) {
  const pick = read =>
    pairs.map(({ floor, trunkline }) => ({ floor: read(floor), trunkline: read(trunkline) }));
  const ofTrunkline = read => pairs.map(({ trunkline }) => read(trunkline));
  const missing = ofTrunkline(result => result.missing).reduce((sum, count) => sum + count, 0);
  const rows = [
    compareRow(
      `${title}, accepted`,
      '/s',
      pick(({ accepted }) => accepted.perSecond),
      { atLeast: 0.5 },
    ),
    compareRow(
      `${title}, accepted, p99`,
      'ms',
      pick(({ accepted }) => accepted.p99),
    ),
    compareRow(
      `${title}, taken by the vendor`,
      '/s',
      pick(({ sent }) => sent.perSecond),
    ),
    ownRow(
      `${title}, taken for each that is accepted`,
      '',
      ofTrunkline(({ sent, accepted }) => sent.perSecond / accepted.perSecond),
      { atLeast: 0.9 },
    ),
    compareRow(
      `${title}, until SENT is seen, p50`,
      'ms',
      pick(({ sent }) => sent.p50),
    ),
  ];
  if (pairs[0].floor.cpu !== null) {
    rows.push(
      compareRow(
        `${title}, CPU until SENT: server`,
        'ms',
        pick(({ cpu }) => cpu.server),
      ),
    );
    rows.push(
      compareRow(
        `${title}, CPU until SENT: PostgreSQL`,
        'ms',
        pick(({ cpu }) => cpu.postgres),
      ),
    );
    rows.push(
      ownRow(
        `${title}, CPU until SENT`,
        'ms',
        ofTrunkline(({ cpu }) => cpu.server + cpu.postgres),
        { atMost: 2 },
      ),
    );
  }
  rows.push(promiseRow(title, '', `${missing} not sent`, 'every accepted reply is sent', missing === 0));
  return rows;
}

/** The demo with its conversations, for profiles. */
export async function openReplies(bench) {
  const server = await startDemo(bench.folder, bench.postgres.dataDir);
  const facts = {
    conversationIds: await makeConversations(server.target),
    subscribe: toSubscribe(liveStatus),
  };
  return { server, facts, stop: () => server.stop() };
}

/** Conversations of the floor with the same numbers of people. */
export function conversationsOfFloor() {
  return Array.from({ length: conversationCount }, (_, index) => {
    const channel = channelExternalIds[(index + 1) % channelExternalIds.length];
    return idOf(idOf('channel', channel), `+${phoneOf(index + 1)}`);
  });
}

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
