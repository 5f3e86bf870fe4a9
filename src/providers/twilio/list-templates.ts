/**
 * Lists an account's content templates (docs/providers/twilio.md, "Templates"): all pages of the Content API's list
 * with approvals. Both products share the list, as either sends a template by its SID.
 */

import { findVariables, type ListedTemplate, type TemplateListing } from '../../domain/message-template.js';
import { toSentence } from '../../domain/text.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { ProviderHttp } from '../contract/provider-http.js';
import { redactText } from '../contract/redact.js';
import { readTwilioCredentials, secretsOf } from './credentials.js';
import { type Fields, readFirst, readText, readWord, toFields } from './fields.js';
import { baseUrlOf, createRest, type Rest, readAnswer } from './rest.js';

const pageSize = '100';
const maxPages = 100;

/** Text fields of a content type that the recipient sees, in display order. */
const textFields = ['header_text', 'title', 'body', 'subtitle', 'footer'] as const;

/** Lists every template. Never throws. */
export async function listTwilioTemplates(
  stored: ProviderCredentials,
  http: ProviderHttp,
): Promise<TemplateListing> {
  const credentials = readTwilioCredentials(stored);
  if (credentials === null)
    return { ok: false, detail: 'The Twilio account has no usable credentials: connect it again.' };
  const rest = createRest(credentials, http);
  const templates: ListedTemplate[] = [];
  let query = new URLSearchParams({ PageSize: pageSize });
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await readPage(
      `${baseUrlOf(credentials, 'content')}/v1/ContentAndApprovals?${query}`,
      rest,
    );
    if (typeof answer === 'string') return { ok: false, detail: redactText(answer, secretsOf(credentials)) };
    templates.push(...answer.templates);
    if (answer.next === null) return { ok: true, templates };
    query = answer.next;
  }
  return { ok: false, detail: `Twilio lists more than ${maxPages} pages of templates.` };
}

/** One page and the query of the next, or the reason why there is none. */
async function readPage(
  url: string,
  rest: Rest,
): Promise<{ templates: readonly ListedTemplate[]; next: URLSearchParams | null } | string> {
  const result = await rest({ method: 'GET', url });
  if (!result.ok) return `Twilio gave no answer: ${result.reason}.`;
  const json = readAnswer(result) ?? {};
  if (result.status !== 200 || !Array.isArray(json.contents)) {
    const said = readFirst(json, ['message', 'detail', 'title']);
    return toSentence(
      `Twilio does not list the templates (HTTP ${result.status})${said === null ? '' : `: ${said}`}`,
    );
  }
  // Only the query is used: the call stays at the account's configured base URL.
  const next = URL.parse(readText(toFields(json.meta), 'next_page_url') ?? '');
  return {
    templates: json.contents.map(item => toListed(toFields(item))).filter(template => template !== null),
    next: next?.searchParams ?? null,
  };
}

/** One template; null when its identifying fields are missing. */
function toListed(content: Fields): ListedTemplate | null {
  const externalId = readWord(content, 'sid');
  const language = readWord(content, 'language');
  if (externalId === null || language === null) return null;
  const types = toFields(content.types);
  const body = Object.values(types)
    .map(type => toBody(toFields(type)))
    .find(text => text !== '');
  const approvals = toFields(content.approval_requests);
  const approval = 'status' in approvals ? approvals : toFields(approvals.whatsapp);
  const declared = Object.keys(toFields(content.variables));
  return {
    ...{ externalId, language },
    name: readWord(content, 'friendly_name') ?? externalId,
    category: readWord(approval, 'category'),
    status: readWord(approval, 'status')?.toUpperCase() ?? 'UNSUBMITTED',
    body: body ?? '',
    // Includes variables in URLs and buttons.
    variables: [...new Set([...findVariables(JSON.stringify(types)), ...declared])],
  };
}

function toBody(type: Fields): string {
  return textFields
    .map(name => readText(type, name))
    .filter(text => text !== null)
    .join('\n\n');
}

/** True if a value with this name is allowed: the keys of `ContentVariables`. */
export function isTwilioVariable(name: string): boolean {
  return /^\w{1,64}$/.test(name);
}
