import { Command } from 'commander';
import { createSecretCipher } from '../accounts/secret-cipher.js';
import { adoptSecretsKey } from '../accounts/secrets-canary.js';
import { BadUserInputError } from '../domain/errors.js';
import type { CommandIo } from './command-io.js';
import { formatFacts, type OutputOptions, show } from './show.js';
import { withDatabase } from './with-database.js';

interface AdoptOptions extends OutputOptions {
  readonly yes?: boolean;
}

/** `trunkline secrets`: the key that seals provider credentials. */
export function createSecretsCommand(io: CommandIo): Command {
  const command = new Command('secrets').description('The key that provider credentials are sealed with.');
  command
    .command('adopt-key')
    .description('Make SECRETS_KEY the key of this database, when the former one is lost.')
    .option('--yes', 'do not ask; required without a terminal')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      [
        '\nCredentials that are sealed with another key are removed, as nothing can open them: enter them again with',
        'updateProviderAccount and connectBookings. Stop the servers first. While you have the former key, restore it instead.',
        '\nExample:\n  $ trunkline secrets adopt-key --yes',
      ].join('\n'),
    )
    .action((options: AdoptOptions) =>
      withDatabase(io, async (database, { secretsKey }) => {
        if (secretsKey === undefined)
          throw new BadUserInputError('SECRETS_KEY', 'is needed; the demo keeps its own next to its data');
        if (!options.yes) await confirm(io);
        const removed = await adoptSecretsKey(
          database,
          createSecretCipher(Buffer.from(secretsKey, 'base64')),
        );
        show(io, options, { removed }, formatFacts([['accounts without credentials', removed]]));
      }),
    );
  return command;
}

async function confirm(io: CommandIo): Promise<void> {
  const answer = await io.ask('Type "lost" to remove all credentials that SECRETS_KEY cannot open: ');
  if (answer === null) throw new BadUserInputError('--yes', 'is required without a terminal');
  if (answer.trim() !== 'lost')
    throw new BadUserInputError('answer', 'was another than "lost"; nothing was removed');
}
