/** Words of reports: what is measured, by what, in which intervals. */

/** A figure of a report. */
export enum ReportMetric {
  MESSAGES_IN = 'MESSAGES_IN',
  MESSAGES_OUT = 'MESSAGES_OUT',
  MESSAGES_FAILED = 'MESSAGES_FAILED',
  CONVERSATIONS_OPENED = 'CONVERSATIONS_OPENED',
  CONVERSATIONS_RESOLVED = 'CONVERSATIONS_RESOLVED',
  CONTACTS_NEW = 'CONTACTS_NEW',
  LEADS_NEW = 'LEADS_NEW',
  LEADS_WON = 'LEADS_WON',
  LEADS_LOST = 'LEADS_LOST',
  RESPONSE_MEDIAN = 'RESPONSE_MEDIAN',
  RESPONSE_P90 = 'RESPONSE_P90',
  FIRST_RESPONSE_MEDIAN = 'FIRST_RESPONSE_MEDIAN',
  FIRST_RESPONSE_P90 = 'FIRST_RESPONSE_P90',
  BOOKING_NOTICES = 'BOOKING_NOTICES',
  CUSTOMER_TURNS = 'CUSTOMER_TURNS',
  AI_TURNS = 'AI_TURNS',
  AI_ANSWERS = 'AI_ANSWERS',
  HANDOFFS = 'HANDOFFS',
  AI_CALLS = 'AI_CALLS',
  AI_FAILURES = 'AI_FAILURES',
  AI_PROMPT_TOKENS = 'AI_PROMPT_TOKENS',
  AI_COMPLETION_TOKENS = 'AI_COMPLETION_TOKENS',
  AI_COST = 'AI_COST',
  SUGGESTIONS = 'SUGGESTIONS',
  SUGGESTIONS_SENT = 'SUGGESTIONS_SENT',
  SUGGESTIONS_EDITED = 'SUGGESTIONS_EDITED',
  SUGGESTIONS_DISMISSED = 'SUGGESTIONS_DISMISSED',
  SUGGESTIONS_OUTDATED = 'SUGGESTIONS_OUTDATED',
}

/** What the rows of a report are made of. */
export enum ReportDimension {
  CHANNEL = 'CHANNEL',
  TOPIC = 'TOPIC',
  USER = 'USER',
  TEAM = 'TEAM',
  LEAD_STAGE = 'LEAD_STAGE',
  MESSAGE_STATUS = 'MESSAGE_STATUS',
  ASSISTANT = 'ASSISTANT',
  AI_REASON = 'AI_REASON',
  HOUR_OF_DAY = 'HOUR_OF_DAY',
  DAY_OF_WEEK = 'DAY_OF_WEEK',
}

/** Length of a bucket; weeks begin on Monday. */
export enum ReportInterval {
  HOUR = 'HOUR',
  DAY = 'DAY',
  WEEK = 'WEEK',
  MONTH = 'MONTH',
}

/** Limits of one report. */
export const reportLimits = { days: 400, buckets: 2_000, rows: 10_000, metrics: 28, ids: 500 } as const;

/** Figures that are times in seconds: null where nothing was measured. The others are counts. */
export const isTimeMetric = (metric: ReportMetric): boolean => /RESPONSE/.test(metric);
