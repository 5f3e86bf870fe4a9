import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { BadUserInputError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { ReplayOutcome } from '../domain/vocabulary.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { ReplayReport as Report } from '../ingest/replay.js';
import {
  ReplayEntry,
  ReplayPayload,
  ReplayWebhookEventsInput,
  ResolveQuarantinedInput,
} from '../schema/replay.types.js';
import type { ResolverContext } from './context.js';
import { readsBodies } from './webhook-event.resolver.js';

/** Reprocesses ledger rows. */
@Resolver()
export class ReplayResolver {
  @Mutation(() => ReplayPayload, {
    description:
      'Reprocesses ledger entries from their stored bodies. Needs ids or a filter; safe to repeat.',
  })
  async replayWebhookEvents(
    @Arg('input', () => ReplayWebhookEventsInput, { description: 'The entries, and the dry-run flag.' })
    input: ReplayWebhookEventsInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<ReplayPayload> {
    if (!input.ids && !input.filter)
      throw new BadUserInputError('input', 'names ids or a filter; without both it would replay everything');
    if (input.ids?.some(id => !isUuid(id)))
      throw new BadUserInputError('ids', 'holds ids of ledger entries only');
    for (const name of ['accountId', 'channelId'] as const) {
      const id = input.filter?.[name];
      if (id != null && !isUuid(id))
        throw new BadUserInputError(`filter.${name}`, 'must be an id that an earlier response contained');
    }
    // An entry with a message had its effect.
    if (input.filter?.phone != null)
      throw new BadUserInputError(
        'filter.phone',
        'finds entries that had an effect; choose others by kind or time',
      );
    const { tenantId } = requireViewer(viewer);
    return toPayload(
      await useCases.replay.run(tenantId, { ...input.filter, ids: input.ids ?? null }, input.dryRun),
    );
  }

  @Mutation(() => ReplayPayload, {
    description: 'Assigns a quarantined event to a number, and processes it there.',
  })
  async resolveQuarantined(
    @Arg('input', () => ResolveQuarantinedInput, { description: 'The event and its number.' })
    input: ResolveQuarantinedInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<ReplayPayload> {
    const { eventId, channelId, withSameNumber } = input;
    if (!isUuid(eventId)) throw new BadUserInputError('eventId', 'is the id of a ledger entry');
    if (!isUuid(channelId)) throw new BadUserInputError('channelId', 'is the id of a channel');
    const { tenantId } = requireViewer(viewer);
    return toPayload(await useCases.replay.resolveQuarantined(tenantId, eventId, channelId, withSameNumber));
  }
}

/** The entries of a report. */
@Resolver(() => ReplayEntry)
export class ReplayEntryResolver {
  @FieldResolver(() => WebhookEvent, { description: 'The ledger entry, in its state after the replay.' })
  event(@Root() entry: ReplayEntry, @Ctx() { loaders }: ResolverContext) {
    return loaders.webhookEvent.load(entry.eventId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Address of the person, where the entry is a message. Hidden like WebhookEvent.rawBody.',
  })
  async address(@Root() entry: ReplayEntry, @Ctx() context: ResolverContext): Promise<string | null> {
    return (await readsBodies(context)) ? entry.address : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Its text, at most 300 characters, where the entry is a message. Hidden like WebhookEvent.rawBody.',
  })
  async text(@Root() entry: ReplayEntry, @Ctx() context: ResolverContext): Promise<string | null> {
    return (await readsBodies(context)) ? entry.text : null;
  }
}

const outcomes: Readonly<Record<Report['entries'][number]['outcome'], ReplayOutcome>> = {
  replayed: ReplayOutcome.REPLAYED,
  unchanged: ReplayOutcome.UNCHANGED,
  wouldChange: ReplayOutcome.WOULD_CHANGE,
  failed: ReplayOutcome.FAILED,
};

function toPayload(report: Report): ReplayPayload {
  const entries = report.entries.map(entry => ({ ...entry, outcome: outcomes[entry.outcome] }));
  return { report: { ...report, entries } };
}
