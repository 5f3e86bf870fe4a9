/** Assistants. */

/** What produces the answers of an assistant. */
export enum AiEngine {
  OPENAI_COMPATIBLE = 'OPENAI_COMPATIBLE',
  EXTERNAL = 'EXTERNAL',
}

/** What an assistant does with its answers. */
export enum AiMode {
  OFF = 'OFF',
  DRAFT = 'DRAFT',
  AUTO = 'AUTO',
}

/** When an assistant answers. */
export enum AiSchedule {
  ALWAYS = 'ALWAYS',
  OUTSIDE_BUSINESS_HOURS = 'OUTSIDE_BUSINESS_HOURS',
  IN_BUSINESS_HOURS = 'IN_BUSINESS_HOURS',
}

/** Outcome of a turn of the customer that an assistant looked at. */
export enum AiTurnStatus {
  RUNNING = 'RUNNING',
  ANSWERED = 'ANSWERED',
  SUGGESTED = 'SUGGESTED',
  HANDED_OFF = 'HANDED_OFF',
  SKIPPED = 'SKIPPED',
  DISCARDED = 'DISCARDED',
}

/** Why an assistant asked for a person, or left a turn alone. */
export enum AiReason {
  ASKED_BY_CUSTOMER = 'ASKED_BY_CUSTOMER',
  ASKED_BY_MODEL = 'ASKED_BY_MODEL',
  ASKED_BY_COLLEAGUE = 'ASKED_BY_COLLEAGUE',
  NOT_READABLE = 'NOT_READABLE',
  ENDPOINT_FAILED = 'ENDPOINT_FAILED',
  ASSISTANT_FAULTY = 'ASSISTANT_FAULTY',
  ANSWER_HELD_BACK = 'ANSWER_HELD_BACK',
  REFUSED = 'REFUSED',
  TOO_MANY_ANSWERS = 'TOO_MANY_ANSWERS',
  LOOP = 'LOOP',
  BUDGET_SPENT = 'BUDGET_SPENT',
  CANNOT_SEND = 'CANNOT_SEND',
  OPTED_OUT = 'OPTED_OUT',
  HUMAN_ACTIVE = 'HUMAN_ACTIVE',
  QUIET_HOURS = 'QUIET_HOURS',
  TOO_OLD = 'TOO_OLD',
  NOTHING_TO_ANSWER = 'NOTHING_TO_ANSWER',
  SUPERSEDED = 'SUPERSEDED',
}

/** The rule by which an answer of a model does not leave; see `ai/guards`. */
export enum AiGuard {
  EMPTY = 'EMPTY',
  LENGTH = 'LENGTH',
  SECRETS = 'SECRETS',
  MARKUP = 'MARKUP',
  LINKS = 'LINKS',
  PHONES = 'PHONES',
  PRICES = 'PRICES',
  CLAIMS = 'CLAIMS',
  LANGUAGE = 'LANGUAGE',
}

/** State of a proposed reply. */
export enum SuggestionStatus {
  OPEN = 'OPEN',
  USED = 'USED',
  DISMISSED = 'DISMISSED',
  OUTDATED = 'OUTDATED',
}
