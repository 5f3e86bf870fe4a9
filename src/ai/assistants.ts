/** Use cases of assistants. */
import type { SendReply, SentReply } from '../outbox/send-reply.js';
import { type HandoffWish, handOffOfProgram } from './hand-off-of-program.js';
import { type ProgramReply, replyOfProgram } from './reply-of-program.js';
import {
  type RequestSuggestionInput,
  type RequestSuggestionOptions,
  requestSuggestion,
} from './request-suggestion.js';
import { type SuggestReplyInput, suggestReply } from './suggest-reply.js';
import { type AssistantTest, type TestAssistantInput, testAssistant } from './test-assistant.js';
import type { TurnOptions } from './turns/turn-options.js';
import { type UpsertAssistantInput, upsertAssistant } from './upsert-assistant.js';

/** All use cases; the tenant is the viewer's. */
export interface Assistants {
  /** @returns the id */
  upsert(tenantId: string, input: UpsertAssistantInput): Promise<string>;
  test(tenantId: string, input: TestAssistantInput): Promise<AssistantTest>;
  /** The reply of an EXTERNAL assistant's program. */
  reply(reply: ProgramReply): Promise<SentReply>;
  /** Asks for a person. */
  requestHandoff(tenantId: string, assistantId: string, input: HandoffWish): Promise<void>;
  /** A proposal of such a program. @returns its id */
  suggest(tenantId: string, assistantId: string | null, input: SuggestReplyInput): Promise<string>;
  /** A proposal that a colleague asks for. @returns its id */
  requestSuggestion(tenantId: string, input: RequestSuggestionInput): Promise<string>;
}

/** Creates the use cases; one per process. */
export function createAssistants(
  options: RequestSuggestionOptions & Pick<TurnOptions, 'log'> & { readonly sendReply: SendReply },
): Assistants {
  return {
    upsert: (tenantId, input) => upsertAssistant(options, tenantId, input),
    test: (tenantId, input) => testAssistant(options, tenantId, input),
    reply: reply => replyOfProgram(options.sendReply, reply),
    requestHandoff: (tenantId, assistantId, input) => handOffOfProgram(options, tenantId, assistantId, input),
    suggest: (tenantId, assistantId, input) => suggestReply(options, tenantId, assistantId, input),
    requestSuggestion: (tenantId, input) => requestSuggestion(options, tenantId, input),
  };
}
