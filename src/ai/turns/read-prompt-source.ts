import type { Transaction } from '../../database/database.js';
import type { AiAssistant } from '../../entities/ai-assistant.entity.js';
import type { PromptSource } from './build-prompt.js';
import type { Turn } from './decide-turn.js';
import { bookingsOfContact, companyLists, leadOfConversation } from './turn-rows.js';
import type { TurnState } from './turn-state.js';

/** Reads what a prompt is made of: this conversation, its person's bookings, the company's lists. */
export async function readPromptSource(
  source: Pick<Transaction, 'query'>,
  tenantId: string,
  { conversation, messages, assistant, now }: TurnState & { readonly assistant: AiAssistant },
  turn: Turn,
  correction: string | null,
): Promise<PromptSource & { readonly phones: readonly string[] }> {
  const visits = await source.query(bookingsOfContact, [tenantId, conversation.contactId]);
  // A text that is only tried is of no conversation.
  const { conversationId } = conversation;
  const [lead] =
    conversationId === '' ? [] : await source.query(leadOfConversation, [tenantId, conversationId]);
  const [lists] = await source.query(companyLists, [tenantId]);
  return {
    ...{ assistant, conversation, messages, turn, now, correction },
    topics: assistant.setsTopics ? (lists?.topics ?? []) : [],
    stages: assistant.setsStages ? (lists?.stages ?? []) : [],
    lead: lead ? { ...lead, stage: assistant.setsStages ? lead.stage : null } : null,
    phones: lists?.phones ?? [],
    bookings: visits.map(({ status, startsAtLocal, staffName, services }) =>
      [
        startsAtLocal?.replace('T', ' ').slice(0, 16) ?? 'time unknown',
        status,
        ...services.map(({ title }) => title),
        ...(staffName === null ? [] : [staffName]),
      ].join(', '),
    ),
  };
}
