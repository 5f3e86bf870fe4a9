/** Client of YClients' API, as far as it is used: changed records, page by page. */
import type { ProviderHttp } from '../contract/provider-http.js';
import { type YclientsCredentials, yclientsApiUrl } from './credentials.js';
import { isTree, type Tree } from './loose-value.js';

/** One pull of a company's changed records. */
export interface ChangedRecordsRequest {
  readonly companyId: string;
  readonly changedAfter: Date;
  readonly credentials: YclientsCredentials;
}

/** The records, or the reason why there are none; `detail` is safe to show. */
export type ChangedRecords =
  | { readonly ok: true; readonly records: readonly Tree[] }
  | { readonly ok: false; readonly detail: string };

const pageSize = 200;
/** 40,000 records changed since the last pull; a longer answer is not reliable. */
const maxPages = 200;

/** True if the credentials allow API calls. */
export function canAskYclients({ partnerToken, userToken }: YclientsCredentials): boolean {
  return partnerToken !== null && userToken !== null;
}

/** Fetches all records changed after a time, deleted ones included. Never throws. */
export async function fetchChangedRecords(
  { companyId, changedAfter, credentials }: ChangedRecordsRequest,
  http: ProviderHttp,
): Promise<ChangedRecords> {
  const base = credentials.apiBaseUrl ?? yclientsApiUrl;
  const records: Tree[] = [];
  for (let page = 1; page <= maxPages; page += 1) {
    const query = new URLSearchParams({
      changed_after: changedAfter.toISOString().replace(/\.\d{3}Z$/, '+0000'),
      with_deleted: '1',
      page: String(page),
      count: String(pageSize),
    });
    const result = await http({
      method: 'GET',
      url: `${base}/api/v1/records/${encodeURIComponent(companyId)}?${query}`,
      headers: {
        authorization: `Bearer ${credentials.partnerToken}, User ${credentials.userToken}`,
        accept: 'application/vnd.yclients.v2+json',
      },
    });
    if (!result.ok) return { ok: false, detail: `YClients could not be asked: ${result.reason}.` };
    const found = readPage(result.status, result.body);
    if (found === null) return { ok: false, detail: `YClients answered ${result.status}.` };
    records.push(...found);
    if (found.length < pageSize) return { ok: true, records };
  }
  return { ok: false, detail: `YClients answered more than ${maxPages} pages of changed records.` };
}

/** Builds the envelope that YClients would have posted for a record. */
export function toEnvelope(companyId: string, record: Tree, isNew: boolean): string {
  const isDeleted = record.deleted === true || record.deleted === 1;
  return JSON.stringify({
    company_id: /^\d+$/.test(companyId) ? Number(companyId) : companyId,
    resource: 'record',
    resource_id: record.id,
    status: isDeleted ? 'delete' : isNew ? 'create' : 'update',
    data: record,
  });
}

function readPage(status: number, body: string): Tree[] | null {
  if (status !== 200) return null;
  try {
    const answer: unknown = JSON.parse(body);
    if (!isTree(answer) || answer.success === false || !Array.isArray(answer.data)) return null;
    return answer.data.filter(isTree);
  } catch {
    return null;
  }
}
