/** A server with many conversations for measures of the page. */
import { killChildren } from './children.mjs';
import { fillTrunkline } from './fill-trunkline.mjs';
import { startPostgres } from './postgres.mjs';
import { provision } from './provision.mjs';
import { makeRunFolder } from './run-folder.mjs';
import { startTrunkline } from './servers.mjs';

/**
 * Starts it with PostgreSQL, runs the measure and stops both.
 * @param measure gets the target of the server, the company, the URL of the database and the folder; what it returns is returned
 */
export async function withFilledServer(people, measure) {
  const folder = makeRunFolder('dist');
  let postgres = null;
  process.on('exit', killChildren);
  try {
    postgres = await startPostgres(folder);
    const url = await postgres.create('inbox');
    const company = await provision(folder, url);
    await fillTrunkline(url, company, { people, messages: people * 2 });
    const server = await startTrunkline(folder, url, company);
    return await measure(server.target, company, url, folder);
  } finally {
    killChildren();
    await postgres?.stop().catch(() => {});
    folder.remove();
  }
}
