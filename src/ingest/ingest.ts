/**
 * Ingest: writes provider events to rows, exactly once.
 *
 * `accept` resolves when the event is committed, with its effect or with the reason why it has none: only then may the
 * provider get its 2xx. It rejects only when nothing was stored (the database is unavailable).
 */
import type { Database } from '../database/database.js';
import { createGroupCommit } from '../database/group-commit.js';
import { assertNever, TrunklineError } from '../domain/errors.js';
import type { InboundMessage, SamePersonReport } from '../domain/inbound-event.js';
import type { IngestItem, IngestResult } from '../domain/ingest-item.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { type PreparedMessage, prepareMessage } from '../messages/message-row.js';
import { prepareOutside } from '../messages/outside-message.js';
import { attestsAddresses } from '../people/attested-addresses.js';
import { createAddressLinker } from '../people/link-attested-addresses.js';
import { createOwnNumbers } from '../people/own-numbers.js';
import type { AccountDirectory } from './account-directory.js';
import type { Report } from './apply-report.js';
import { createAnswerAway } from './away-messages.js';
import { type ChannelLookups, createChannelLookups } from './channel-lookups.js';
import { archivedReason, findChannel, isArchived, whyNoEffect } from './choose-channel.js';
import type { Verdict } from './ledger.js';
import { writeVerdicts } from './lookup-queue.js';
import { createMessageStore, type IngestBatchFacts } from './message-store.js';
import { findOptOutWord, recordOptOut } from './opt-out-words.js';
import { createReports } from './reports.js';

/** Log of ingest, by the stages that an operator looks for. */
export type IngestLog = (stage: string, facts: Readonly<Record<string, unknown>>) => void;

/** Options of `createIngest`. */
export interface IngestOptions {
  readonly database: Database;
  readonly directory: AccountDirectory;
  /** Answers of channel lookups; shared with the lookup job. */
  readonly lookups?: ChannelLookups;
  readonly log: IngestLog;
  /** Alerts a person to what should not happen, such as a message that a provider sent twice. */
  readonly alert?: (message: string, facts: Readonly<Record<string, unknown>>) => void;
  /** Called after the commit of every batch. */
  readonly observe?: (batch: IngestBatchFacts) => void;
}

/** Ingest of inbound events. */
export interface Ingest {
  accept(item: IngestItem): Promise<IngestResult>;
  /** True if accepting the item would change more than its ledger row; changes nothing itself. */
  wouldHaveEffect(item: IngestItem): Promise<boolean>;
  /** True if a repeated message would complete one that was announced without a content; changes nothing. */
  wouldComplete(item: IngestItem): Promise<boolean>;
  /** Resolves when everything accepted so far is committed. */
  idle(): Promise<void>;
}

type Routed =
  | { readonly type: 'store'; readonly message: PreparedMessage }
  | { readonly type: 'report'; readonly report: Report }
  | { readonly type: 'same-person'; readonly event: SamePersonReport; readonly channelId: string }
  | { readonly type: 'verdict'; readonly verdict: Verdict };

