import { Command } from 'commander';
import { demoPassword, demoUsers } from '../accounts/demo-data.js';
import { BadUserInputError } from '../domain/errors.js';
import { Fault, SimulatedKind } from '../domain/vocabulary.js';
import type { CommandIo } from './command-io.js';
import { parseChoices } from './parse-option.js';
import { type RemoteGraphQL, signIn } from './remote-graphql.js';
import { formatFacts, type OutputOptions, show } from './show.js';
import { createSimulateBookingCommand } from './simulate-booking.command.js';

interface InboundOptions extends OutputOptions {
  readonly channel: string;
  readonly from: string;
  readonly text?: string;
  readonly kind?: readonly SimulatedKind[];
  readonly faults?: readonly Fault[];
  readonly url: string;
  readonly email: string;
  readonly password: string;
}

interface ChannelNode {
  readonly id: string;
  readonly externalId: string;
}

interface SimulatedEvent {
  readonly id: string;
  readonly status: string;
  readonly reason: string | null;
  readonly message: { readonly id: string; readonly conversation: { readonly id: string } } | null;
}

const channelsQuery = 'query ($first: Int) { channels(first: $first) { nodes { id externalId } } }';
const simulateMutation = `mutation ($input: SimulateInboundInput!) {
  simulateInbound(input: $input) {
    event { id status reason message { id conversation { id } } }
  }
}`;

/** `trunkline simulate`: simulates the provider against a running demo. */
export function createSimulateCommand(io: CommandIo): Command {
  const command = new Command('simulate').description('Play the provider against a running demo server.');
  command
    .command('inbound')
    .description("Let a person write to a number: the simulator posts the provider's webhook to the server.")
    .requiredOption('--channel <externalId>', "the provider's name for the number, such as instance_xxx")
    .requiredOption('--from <address>', 'phone or messenger address of the person')
    .option('--text <text>', 'what the person writes; a sample by default')
    .option(
      '--kind <kind>',
      `what the person sends, TEXT by default: ${Object.values(SimulatedKind).join(', ')}`,
      parseChoices(Object.values(SimulatedKind)),
    )
    .option(
      '--faults <fault…>',
      `what goes wrong, with commas for several: ${Object.values(Fault).join(', ')}`,
      parseChoices(Object.values(Fault)),
    )
    .option('--url <url>', 'base URL of the server', 'http://127.0.0.1:4000')
    .option('--email <email>', 'who signs in', demoUsers[0]?.email)
    .option('--password <password>', "the demo's password", demoPassword)
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      [
        '\nExamples:',
        "  $ trunkline simulate inbound --channel instance_xxx --from 77010000021 --text 'Есть ламинат?'",
        "  $ trunkline simulate inbound --channel default --from 77010000021 --text 'Дважды' --faults DUPLICATE,LATE",
      ].join('\n'),
    )
    .action(async (options: InboundOptions) => {
      const remote = await signIn(options.url, options.email, options.password);
      const channelId = await findChannel(remote, options.channel);
      const { from, text, kind: [kind] = [], faults = [] } = options;
      const { simulateInbound } = await remote<{ simulateInbound: { event: SimulatedEvent | null } }>(
        simulateMutation,
        { input: { channelId, from, text, kind, faults } },
      );
      const { event } = simulateInbound;
      const facts: [string, unknown][] = [
        ['event', event?.id],
        ['status', event?.status ?? 'the server kept nothing of it'],
        ['reason', event?.reason],
        ['message', event?.message?.id],
        ['conversation', event?.message?.conversation.id],
      ];
      show(io, options, event, formatFacts(facts.filter(([, value]) => value != null)));
    });
  return command.addCommand(createSimulateBookingCommand(io));
}

async function findChannel(remote: RemoteGraphQL, externalId: string): Promise<string> {
  const { channels } = await remote<{ channels: { nodes: readonly ChannelNode[] } }>(channelsQuery, {
    first: 100,
  });
  const found = channels.nodes.find(node => node.externalId === externalId);
  if (found) return found.id;
  const known = channels.nodes.map(node => node.externalId).join(', ');
  throw new BadUserInputError('--channel', `must be one of the server's numbers: ${known}`);
}
