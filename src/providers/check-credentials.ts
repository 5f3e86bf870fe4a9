/** Checks an account's credentials by a call to the vendor, before they are stored. */
import { toSentence, withoutStop } from '../domain/text.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import { type CheckedCredentials, type CredentialCheck, secretsIn } from './contract/account.js';
import type { ProviderCredentials } from './contract/provider-credentials.js';
import type { ProviderHttp, ProviderHttpResult } from './contract/provider-http.js';
import { readErrorText } from './http/answer.js';
import { parseJson } from './json/json-body.js';
import { firstText, toTree } from './json/json-value.js';
import { getProvider } from './registry.js';

/**
 * Runs the vendor's checks in order, and stops at the first that fails.
 * @param changed names of the changed fields; checks of other fields are skipped. Null for all
 */
export async function checkCredentials(
  kind: ProviderKind,
  credentials: ProviderCredentials,
  changed: readonly string[] | null,
  http: ProviderHttp,
): Promise<CheckedCredentials> {
  const { credentialChecks, credentialFields, displayName } = getProvider(kind);
  const checks = credentialChecks?.(credentials) ?? [];
  const secrets = secretsIn(credentialFields, credentials);
  let result: CheckedCredentials = { outcome: 'UNCHECKED' };
  for (const check of checks) {
    if (changed !== null && !check.fields.some(field => changed.includes(field))) continue;
    result = toResult(await http(check.request), check, displayName, secrets);
    if (result.outcome !== 'ACCEPTED' && result.outcome !== 'UNCHECKED') return result;
  }
  return result;
}

function toResult(
  answer: ProviderHttpResult,
  { fields: [field], contradicts }: CredentialCheck,
  vendor: string,
  secrets: readonly string[],
): CheckedCredentials {
  if (!answer.ok) {
    const reason = withoutStop(readErrorText(answer.reason, secrets) ?? 'no answer');
    return { outcome: 'UNREACHED', detail: `${vendor} could not be asked: ${reason}.` };
  }
  const { status } = answer;
  const json = toTree(parseJson(answer.body));
  const said = readErrorText(firstText([toTree(json.error).message, json.message, json.error]), secrets);
  const words = said === null ? '' : `: ${said}`;
  if (contradicts !== undefined) {
    if (status !== 401 && status !== 403) return { outcome: 'UNCHECKED' };
    const detail = toSentence(`${vendor} answered HTTP ${status} to ${contradicts}${words}`);
    return { outcome: 'UNREACHED', detail };
  }
  if (status >= 200 && status < 300) {
    if (Object.keys(json).length > 0) return { outcome: 'ACCEPTED' };
    return { outcome: 'REFUSED', field, detail: `HTTP ${status} without the expected answer` };
  }
  if (status === 408 || status === 429 || status >= 500) {
    const detail = toSentence(`${vendor} could not be asked: it answered HTTP ${status}${words}`);
    return { outcome: 'UNREACHED', detail };
  }
  return { outcome: 'REFUSED', field, detail: `HTTP ${status}${words}` };
}
