/** Assistants. */
import {
  AiEngine,
  AiGuard,
  AiMode,
  AiReason,
  AiSchedule,
  AiTurnStatus,
  SuggestionStatus,
} from '../../domain/vocabulary.js';
import { register } from '../register-enum.js';

register(AiEngine, 'AiEngine', 'What produces the answers of an assistant.', {
  OPENAI_COMPATIBLE: 'A chat endpoint as OpenAI defines it; local servers too.',
  EXTERNAL:
    'A program of yours with an API token (`assistantId`): it gets events by webhook or subscription, and calls sendReply, suggestReply and requestHandoff.',
});

register(AiMode, 'AiMode', 'What an assistant does with its answers.', {
  OFF: 'Nothing; it is not asked.',
  DRAFT: 'It proposes; a person sends.',
  AUTO: 'It answers.',
});

register(AiSchedule, 'AiSchedule', 'When an assistant answers.', {
  ALWAYS: 'At any time.',
  OUTSIDE_BUSINESS_HOURS: 'While the number is closed.',
  IN_BUSINESS_HOURS: 'While the number is open.',
});

register(AiTurnStatus, 'AiOutcome', "The outcome of a customer's turn. More can be added.", {
  RUNNING: 'The assistant works on it.',
  ANSWERED: 'It was answered.',
  SUGGESTED: 'A reply was proposed.',
  HANDED_OFF: 'A person was asked for.',
  SKIPPED: 'Nothing was done: there is no proposal.',
  DISCARDED: 'The customer or a colleague wrote meanwhile; a newer turn takes its place.',
});

register(
  AiGuard,
  'AiGuard',
  "The rule by which an answer of a model does not leave. Show it in the reader's language. More can be added.",
  {
    EMPTY: 'The answer has no text.',
    LENGTH: 'It is too long, or repeats a word again and again.',
    SECRETS: 'It tells instructions, keys or addresses.',
    MARKUP: 'It is no plain text: tags, code or JSON.',
    LINKS: 'It has a link that is not in the list.',
    PHONES: 'It has a phone number that is not of the company.',
    PRICES: 'It names a price, a per cent or a discount that is in no fact.',
    CLAIMS: 'It says that something was done or promised.',
    LANGUAGE: 'It is not in the language of the customer, or not in one of the assistant.',
  },
);

register(AiReason, 'AiReason', 'Why an assistant asked for a person, or did not answer. More can be added.', {
  ASKED_BY_CUSTOMER: 'The customer asked for a person.',
  ASKED_BY_MODEL: 'The model, or the program of an EXTERNAL assistant, asked for a person.',
  ASKED_BY_COLLEAGUE: 'A colleague or a program asked for a person.',
  NOT_READABLE: 'The message is a file or a place, which the assistant cannot read.',
  ENDPOINT_FAILED: 'The endpoint failed, was too slow, or its answer broke off.',
  ASSISTANT_FAULTY: 'The URL, the key or the quota of the endpoint is wrong; see AiAssistant.fault.',
  ANSWER_HELD_BACK: 'The answer was not allowed to leave, such as an amount that is in no fact.',
  REFUSED: 'The model refused to answer.',
  TOO_MANY_ANSWERS: 'It answered as often in a row as it may.',
  LOOP: 'Another program seems to answer: too many messages in a short time, or the same one again.',
  BUDGET_SPENT: 'The tokens of the conversation, the day or the month, or the money of the day are spent.',
  CANNOT_SEND: 'The number cannot send the answer now.',
  OPTED_OUT: 'The customer wants no messages.',
  HUMAN_ACTIVE: 'A person is in charge.',
  QUIET_HOURS: 'It does not answer at this time.',
  TOO_OLD: 'The message is too old to be answered.',
  NOTHING_TO_ANSWER: 'There is nothing to answer.',
  SUPERSEDED: 'The customer or a colleague wrote meanwhile.',
});

register(SuggestionStatus, 'SuggestionStatus', 'State of a proposed reply.', {
  OPEN: 'It waits for a person.',
  USED: 'It was sent, changed or not.',
  DISMISSED: 'A person dismissed it.',
  OUTDATED: 'The customer or a colleague wrote meanwhile.',
});
