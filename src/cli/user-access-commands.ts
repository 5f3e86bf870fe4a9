/** Commands of `trunkline users` by which the operator restores or ends access. */
import { Argument, type Command } from 'commander';
import type { Administrator } from '../accounts/authority.js';
import type { AccountUser } from '../accounts/session-rows.js';
import { createUsers, type Users } from '../accounts/users.js';
import type { Config } from '../config.js';
import type { Database } from '../database/database.js';
import { Role } from '../domain/vocabulary.js';
import type { CommandIo } from './command-io.js';
import { getUser } from './find-user.js';
import { formatFacts, formatTable, type OutputOptions, show } from './show.js';
import { withDatabase } from './with-database.js';

const servers = 'Running servers notice it within a second.';

/** Adds the commands. */
export function addUserAccessCommands(command: Command, io: CommandIo): void {
  const withUser = <Result>(
    email: string,
    work: (users: Users, operator: Administrator, user: AccountUser) => Promise<Result>,
  ): Promise<Result> =>
    withDatabase(io, async (database, config) => {
      const user = await getUser(database, email);
      return work(createOperatorUsers(database, config), { tenantId: user.tenantId, userId: null }, user);
    });
  const showFacts = (options: OutputOptions, facts: Readonly<Record<string, unknown>>, note = ''): void =>
    show(io, options, facts, formatFacts(Object.entries(facts)) + (note && `\n\n${note}`));
  const add = (parent: Command, name: string, description: string, example: string): Command =>
    parent
      .command(name)
      .description(description)
      .argument('<email>', 'address the user signs in with')
      .option('--json', 'print one JSON document')
      .addHelpText('after', `\nExample:\n  $ trunkline users ${example}`);

  add(
    command,
    'link',
    'Make a one-time link with which the user sets a password; works for 7 days.',
    'link owner@acme.kz',
  ).action((email: string, options: OutputOptions) =>
    withUser(email, async (users, operator, user) => {
      const { link } = await users.createLink(operator, user.id);
      showFacts(options, { email: user.email, link }, 'The link cannot be shown again. It uses PUBLIC_URL.');
    }),
  );

  add(command, 'role', `Give the user another role. ${servers}`, 'role head@acme.kz OWNER')
    .addArgument(new Argument('<role>', 'the new role').choices(Object.values(Role)))
    .action((email: string, role: Role, options: OutputOptions) =>
      withUser(email, async (users, operator, user) => {
        await users.update(operator, { id: user.id, role });
        showFacts(options, { email: user.email, role });
      }),
    );

  for (const [name, isActive, description] of [
    ['deactivate', false, `End all sessions of the user and refuse new ones. ${servers}`],
    ['reactivate', true, 'Let the user sign in again, with their password.'],
  ] as const) {
    add(command, name, description, `${name} aigerim@acme.kz`).action(
      (email: string, options: OutputOptions) =>
        withUser(email, async (users, operator, user) => {
          await users.update(operator, { id: user.id, isActive });
          showFacts(options, { email: user.email, active: isActive });
        }),
    );
  }

  add(
    command,
    'reset-second-factor',
    'Switch off the second factor of a user who lost it.',
    'reset-second-factor owner@acme.kz',
  ).action((email: string, options: OutputOptions) =>
    withUser(email, async (users, operator, user) => {
      await users.removeSecondFactor(operator, user.id);
      showFacts(options, { email: user.email, secondFactor: false });
    }),
  );

  const sessions = command.command('sessions').description('Sign-ins on devices.');
  add(sessions, 'list', 'List the open sessions of a user.', 'sessions list owner@acme.kz').action(
    (email: string, options: OutputOptions) =>
      withUser(email, async (users, operator, user) => {
        const rows = await users.sessions(operator, user.id);
        const table = formatTable(
          ['id', 'last use', 'address', 'device', 'since'],
          rows.map(row => [row.id, row.lastUsedAt, row.ipAddress, row.userAgent, row.createdAt]),
        );
        show(io, options, rows, table);
      }),
  );
  add(sessions, 'end', `End all sessions of a user, or one. ${servers}`, 'sessions end owner@acme.kz')
    .option('--session <id>', 'only this one')
    .action((email: string, options: OutputOptions & { readonly session?: string }) =>
      withUser(email, async (users, operator, user) => {
        const choice = options.session === undefined ? { userId: user.id } : { sessionId: options.session };
        showFacts(options, { email: user.email, ended: await users.revokeSessions(operator, choice) });
      }),
    );
}

function createOperatorUsers(database: Database, { publicUrl, port }: Config): Users {
  return createUsers({ database, publicUrl: () => publicUrl ?? `http://127.0.0.1:${port}` });
}
