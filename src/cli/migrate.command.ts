import { Command } from 'commander';
import { loadConfig } from '../config.js';
import { migrate } from '../database/migrate.js';
import type { CommandIo } from './command-io.js';
import { type OutputOptions, show } from './show.js';
import { useDatabase } from './with-database.js';

/** `trunkline migrate`: migrates the database to the schema of this build. */
export function createMigrateCommand(io: CommandIo): Command {
  return new Command('migrate')
    .description(
      'Bring the database up to date. Does nothing when it is; safe from several processes at once.',
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ DATABASE_URL=postgres://… trunkline migrate')
    .action(async (options: OutputOptions) => {
      const use = await useDatabase(loadConfig(io.env), io);
      const applied: string[] = [];
      try {
        await migrate(use.sessionUrl ?? use.url, message => {
          io.progress(message);
          if (message.startsWith('applied ')) applied.push(message.slice('applied '.length));
        });
      } finally {
        await use.release();
      }
      const text =
        applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.length} migration(s).`;
      show(io, options, { applied }, text);
    });
}
