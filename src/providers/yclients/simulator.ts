/**
 * The simulated YClients, for demos and tests: it stores records, posts their webhooks, and answers the pull of changed
 * records. It only knows companies whose records it was given.
 */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A record as the vendor stores it. */
export type SimulatedRecord = Readonly<Record<string, unknown>> & {
  readonly id: number;
  readonly company_id: number;
  /** In the vendor's local time, `2026-06-01T12:49:08+0500`. */
  readonly last_change_date: string;
};

/** A YClients simulator; its creator must stop it. */
export interface YclientsSimulator {
  /** Listens on a free port of 127.0.0.1; @returns the base URL of its API. */
  start(): Promise<string>;
  /** Stores a new or changed record without a webhook, as if the webhook was lost. */
  keep(record: SimulatedRecord): void;
  /** Number of pulls of changed records. */
  pulls(): number;
  stop(): Promise<void>;
}

/** Creates a simulator; call `start` to listen. */
export function createYclientsSimulator(): YclientsSimulator {
  const records = new Map<string, SimulatedRecord>();
  let pulls = 0;
  const server = createServer((request, response) => {
    const url = URL.parse(request.url ?? '/', 'http://127.0.0.1');
    const [, companyId] = /^\/api\/v1\/records\/([\w-]+)$/.exec(url?.pathname ?? '') ?? [];
    if (!url || companyId === undefined) return answer(response, 404, { success: false });
    if (!/^Bearer \S+, User \S+$/.test(request.headers.authorization ?? '')) {
      return answer(response, 401, { success: false, meta: { message: 'Не авторизован' } });
    }
    pulls += 1;
    const after = Date.parse(withColon(url.searchParams.get('changed_after') ?? '1970-01-01T00:00:00+0000'));
    const changed = [...records.values()]
      .filter(record => String(record.company_id) === companyId)
      .filter(record => Date.parse(withColon(record.last_change_date)) >= after);
    const [page, count] = ['page', 'count'].map(name => Number(url.searchParams.get(name) ?? 1));
    const from = ((page ?? 1) - 1) * (count ?? 1);
    answer(response, 200, { success: true, data: changed.slice(from, from + (count ?? 1)), meta: {} });
  });
  return {
    start: () => listen(server),
    keep: record => void records.set(`${record.company_id} ${record.id}`, record),
    pulls: () => pulls,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function withColon(moment: string): string {
  return moment.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
}
