/**
 * What a notice says on its number now: its wording, or, where the provider takes no free words at the moment, the
 * approved template that the company has put in its place.
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

/** Makes the content of a message; throws a TrunklineError for what the number cannot carry. */
export type ToContent = (words: ReplyWords, facts: ContentFacts) => ReplyContent;

/** The number and the person, as far as they decide what can be said. */
export type NoticePlaceFacts = Pick<
  ContentFacts,
  'kind' | 'channelId' | 'accountId' | 'address' | 'lastInboundAt' | 'optedOutAt' | 'optedOutReason'
>;

/** An approved template in the place of a wording: for each of its variables a wording of its own. */
export interface StandIn {
  readonly id: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** What there is to say. */
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

/** The content, or the sentence that says why there is none. */
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

/** A template's value has one line; a dash where there is nothing to say, as none may be empty. */
function toOneLine(wording: string, variables: NoticeVariables): string {
  return fillTemplate(wording, variables).replaceAll(/\s+/g, ' ') || '—';
}
