/** Runs the command line: from arguments to an exit code. */
import { Command, CommanderError } from 'commander';
import { toUnavailable } from '../database/to-unavailable.js';
import { type ErrorCode, TrunklineError } from '../domain/errors.js';
import { createAfterRestoreCommand } from './after-restore.command.js';
import { createAuditCommand } from './audit.command.js';
import { createChannelsCommand } from './channels.command.js';
import { createClearMessagesCommand } from './clear-messages.command.js';
import type { CommandIo } from './command-io.js';
import { createDoctorCommand } from './doctor/doctor.command.js';
import { createMigrateCommand } from './migrate.command.js';
import { packageVersion } from './package-version.js';
import { createSecretsCommand } from './secrets.command.js';
import { createSimulateCommand } from './simulate.command.js';
import { createStartCommand } from './start.command.js';
import { createStatsCommand } from './stats.command.js';
import { createTenantsCommand } from './tenants.command.js';
import { createUsersCommand } from './users.command.js';
import { createWebhooksCommand } from './webhooks.command.js';

/** 0: success. 1: failure. 2: usage error, and nothing was done. */
export type ExitCode = 0 | 1 | 2;

const help = `
Configuration comes from the environment, as for the server: DATABASE_URL, SECRETS_KEY, AUTH_SECRET, DATA_DIR.
Without DATABASE_URL and outside production, commands join the demo's embedded database.

Exit codes: 0 done, 1 failed, 2 called wrongly. DEBUG_ERRORS=on adds stacks to errors.
With --json the standard output holds one JSON document: the result, or { "error": { "code", "message" } }.

Examples:
  $ trunkline start
  $ trunkline doctor
  $ trunkline tenants create --slug acme --name 'Acme' --country KZ --timezone Asia/Almaty --locale ru
  $ trunkline users create --tenant acme --email owner@acme.kz --name 'Aigerim' --role OWNER
  $ trunkline webhooks list --status QUARANTINED
  $ trunkline simulate inbound --channel instance_xxx --from 77010000021 --text 'Здравствуйте'`;

/** Runs one command. Never throws and never ends the process. */
export async function runProgram(args: readonly string[], processIo: CommandIo): Promise<ExitCode> {
  let hasResult = false;
  let commandName = '';
  const io: CommandIo = {
    ...processIo,
    commandName: () => commandName,
    result: text => {
      hasResult = true;
      processIo.result(text);
    },
  };
  const program = new Command('trunkline')
    .description('Sets up and looks after a Trunkline installation.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .addHelpText('after', help)
    .showHelpAfterError('(add --help for what it takes)');
  for (const create of [
    createStartCommand,
    createDoctorCommand,
    createMigrateCommand,
    createTenantsCommand,
    createUsersCommand,
    createChannelsCommand,
    createWebhooksCommand,
    createClearMessagesCommand,
    createSecretsCommand,
    createAfterRestoreCommand,
    createSimulateCommand,
    createStatsCommand,
    createAuditCommand,
  ]) {
    program.addCommand(create(io));
  }
  settle(program, io);
  program.hook('preAction', (_program, command) => {
    commandName = toCommandName(command);
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    const { exitCode, ...told } = report(error, io);
    if (args.includes('--json') && !hasResult) io.result(JSON.stringify({ error: told }, null, 2));
    return exitCode;
  }
}

/** The words of a command after the program's name. */
function toCommandName(command: Command): string {
  const words: string[] = [];
  for (let at: Command | null = command; at?.parent; at = at.parent) words.unshift(at.name());
  return words.join(' ');
}

/** Makes a command and its subcommands throw instead of ending the process, and redirects their output. */
function settle(command: Command, io: CommandIo): void {
  command.exitOverride().configureOutput({
    writeOut: text => io.result(text.trimEnd()),
    writeErr: text => io.progress(text.trimEnd()),
  });
  for (const child of command.commands) {
    child.copyInheritedSettings(command);
    settle(child, io);
  }
}

/** Prints the error for users. @returns the exit code, code and message for scripts */
function report(
  error: unknown,
  io: CommandIo,
): { readonly exitCode: ExitCode; readonly code: ErrorCode; readonly message: string } {
  if (error instanceof CommanderError) {
    // Commander has already written its message.
    const message = error.message.replace(/^error: /, '');
    return { exitCode: error.exitCode === 0 ? 0 : 2, code: 'BAD_USER_INPUT', message };
  }
  const known = toUnavailable(error);
  const message = known instanceof Error ? known.message : String(known);
  io.progress(`trunkline: ${message}`);
  if (io.env.DEBUG_ERRORS === 'on' && error instanceof Error) io.progress(error.stack ?? '');
  else if (!(known instanceof TrunklineError)) io.progress('Set DEBUG_ERRORS=on to see where it comes from.');
  const code = known instanceof TrunklineError ? known.code : 'INTERNAL';
  return { exitCode: code === 'BAD_USER_INPUT' ? 2 : 1, code, message };
}
