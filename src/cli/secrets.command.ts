import { Command } from 'commander';
import { rotateSecrets } from '../accounts/rotate-secrets.js';
import { createSecretCipher } from '../accounts/secret-cipher.js';
import { adoptSecretsKey } from '../accounts/secrets-canary.js';
import { BadUserInputError } from '../domain/errors.js';
import type { CommandIo } from './command-io.js';
import { formatFacts, type OutputOptions, show } from './show.js';
import { withDatabase } from './with-database.js';

interface AdoptOptions extends OutputOptions {
  readonly yes?: boolean;
}

/** `trunkline secrets`: the key that encrypts provider credentials and other secrets. */
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
      withDatabase(io, async (database, { secretsKey, secretsKeyPrevious }) => {
        if (secretsKey === undefined) throw new BadUserInputError('SECRETS_KEY', demoKeepsItsOwn);
        if (secretsKeyPrevious !== undefined)
          throw new BadUserInputError(
            'SECRETS_KEY_PREVIOUS',
            'is set, so that key is not lost: run "trunkline secrets rotate", or unset it',
          );
        if (!options.yes) await confirm(io);
        const removed = await adoptSecretsKey(database, createSecretCipher(toBytes(secretsKey)));
        show(io, options, { removed }, formatFacts([['accounts without credentials', removed]]));
      }),
    );
  command
    .command('rotate')
    .description('Encrypt all secrets with SECRETS_KEY that SECRETS_KEY_PREVIOUS had encrypted.')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      [
        '\nRuns while servers run, which must have both keys. Can be interrupted and begun again.',
        'docs/operations.md has the steps around it.',
        '\nExample:\n  $ SECRETS_KEY=<new> SECRETS_KEY_PREVIOUS=<old> trunkline secrets rotate',
      ].join('\n'),
    )
    .action((options: OutputOptions) =>
      withDatabase(io, async (database, { secretsKey, secretsKeyPrevious: previous }) => {
        if (secretsKey === undefined) throw new BadUserInputError('SECRETS_KEY', demoKeepsItsOwn);
        const cipher = createSecretCipher(toBytes(secretsKey), previous ? toBytes(previous) : undefined);
        const { rotated, unreadable } = await rotateSecrets(database, cipher, (done, total) => {
          if (total > 0) io.progress(`${done} of ${total} secrets`);
        });
        const facts = { rotated, unreadable: unreadable.length };
        show(
          io,
          options,
          { rotated, unreadable, previousKeyNeeded: false },
          [formatFacts(Object.entries(facts)), ...unreadable.map(toAdvice), finished].join('\n'),
        );
      }),
    );
  return command;
}

const demoKeepsItsOwn = 'is needed; the demo keeps its own next to its data';
const finished =
  '\nSECRETS_KEY_PREVIOUS is no longer needed: remove it from all processes, then destroy the former key.';

const toBytes = (key: string): Buffer => Buffer.from(key, 'base64');
const toAdvice = (place: string): string =>
  `${place}: damaged, neither key decrypts it; give the credentials again`;

async function confirm(io: CommandIo): Promise<void> {
  const answer = await io.ask('Type "lost" to remove all credentials that SECRETS_KEY cannot open: ');
  if (answer === null) throw new BadUserInputError('--yes', 'is required without a terminal');
  if (answer.trim() !== 'lost')
    throw new BadUserInputError('answer', 'was another than "lost"; nothing was removed');
}
