import { randomBytes } from 'node:crypto';
import { Command, Option } from 'commander';
import { refuseWeakPassword } from '../accounts/refuse-weak-password.js';
import { createUser } from '../accounts/tenants.js';
import { tableOf } from '../database/columns.js';
import { as, bool, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { Role, UserKind } from '../domain/vocabulary.js';
import { User } from '../entities/user.entity.js';
import type { CommandIo } from './command-io.js';
import { formatFacts, formatTable, type OutputOptions, show } from './show.js';
import { getTenant } from './tenant-rows.js';
import { addUserAccessCommands } from './user-access-commands.js';
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

const users = tableOf(User);
const u = users.of('u');
const listOfTenant = statement(
  'cli-users',
  sql`select ${users.select('u', ['id', 'email', 'name', 'role', 'lastSeenAt'])},
          ${as('active', bool(`${u.disabledAt} is null`))}, ${as('secondFactor', bool(`${u.totpConfirmedAt} is not null`))}
     from ${users.table} u where ${u.tenantId} = $1 and ${u.kind} = ${quoted(UserKind.PERSON)} order by ${u.name}, ${u.id}`,
);

/** `trunkline users`: users with a sign-in, and their access. */
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
      const { email, name, role } = options;
      if (given !== undefined) await refuseWeakPassword('password', given, { email, name });
      const password = given ?? makePassword();
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
  command
    .command('list')
    .description('List the people of a company, deactivated ones too.')
    .option('--tenant <slug>', 'company; not needed when there is only one')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ trunkline users list --tenant acme')
    .action((options: OutputOptions & { readonly tenant?: string }) =>
      withDatabase(io, async database => {
        const { id } = await getTenant(database, options.tenant);
        const rows = await database.query(listOfTenant, [id]);
        const table = formatTable(
          ['email', 'name', 'role', 'active', 'second factor', 'last seen'],
          rows.map(row => [row.email, row.name, row.role, row.active, row.secondFactor, row.lastSeenAt]),
        );
        show(io, options, rows, table);
      }),
    );
  addUserAccessCommands(command, io);
  return command;
}
