/** The checks of a reply before anything is written. */
import type { Database } from '../database/database.js';
import { erasedAddress } from '../domain/erased.js';
import {
  BadUserInputError,
  ChannelCannotError,
  ChannelMismatchError,
  ConflictError,
  NotFoundError,
} from '../domain/errors.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import type { Provider } from '../providers/contract/provider.js';
import { readCannedReply, type UsedCannedReply } from './canned-reply.js';
import { type ReplyContent, toReplyContent } from './reply-content.js';
import type { ReplyContext } from './reply-context.js';
import { checkReplyFiles, type ReplyFile, readReplyFiles, toFileIds } from './reply-files.js';
import type { ReplyInput } from './reply-input.js';
import { refuseForeignSuggestion } from './use-suggestion.js';

/** Options of `checkReply`. */
export interface CheckReplyOptions {
  readonly database: Database;
  readonly getProvider: (kind: ProviderKind) => Provider;
}

/** A reply whose text is normalised. */
export interface CheckedInput {
  readonly tenantId: string;
  readonly authorUserId: string;
  /** True if the author may use canned replies of all teams. */
  readonly managesDesk?: boolean;
  readonly input: ReplyInput & { readonly text: string };
}

/** The result of the checks. */
export interface CheckedReply {
  readonly content: ReplyContent;
  /** Its own files, and those of the canned reply. */
  readonly files: readonly ReplyFile[];
  readonly own: readonly ReplyFile[];
  readonly canned: UsedCannedReply | null;
}

/**
 * Checks the content against what the number can send.
 * @throws the errors of `readReplyFiles`, `checkReplyFiles` and `toReplyContent`; ChannelCannotError, NotFoundError and
 * BadUserInputError for a quote
 */
export async function checkReply(
  { database, getProvider }: CheckReplyOptions,
  { tenantId, authorUserId, managesDesk = false, input }: CheckedInput,
  context: ReplyContext,
): Promise<CheckedReply> {
  if (input.suggestionId != null)
    await refuseForeignSuggestion(database, tenantId, input.conversationId, input.suggestionId);
  const provider = getProvider(context.kind);
  const { text, templateId, templateVariables } = input;
  const own = await readReplyFiles(database, tenantId, toFileIds(input.attachmentIds));
  const use = { tenantId, userId: authorUserId, managesShared: managesDesk, channelId: context.channelId };
  const canned = await readCannedReply(database, use, input.cannedReplyId);
  const files = [...own, ...(canned?.files ?? [])];
  if (files.length > 0) checkReplyFiles(files, text, context, provider);
  const content = toReplyContent({ text, templateId, templateVariables, files }, context, provider);
  if (input.replyToMessageId != null) checkQuotable(context, input.replyToMessageId, provider);
  return { content, files, own, canned };
}

/** @throws ConflictError when the recipient's data were erased */
export function refuseErased({ address }: ReplyContext): void {
  if (address === erasedAddress)
    throw new ConflictError('The data of this person were erased; there is no address to send to.', {
      reason: 'ERASED',
    });
}

/** @throws ChannelMismatchError when the client expects another number */
export function checkExpectedChannel(expected: string | null, actual: string): void {
  if (expected !== null && expected.toLowerCase() !== actual)
    throw new ChannelMismatchError(expected, actual);
}

/** Rejects a quote that the recipient would not see: the inbox would show what was never sent. */
function checkQuotable(context: ReplyContext, repliedId: string, provider: Provider): void {
  if (context.repliedId === null) throw new NotFoundError('message', repliedId);
  if (!provider.capabilities.quotes) {
    const instead = 'leave replyToMessageId out';
    throw new ChannelCannotError(context.channelId, 'quotes', 'quote a message', instead);
  }
  if (context.repliedExternalId === null || context.repliedExternalId.startsWith('sha256:')) {
    throw new BadUserInputError(
      'replyToMessageId',
      'names a message that has no id at the provider (yet), so that it cannot be quoted; leave it out',
    );
  }
}
