/** The load generator's process: takes one command after the other from its parent. */
import * as commands from './commands.mjs';

process.on('message', async ({ id, command, target, facts }) => {
  try {
    const run = new Map(Object.entries(commands)).get(command);
    process.send({ id, result: await run(target, facts) });
  } catch (error) {
    process.send({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
process.on('disconnect', () => process.exit(0));
process.send({ id: 0, result: 'ready' });
