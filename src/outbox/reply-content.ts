/**
 * Content of a reply, checked against what its number can send now: free text within the reply window, or an approved
 * template. Reads and writes no data.
 */
import {
  BadUserInputError,
  ChannelCannotError,
  NotFoundError,
  RecipientOptedOutError,
  TextTooLongError,
} from '../domain/errors.js';
import { toFileKind } from '../domain/file-kind.js';
import { approvedTemplate, fillVariables, readTemplateValues } from '../domain/message-template.js';
import { toReplyWindow } from '../domain/reply-window.js';
import { TemplateNotSendableError } from '../domain/template-errors.js';
import { MessageKind, type ProviderKind } from '../domain/vocabulary.js';
import type { NewMessage } from '../messages/add-message.js';
import type { Provider } from '../providers/contract/provider.js';
import type { ReplyFile } from './reply-files.js';
import { refuseOutsideWindow, type WindowFacts, windowHoursOf } from './reply-window.js';

/** The part of a message that the recipient reads. */
export type ReplyContent = Pick<NewMessage, 'kind' | 'text' | 'template' | 'attachmentIds'>;

/** Creates `toReplyContent` for callers that know only the kind of a number. */
export const createToContent =
  (getProvider: (kind: ProviderKind) => Provider) =>
  (words: ReplyWords, facts: ContentFacts): ReplyContent =>
    toReplyContent(words, facts, getProvider(facts.kind));

/** The content to send: a text, or a template with its values. */
export interface ReplyWords {
  /** Normalised; empty when there is none. */
  readonly text: string;
  readonly templateId?: string | null;
  readonly templateVariables?: unknown;
  /** Checked by `checkReplyFiles`; the text is their caption then, and may be empty. */
  readonly files?: readonly ReplyFile[];
}

/** Destination of the reply, and the stored template; null when the company has none with this id. */
export interface ContentFacts extends WindowFacts {
  /** When the recipient opted out at the address; null without an opt-out. */
  readonly optedOutAt: Date | null;
  readonly optedOutReason: string | null;
  readonly channelId: string;
  readonly accountId: string;
  readonly templateId: string | null;
  readonly templateAccountId: string | null;
  readonly templateStatus: string | null;
  readonly templateBody: string | null;
  readonly templateVariables: readonly string[] | null;
}

/**
 * The content to store.
 * @throws RecipientOptedOutError, BadUserInputError, TextTooLongError, ReplyWindowClosedError, ChannelCannotError,
 * NotFoundError, TemplateNotSendableError, TemplateVariablesError
 */
export function toReplyContent(words: ReplyWords, facts: ContentFacts, provider: Provider): ReplyContent {
  if (facts.optedOutAt !== null) throw new RecipientOptedOutError(facts.optedOutAt, facts.optedOutReason);
  if (words.templateId != null) return toTemplateContent(words, words.templateId, facts, provider);
  if (words.templateVariables != null)
    throw new BadUserInputError('templateVariables', 'belong to a template; give "templateId" too');
  const { text, files = [] } = words;
  const isEmpty = text.trim().length === 0;
  if (isEmpty && files.length === 0) throw new BadUserInputError('text', 'must not be empty');
  checkLength(text, provider);
  refuseOutsideWindow(toReplyWindow(windowHoursOf(provider, facts.address), facts.lastInboundAt));
  const [first] = files;
  if (first === undefined) return { kind: MessageKind.TEXT, text };
  const attachmentIds = files.map(({ id }) => id);
  return { kind: toFileKind(first.mimeType), text: isEmpty ? null : text, attachmentIds };
}

function toTemplateContent(
  words: ReplyWords,
  wantedId: string,
  facts: ContentFacts,
  provider: Provider,
): ReplyContent {
  if (words.files !== undefined && words.files.length > 0)
    throw new BadUserInputError('attachmentIds', 'must be left out with a template');
  if (words.text.trim().length > 0)
    throw new BadUserInputError('text', 'must be left out with a template, whose text is fixed');
  if (!provider.capabilities.templates) {
    const instead = 'write a text, which its provider takes at any time';
    throw new ChannelCannotError(facts.channelId, 'templates', 'send templates', instead);
  }
  const { templateId: id, templateStatus: status, templateBody: body } = facts;
  if (id === null || status === null || body === null) throw new NotFoundError('message template', wantedId);
  if (facts.templateAccountId !== facts.accountId) {
    throw new TemplateNotSendableError(id, 'it belongs to another account than the number');
  }
  // Texts must be approved only where there is a reply window: SMS takes any text.
  const needsApproval = windowHoursOf(provider, facts.address) !== null;
  if (needsApproval && status !== approvedTemplate) {
    throw new TemplateNotSendableError(id, `it is ${status}`, { status });
  }
  const variables = readTemplateValues(facts.templateVariables ?? [], words.templateVariables);
  const text = fillVariables(body, variables);
  checkLength(text, provider);
  return {
    kind: MessageKind.TEMPLATE,
    text: text.trim() === '' ? null : text,
    template: { id, variables },
  };
}

/** Counts characters as people do. */
function checkLength(text: string, provider: Provider): void {
  const max = provider.capabilities.maxTextLength;
  const length = max === null || text.length <= max ? 0 : [...text].length;
  if (max !== null && length > max) throw new TextTooLongError(length, max);
}
