/** Lists an account's templates at Meta (docs/providers/whatsapp-cloud.md, "Templates"). */

import {
  findVariables,
  type ListedTemplate,
  renameVariables,
  type TemplateListing,
  unsupportedTemplate,
} from '../../domain/message-template.js';
import { toSentence } from '../../domain/text.js';
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { ProviderHttp } from '../contract/provider-http.js';
import { redactText } from '../contract/redact.js';
import { readErrorText } from '../http/answer.js';
import { parseJson } from '../json/json-body.js';
import { firstText, readId, readText, readWord, type Tree, toList, toTree } from '../json/json-value.js';
import { type CloudCredentials, defaultGraphVersion, readCloudCredentials } from './credentials.js';

const fields = 'id,name,language,status,category,components';
const pageSize = 100;
/** An account has at most 6,000 approved templates. */
const maxPages = 100;
const maxAnswerBytes = 4 * 1_048_576;

/** Components without variables, or whose variables `meta/template.ts` supports. */
const knownHeaders = new Set(['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT']);
const knownButtons = new Set(['QUICK_REPLY', 'PHONE_NUMBER', 'URL', 'COPY_CODE', 'OTP', 'VOICE_CALL']);

/** Lists every template, page by page. Never throws. */
export async function listCloudTemplates(
  stored: ProviderCredentials,
  http: ProviderHttp,
): Promise<TemplateListing> {
  const credentials = readCloudCredentials(stored);
  if (credentials === null)
    return fail('The WhatsApp Cloud account has no usable credentials: connect it again with its token.');
  if (!credentials.businessAccountId)
    return fail(
      'The account does not say whose templates to list: connect it with "businessAccountId", the WhatsApp Business account id that the Meta console shows.',
    );
  const templates: ListedTemplate[] = [];
  let after: string | null = null;
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await readPage(credentials, after, http);
    if (!answer.ok) return answer;
    templates.push(...answer.templates);
    after = answer.after;
    if (after === null) return { ok: true, templates };
  }
  return fail(`Meta lists more than ${maxPages * pageSize} templates.`);
}

type Page =
  | { readonly ok: true; readonly templates: readonly ListedTemplate[]; readonly after: string | null }
  | { readonly ok: false; readonly detail: string };

async function readPage(
  credentials: CloudCredentials,
  after: string | null,
  http: ProviderHttp,
): Promise<Page> {
  const { baseUrl, graphVersion = defaultGraphVersion, accessToken, businessAccountId } = credentials;
  const query = new URLSearchParams({ fields, limit: String(pageSize), ...(after !== null && { after }) });
  const result = await http({
    method: 'GET',
    url: `${baseUrl}/${graphVersion}/${businessAccountId}/message_templates?${query}`,
    headers: { authorization: `Bearer ${accessToken}` },
    maxAnswerBytes,
  });
  const secrets = [accessToken, credentials.appSecret];
  if (!result.ok) return fail(`WhatsApp Cloud gave no answer: ${redactText(result.reason, secrets)}.`);
  const json = toTree(parseJson(result.body));
  if (result.status !== 200 || !Array.isArray(json.data)) {
    const error = toTree(json.error);
    const said = readErrorText(firstText([toTree(error.error_data).details, error.message]), secrets);
    return fail(
      toSentence(
        `WhatsApp Cloud does not list the templates (HTTP ${result.status})${said ? `: ${said}` : ''}`,
      ),
    );
  }
  const paging = toTree(json.paging);
  // `next` contains the token in its URL, so the cursor is used instead; without `next` there is no further page.
  const next = typeof paging.next === 'string' ? readWord(toTree(paging.cursors).after, 1_000) : null;
  const templates = json.data.map(item => toListed(toTree(item))).filter(template => template !== null);
  return { ok: true, templates, after: next };
}

/** One template; null when its identifying fields are missing. */
function toListed(item: Tree): ListedTemplate | null {
  const [externalId, name, language] = [readId(item.id), readWord(item.name), readWord(item.language)];
  if (externalId === null || name === null || language === null) return null;
  const parts = toList(item.components).map(component => readComponent(toTree(component)));
  const body = parts
    .map(part => part.text)
    .filter(text => text !== '')
    .join('\n\n');
  const isFillable = parts.every(part => part.isFillable);
  return {
    ...{ externalId, name, language },
    category: readWord(item.category, 64),
    status: isFillable ? (readWord(item.status, 64)?.toUpperCase() ?? 'UNKNOWN') : unsupportedTemplate,
    body,
    variables: parts.flatMap(part => part.variables),
  };
}

interface Part {
  readonly text: string;
  readonly variables: readonly string[];
  readonly isFillable: boolean;
}

function readComponent(component: Tree): Part {
  const type = readWord(component.type)?.toUpperCase();
  const text = readText(component.text) ?? '';
  switch (type) {
    case 'BODY':
      return { text, variables: findVariables(text), isFillable: true };
    case 'FOOTER':
      return { text, variables: [], isFillable: true };
    case 'HEADER':
      return readHeader(readWord(component.format)?.toUpperCase() ?? 'TEXT', text);
    case 'BUTTONS':
      return readButtons(toList(component.buttons).map(toTree));
    default:
      return { text: '', variables: [], isFillable: false };
  }
}

function readHeader(format: string, text: string): Part {
  if (!knownHeaders.has(format)) return { text: '', variables: [], isFillable: false };
  if (format !== 'TEXT') return { text: '', variables: [`media.${format.toLowerCase()}`], isFillable: true };
  const renamed = renameVariables(text, name => `header.${name}`);
  return { text: renamed, variables: findVariables(renamed), isFillable: true };
}

function readButtons(buttons: readonly Tree[]): Part {
  const types = buttons.map(button => readWord(button.type)?.toUpperCase() ?? '');
  const variables = buttons.flatMap((button, index) => {
    if (types[index] === 'COPY_CODE') return [`coupon.${index}`];
    const isFilled = findVariables(readText(button.url) ?? '').length > 0 || types[index] === 'OTP';
    return isFilled ? [`button.${index}`] : [];
  });
  return { text: '', variables, isFillable: types.every(type => knownButtons.has(type)) };
}

function fail(detail: string): { readonly ok: false; readonly detail: string } {
  return { ok: false, detail };
}
