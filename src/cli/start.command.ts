import { Command } from 'commander';

/**
 * `trunkline start`: the server, in this process. `bin/trunkline.mjs` starts it without loading the commands; this
 * serves the help, and a call through another path.
 */
export function createStartCommand(): Command {
  return new Command('start')
    .description('Run the server. It brings the database up to date first, and stops on SIGTERM or SIGINT.')
    .addHelpText(
      'after',
      [
        '\nThe configuration comes from the environment and from .env in the working directory.',
        'docs/operations.md has an installation from the package to a proxy.',
        '\nExample:\n  $ NODE_ENV=production DATABASE_URL=postgres://… SECRETS_KEY=… AUTH_SECRET=… trunkline start',
      ].join('\n'),
    )
    .action(async () => {
      // By URL, as commands may not import the composition root.
      await import(new URL('../main.js', import.meta.url).href);
    });
}
