import { randomBytes } from 'node:crypto';
import { Command, Option } from 'commander';
import { createUser } from '../accounts/tenants.js';
import { Role } from '../domain/vocabulary.js';
import type { CommandIo } from './command-io.js';
import { formatFacts, type OutputOptions, show } from './show.js';
import { getTenant } from './tenant-rows.js';
import { withDatabase } from './with-database.js';

interface CreateOptions extends OutputOptions {
  readonly tenant: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordStdin?: boolean;
}

/** A random password of 24 readable characters: not an argument, so that it does not enter the shell's history. */
const makePassword = () => randomBytes(18).toString('base64url');

/** `trunkline users`: users with a sign-in. */
export function createUsersCommand(io: CommandIo): Command {
  const command = new Command('users').description('People, and other systems, who can sign in.');
  command
    .command('create')
    .description('Create a user. Without --password-stdin a password is made, and printed this once.')
    .requiredOption('--tenant <slug>', 'company')
    .requiredOption('--email <email>', 'address to sign in with')
    .requiredOption('--name <name>', 'name that colleagues see')
    .addOption(
      new Option('--role <role>', 'what the user may do').choices(Object.values(Role)).makeOptionMandatory(),
    )
    .option('--password-stdin', 'read the password from the first line of the standard input')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      [
        '\nExamples:',
        "  $ trunkline users create --tenant acme --email owner@acme.kz --name 'Aigerim' --role OWNER",
        "  $ pass show acme | trunkline users create --tenant acme --email o@acme.kz --name 'O' --role OWNER --password-stdin",
      ].join('\n'),
    )
    .action(async (options: CreateOptions) => {
      const given = options.passwordStdin ? (await io.readInput()).split(/\r?\n/, 1)[0] : undefined;
      const password = given ?? makePassword();
      const { email, name, role } = options;
      const user = await withDatabase(io, async database => {
        const { id } = await getTenant(database, options.tenant);
        return createUser(database, id, { email, name, role, password });
      });
      const facts = {
        id: user.id,
        tenant: options.tenant,
        email: user.email,
        name: user.name,
        role: user.role,
        ...(given === undefined ? { password } : {}),
      };
      const note = given === undefined ? '\n\nThe password cannot be shown again.' : '';
      show(io, options, facts, formatFacts(Object.entries(facts)) + note);
    });
  return command;
}
