/**
 * Moves a company all the time, about a thousand times a second, so that no page can be given again: one row each, at
 * Trunkline the position of the event log, at the floor a number's. Without waiting for the disk and without an event to deliver, as
 * moving should cost little in comparison with the pages, and the same on both sides.
 */
import pg from 'pg';

const pauseMs = 1;

/** Starts it. @returns a function that stops it and returns the number of changes */
export async function keepMoving(bench, server) {
  const isFloor = server.target.name === 'floor';
  const change = isFloor ? ofFloor : ofTrunkline(bench.company);
  const url = isFloor ? bench.floorUrl : (server.databaseUrl ?? bench.trunklineUrl);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('set synchronous_commit = off');
  let isMoving = true;
  let changes = 0;
  const work = (async () => {
    while (isMoving) {
      await client.query(change);
      changes += 1;
      await new Promise(resolve => setTimeout(resolve, pauseMs));
    }
  })();
  return async () => {
    isMoving = false;
    await work;
    await client.end();
    return changes;
  };
}

const ofFloor = {
  name: 'move',
  text: 'update channels set display_name = display_name where id = (select id from channels order by id limit 1)',
};

const ofTrunkline = ({ tenantId }) => ({
  name: 'move',
  text: 'update event_counters set position = position + 1 where tenant_id = $1',
  values: [tenantId],
});
