/** One message, posted sixteen times concurrently. */
import { idOf } from '../floor/ids.mjs';
import { channelExternalIds, phoneOf } from '../load/bodies.mjs';
import { promiseRow } from '../report/rows.mjs';
import { withClient } from '../setup/postgres.mjs';

const copyCount = 16;

export const copies = {
  name: 'copies',
  run: async bench => {
    const repeats = bench.options.quick ? 5 : 20;
    const floor = await repeat(bench, bench.floor, bench.floorUrl, countInFloor, repeats);
    const trunkline = await repeat(bench, bench.trunkline, bench.trunklineUrl, countInTrunkline, repeats);
    const goal = `one message, unread +1, ${copyCount} x 2xx`;
    return [
      promiseRow(
        `${copyCount} copies at once, ${repeats} times`,
        floor.text,
        trunkline.text,
        goal,
        trunkline.isKept,
      ),
    ];
  },
};

async function repeat(bench, server, url, count, repeats) {
  return withClient(url, async client => {
    let kept = 0;
    const seen = new Set();
    for (let n = 0; n < repeats; n += 1) {
      const before = await count(client);
      const { person, statuses } = await bench.load.run('copies', server.target, {
        count: copyCount,
        knownPeople: bench.people,
      });
      const after = await count(client);
      const unread = after.unread(person) - before.unread(person);
      const messages = after.messages - before.messages;
      const answered = statuses.filter(status => status >= 200 && status < 300).length;
      if (unread === 1 && messages === 1 && answered === copyCount) kept += 1;
      else seen.add(`${answered} x 2xx, ${messages} messages, unread +${unread}`);
    }
    return { isKept: kept === repeats, text: [`${kept} of ${repeats} as promised`, ...seen].join('; ') };
  });
}

async function countInFloor(client) {
  const { rows } = await client.query('select id, unread_count from conversations');
  const unread = new Map(rows.map(row => [row.id, row.unread_count]));
  const channelOf = person => idOf('channel', channelExternalIds[person % channelExternalIds.length]);
  return {
    messages: await countMessages(client),
    unread: person => unread.get(idOf(channelOf(person), `+${phoneOf(person)}`)) ?? 0,
  };
}

async function countInTrunkline(client) {
  const { rows } = await client.query(
    'select address, sum(unread_count)::int as unread from conversations group by address',
  );
  const unread = new Map(rows.map(row => [row.address, row.unread]));
  return {
    messages: await countMessages(client),
    unread: person => unread.get(`${phoneOf(person)}@s.whatsapp.net`) ?? 0,
  };
}

async function countMessages(client) {
  const { rows } = await client.query('select count(*)::int as count from messages');
  return rows[0].count;
}
