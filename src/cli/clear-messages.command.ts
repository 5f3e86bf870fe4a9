import { Command } from 'commander';
import type { Database } from '../database/database.js';
import { type ClearMessagesCounts, clearMessages, countMessagesToClear } from '../desk/clear-messages.js';
import { BadUserInputError } from '../domain/errors.js';
import type { CommandIo } from './command-io.js';
import { getChannel, type NamedChannel } from './find-channel.js';
import { parseMoment } from './parse-option.js';
import { formatFacts, type OutputOptions, show } from './show.js';
import { getTenant } from './tenant-rows.js';
import { withDatabase } from './with-database.js';

interface ClearOptions extends OutputOptions {
  readonly channel: string;
  readonly before: Date;
  readonly tenant?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly includeUnsettled?: boolean;
}

/** `trunkline clear-messages`: deletes old messages of one channel. */
export function createClearMessagesCommand(io: CommandIo): Command {
  return new Command('clear-messages')
    .description('Delete old messages of one number, with their files and histories. Cannot be undone.')
    .requiredOption('--channel <externalId>', "the provider's name for the number, or its id")
    .requiredOption(
      '--before <moment>',
      'stored before: a date, a time, or 30m, 12h, 7d; 0m is now',
      parseMoment,
    )
    .option('--tenant <slug>', 'company; may be left out while there is only one')
    .option('--dry-run', 'delete nothing, only count')
    .option('--yes', 'do not ask; required without a terminal')
    .option(
      '--include-unsettled',
      'also messages that are QUEUED, SENDING or UNKNOWN; they are kept otherwise',
    )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      [
        '\nThe ledger stays, so a replay does not restore the messages; conversations, people and leads stay too.',
        'Running servers tell their subscribers within a second. It can be interrupted and begun again.',
        '\nExamples:',
        '  $ trunkline clear-messages --channel instance_xxx --before 2026-01-01 --dry-run',
        '  $ trunkline clear-messages --channel instance_xxx --before 365d --yes',
      ].join('\n'),
    )
    .action((options: ClearOptions) => withDatabase(io, database => clear(database, options, io)));
}

async function clear(database: Database, options: ClearOptions, io: CommandIo): Promise<void> {
  const { before, dryRun = false, includeUnsettled = false } = options;
  const { id: tenantId } = await getTenant(database, options.tenant);
  const channel = await getChannel(database, tenantId, options.channel);
  const selection = { tenantId, channelId: channel.id, before, includeUnsettled };
  const counts = await countMessagesToClear(database, selection);
  const isAsked = !dryRun && counts.messages > 0;
  if (isAsked && !options.yes) await confirm(channel, before, counts, io);
  const deleted = isAsked
    ? await clearMessages(database, selection, done => io.progress(`${done} of ${counts.messages} messages`))
    : 0;
  const facts = { channel: channel.externalId, before, ...counts, deleted, dryRun };
  show(io, options, facts, formatFacts(Object.entries(facts)));
}

async function confirm(
  { externalId, displayName }: NamedChannel,
  before: Date,
  counts: ClearMessagesCounts,
  io: CommandIo,
): Promise<void> {
  io.progress(formatFacts(Object.entries({ number: `${externalId} (${displayName})`, before, ...counts })));
  const answer = await io.ask(`Type ${externalId} to delete ${counts.messages} messages permanently: `);
  if (answer === null) throw new BadUserInputError('--yes', 'is required without a terminal');
  if (answer.trim() !== externalId)
    throw new BadUserInputError('answer', 'was another than the name of the number; nothing was deleted');
}
