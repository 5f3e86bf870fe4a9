/**
 * Content of a notice: its rendered template, or the company's approved template where the provider takes no free text
 * at the moment.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { TrunklineError } from '../domain/errors.js';
import { ReplyWindowClosedError } from '../domain/template-errors.js';
import { MessageTemplate } from '../entities/message-template.entity.js';
import type { ContentFacts, ReplyContent, ReplyWords } from '../outbox/reply-content.js';
import { fillTemplate, type NoticeVariables } from './render-notice.js';

/** Creates the content of a message; throws a TrunklineError for what the number cannot send. */
export type ToContent = (words: ReplyWords, facts: ContentFacts) => ReplyContent;

/** The number and the recipient, as far as they decide what can be sent. */
export type NoticePlaceFacts = Pick<
  ContentFacts,
  'kind' | 'channelId' | 'accountId' | 'address' | 'lastInboundAt' | 'optedOutAt' | 'optedOutReason'
>;

/** An approved template that replaces a text: each of its variables has a text of its own. */
export interface StandIn {
  readonly id: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** The text to send. */
export interface NoticeWords {
  readonly tenantId: string;
  readonly text: string;
  readonly standIn: StandIn | null;
  readonly variables: NoticeVariables;
}

type TemplateFacts = Omit<ContentFacts, keyof NoticePlaceFacts>;

const template = tableOf(MessageTemplate).of('t');

const templateStatement = statement(
  'booking-message-template',
  sql`select ${as('templateId', template.id)}, ${as('templateAccountId', template.accountId)},
          ${as('templateStatus', template.status)}, ${as('templateBody', template.body)},
          ${as('templateVariables', template.variables)}
     from ${tableOf(MessageTemplate).table} t
    where ${template.tenantId} = $1 and ${template.id} = $2 and ${template.removedAt} is null`,
);

const noTemplate: TemplateFacts = {
  ...{ templateId: null, templateAccountId: null, templateStatus: null },
  ...{ templateBody: null, templateVariables: null },
};

/** The content, or the reason why there is none. */
export async function toNoticeContent(
  transaction: Transaction,
  words: NoticeWords,
  place: NoticePlaceFacts,
  toContent: ToContent,
): Promise<ReplyContent | string> {
  const { tenantId, text, standIn, variables } = words;
  try {
    return toContent({ text }, { ...place, ...noTemplate });
  } catch (error) {
    if (!(error instanceof TrunklineError)) throw error;
    if (!(error instanceof ReplyWindowClosedError) || standIn === null) return error.message;
  }
  const [found = noTemplate] = await transaction.query(templateStatement, [tenantId, standIn.id]);
  const templateVariables = Object.fromEntries(
    Object.entries(standIn.variables).map(([name, wording]) => [name, toOneLine(wording, variables)]),
  );
  try {
    return toContent({ text: '', templateId: standIn.id, templateVariables }, { ...place, ...found });
  } catch (error) {
    if (error instanceof TrunklineError) return error.message;
    throw error;
  }
}

/** A template variable is a single line; a dash stands for an empty value, as none may be empty. */
function toOneLine(wording: string, variables: NoticeVariables): string {
  return fillTemplate(wording, variables).replaceAll(/\s+/g, ' ') || '—';
}
