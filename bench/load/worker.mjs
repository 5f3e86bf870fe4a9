/** The load generator's process: runs commands from its parent in order. */
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
