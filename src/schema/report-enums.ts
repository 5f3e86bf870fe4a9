/** Registers the enums of reports with the schema. Importing this file is enough. */
import { ReportDimension, ReportInterval, ReportMetric } from '../domain/report.js';
import { register } from './register-enum.js';

const response =
  'from the first unanswered message of a customer to the next message of a person, in seconds';

register(ReportMetric, 'ReportMetric', 'A figure of a report. More can be added.', {
  MESSAGES_IN: 'Messages of customers.',
  MESSAGES_OUT: "Messages of the company, of people, of programs and of the company's phones.",
  MESSAGES_FAILED: 'Messages of the company that are FAILED now.',
  CONVERSATIONS_OPENED: 'Conversations that began.',
  CONVERSATIONS_RESOLVED: 'How often a conversation became RESOLVED.',
  CONTACTS_NEW: 'Contacts that began, without merged ones.',
  LEADS_NEW: 'Leads that began, without merged ones.',
  LEADS_WON: 'How often a lead reached a WON stage.',
  LEADS_LOST: 'How often a lead reached a LOST stage.',
  RESPONSE_MEDIAN: `Median of the time ${response}.`,
  RESPONSE_P90: `90th percentile of the time ${response}.`,
  FIRST_RESPONSE_MEDIAN: 'The same of the first message of a new conversation: median.',
  FIRST_RESPONSE_P90: 'The same of the first message of a new conversation: 90th percentile.',
  BOOKING_NOTICES: 'Notices of bookings that were sent.',
  CUSTOMER_TURNS:
    'Turns of customers: what they wrote before the next answer of a person or an assistant. AI_ANSWERS of them are answered by assistants.',
  AI_TURNS: 'Turns that assistants took up, without those that a newer message overtook.',
  AI_ANSWERS: 'Turns that assistants answered.',
  HANDOFFS:
    'How often a person was asked for: by a customer, an assistant, a program or a colleague (`requestHandoff`); AI_REASON divides them. Those by `requestHandoff` come from the audit log and reach as far back.',
  AI_CALLS: 'Calls to models.',
  AI_FAILURES: 'Calls without an answer that could be used.',
  AI_PROMPT_TOKENS: 'Tokens of prompts.',
  AI_COMPLETION_TOKENS: 'Tokens of answers of models.',
  AI_COST:
    "Costs of calls in the currency of the assistants' prices now, see Report.currency; costs in a former one are not counted.",
  SUGGESTIONS: 'Replies that assistants proposed.',
  SUGGESTIONS_SENT: 'Proposals that were sent as they were.',
  SUGGESTIONS_EDITED: 'Proposals that were sent with another text.',
  SUGGESTIONS_DISMISSED: 'Proposals that a person dismissed.',
  SUGGESTIONS_OUTDATED: 'Proposals that the customer or a colleague overtook.',
});

register(ReportDimension, 'ReportDimension', 'What divides a report into rows. More can be added.', {
  CHANNEL: 'The number.',
  TOPIC: 'The topic of the conversation or lead.',
  USER: 'Who sent, answered or resolved; of new conversations the assignee, of leads the owner.',
  TEAM: 'The team of the conversation.',
  LEAD_STAGE: 'The stage of the lead.',
  MESSAGE_STATUS: 'The MessageStatus of the message.',
  ASSISTANT: 'The assistant.',
  AI_REASON: 'The AiReason of the turn.',
  HOUR_OF_DAY: 'The hour by the clock, 0 to 23.',
  DAY_OF_WEEK: 'The day, 1 (Monday) to 7.',
});

register(ReportInterval, 'ReportInterval', 'Length of an interval of a report.', {
  HOUR: 'An hour.',
  DAY: 'A day by the clock of the zone.',
  WEEK: 'A week; it begins on Monday.',
  MONTH: 'A calendar month.',
});