/** Creates the ingest. */
export function createIngest(options: IngestOptions): Ingest {
  const {
    database,
    directory,
    lookups = createChannelLookups({ database }),
    log,
    observe,
    alert = () => {},
  } = options;
  const route = async (item: IngestItem, ownReason: string | null): Promise<Routed> => {
    const { event } = item;
    const channelId = await findChannel(item, directory);
    const verdict = (
      status: WebhookEventStatus,
      reason: string | null,
      nextAttemptAt?: Date | null,
    ): Routed => ({
      type: 'verdict',
      verdict: { item, status, reason, channelId, nextAttemptAt },
    });
    if (event.type === 'ignored') return verdict(WebhookEventStatus.IGNORED, event.reason);
    if (event.type === 'template-state') return { type: 'report', report: { item, event, channelId: null } };
    if (event.type === 'warning') {
      const isOfOne = item.channelIdOverride !== null || event.channelExternalId !== null;
      const isOff = channelId !== null && isOfOne && (await isArchived(item, channelId, directory));
      if (isOff) return verdict(WebhookEventStatus.IGNORED, archivedReason);
      if (!isOfOne || channelId !== null)
        return { type: 'report', report: { item, event, channelId: isOfOne ? channelId : null } };
    }
    const why = whyNoEffect(item, channelId);
    if (why) return verdict(why.status, why.reason, why.nextAttemptAt);
    if (ownReason !== null) return verdict(WebhookEventStatus.IGNORED, ownReason);
    if (channelId === null)
      return verdict(WebhookEventStatus.QUARANTINED, 'The event belongs to no channel.');
    if (await isArchived(item, channelId, directory))
      return verdict(WebhookEventStatus.IGNORED, archivedReason);
    switch (event.type) {
      case 'message':
        return (
          routeMessage(item, event, channelId) ??
          verdict(WebhookEventStatus.IGNORED, 'The sender is not a person.')
        );
      case 'echo':
      case 'status':
      case 'edit':
      case 'deletion':
      case 'reaction':
      case 'channel-state':
      case 'warning':
        return { type: 'report', report: { item, event, channelId } as Report };
      case 'same-person':
        return { type: 'same-person', event, channelId };
      default:
        return assertNever(event);
    }
  };

  const messages = createMessageStore(database, observe);
  const answerAway = createAnswerAway(database, alert);
  const ownNumbers = createOwnNumbers(database, alert);

  const verdicts = createGroupCommit<Verdict, IngestResult>({
    lanes: 1,
    maxBatchItems: 32,
    write: async batch => {
      // No other transaction changes these rows: there is nothing to wait for.
      await writeVerdicts(database, (batch[0] as Verdict).item.account.tenantId, batch);
      return batch.map(toVerdictResult);
    },
  });

  const linker = createAddressLinker(database, alert);

  const reports = createReports({ database, alert });

  const commit = async (item: IngestItem, routed: Routed): Promise<IngestResult> => {
    const { tenantId } = item.account;
    switch (routed.type) {
      case 'verdict':
        return verdicts.submit(tenantId, routed.verdict);
      case 'report':
        return reports.submit(tenantId, routed.report);
      case 'store':
        return messages.submit(tenantId, routed.message);
      case 'same-person':
        return verdicts.submit(tenantId, {
          ...{ item, channelId: routed.channelId },
          ...(await linker.linkReport(item, routed.event, routed.channelId)),
        });
      default:
        return assertNever(routed);
    }
  };

  /** A body that the database rejects is stored with the reason and acknowledged: the provider must not retry it. */
  const recordFailure = async (item: IngestItem, error: unknown): Promise<IngestResult> => {
    log('failed', { ledgerId: item.ledgerId, error: error instanceof Error ? error.message : String(error) });
    const verdict: Verdict = {
      item,
      status: WebhookEventStatus.FAILED,
      reason: 'The event could not be stored; the server log has the cause under this id.',
      channelId: null,
    };
    return verdicts.submit(item.account.tenantId, verdict);
  };

  return {
    accept: async given => {
      await lookups.learn(given);
      const { item, reason } = ownNumbers.dropOwn(await lookups.complete(given));
      const tenantId = item.account.tenantId;
      log('received', {
        ledgerId: item.ledgerId,
        tenantId,
        source: item.source,
        eventType: item.event.eventType,
      });
      const routed = await route(item, reason);
      try {
        const result = await commit(item, routed);
        const optOut = findOptOutWord(item);
        if (optOut !== null) await recordOptOut(database, item, result, optOut, alert);
        else await answerAway(item, result);
        if (item.event.ownAddress != null || item.event.ownAccount !== undefined)
          await ownNumbers.storeName(item, result.channelId);
        if (attestsAddresses(item.event) || result.sameAs) await linker.linkEvent(item, result);
        if (result.conversationId !== null) {
          log(result.isNewContact ? 'contact created' : 'contact found', {
            ledgerId: item.ledgerId,
            conversationId: result.conversationId,
          });
        }
        log('processed', { ledgerId: item.ledgerId, status: result.status, messageId: result.messageId });
        return result;
      } catch (error) {
        if (error instanceof TrunklineError) throw error;
        return recordFailure(item, error);
      }
    },
    wouldComplete: async given => {
      const { item, reason } = ownNumbers.dropOwn(await lookups.complete(given));
      const routed = await route(item, reason);
      if (routed.type === 'store') return messages.wouldComplete(routed.message);
      if (routed.type !== 'report' || routed.report.channelId === null) return false;
      const { event, channelId } = routed.report;
      const echo = event.type === 'echo' ? prepareOutside(item, event, channelId) : null;
      return echo !== null && messages.wouldComplete(echo);
    },
    wouldHaveEffect: async given => {
      const { item, reason } = ownNumbers.dropOwn(await lookups.complete(given));
      const routed = await route(item, reason);
      if (routed.type === 'store') return messages.wouldChange(routed.message);
      if (routed.type === 'report') return reports.wouldChange(routed.report);
      return routed.type === 'same-person' && linker.wouldLink(item, routed.event, routed.channelId);
    },
    idle: async () => {
      await messages.idle();
      await verdicts.idle();
      await reports.idle();
    },
  };
}

function routeMessage(item: IngestItem, event: InboundMessage, channelId: string): Routed | null {
  const message = prepareMessage(item, event, channelId);
  return message && { type: 'store', message };
}

function toVerdictResult({ item, status, reason, channelId }: Verdict): IngestResult {
  return {
    ledgerId: item.ledgerId,
    status,
    reason,
    channelId,
    conversationId: null,
    messageId: null,
    isNewContact: false,
  };
}
