import { type MessageId, t } from '../../i18n/index.js';

/** What the server says of an endpoint, and the same in the language of the page. */
export const modelFaults: Readonly<Record<string, MessageId>> = {
  'The endpoint refused the key.': 'ai_fault_CREDENTIALS',
  'The account at the endpoint has no quota left.': 'ai_fault_QUOTA',
  'The endpoint does not understand the request: check its URL and the name of the model.':
    'ai_fault_CONFIGURATION',
  'The conversation is too long for the model.': 'ai_fault_TOO_LONG',
  'The endpoint is busy.': 'ai_fault_BUSY',
  'The endpoint does not answer.': 'ai_fault_UNAVAILABLE',
  'The answer of the endpoint broke off.': 'ai_fault_CUT',
  'The model took too long.': 'ai_fault_TIMEOUT',
  'The model gave no usable answer.': 'ai_fault_INVALID_ANSWER',
  'The answer is longer than the output limit.': 'ai_fault_LENGTH',
  'The model refused to answer.': 'ai_fault_REFUSED',
  'The call was cancelled.': 'ai_fault_CANCELLED',
  'The URL is an address of a private network, which this server does not call.': 'ai_fault_PRIVATE',
  'The host name of the URL does not resolve.': 'ai_fault_HOST',
};

/** What is wrong with an endpoint, in words; the server's own sentence for what the page does not know. */
export function modelFault(sentence: string): string {
  const id = modelFaults[sentence];
  return id === undefined ? sentence : t(id);
}
