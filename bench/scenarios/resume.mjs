/** A subscriber that resumes after 10,000 messages. */
import { compareRow } from '../report/rows.mjs';
import { ask } from '../setup/graphql-client.mjs';
import { liveMessages, toSubscribe } from '../setup/operations.mjs';
import { withClient } from '../setup/postgres.mjs';

/** How many messages were missed. */
export const missed = 10_000;

export const resume = {
  name: 'resume',
  run: async bench => {
    const facts = {
      floor: { missed, subscribe: JSON.stringify({ after: await findFloorPlace(bench.floorUrl) }) },
      trunkline: { missed, subscribe: await toResume(bench.trunkline, bench.trunklineUrl, missed) },
    };
    const pairs = await bench.alternate(server =>
      bench.load.run('resume', server.target, facts[server.target.name]),
    );
    const pick = name =>
      pairs.map(({ floor, trunkline }) => ({ floor: floor[name], trunkline: trunkline[name] }));
    return [
      compareRow(`resume of ${missed.toLocaleString('en-US')} missed`, '/s', pick('perSecond')),
      compareRow(`resume of ${missed.toLocaleString('en-US')} missed, the first one`, 'ms', pick('firstMs')),
    ];
  },
};

/** The subscription of a client that missed Trunkline's last messages, the given number of them. */
export async function toResume(server, databaseUrl, count) {
  const messageId = await withClient(databaseUrl, async client => {
    const { rows } = await client.query(
      `select message_id as id from domain_events where kind = 'MESSAGE_ADDED' order by position desc offset $1 limit 1`,
      [count],
    );
    return rows[0]?.id;
  });
  if (!messageId) throw new Error(`There are no ${count} messages to miss.`);
  const { url, token } = server.target;
  const { message } = await ask(
    url,
    'query ($id: ID!) { message(id: $id) { cursor } }',
    { id: messageId },
    token,
  );
  return toSubscribe(liveMessages, { after: message.cursor });
}

function findFloorPlace(databaseUrl) {
  return withClient(databaseUrl, async client => {
    const { rows } = await client.query('select id from messages order by id desc offset $1 limit 1', [
      missed,
    ]);
    return rows[0].id;
  });
}
