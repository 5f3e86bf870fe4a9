/**
 * The simulated YClients, for demos and tests: it keeps records as the vendor would, posts their webhooks, and
 * answers the pull of changed records. It knows no company but those whose records it was given.
 */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A record as the vendor keeps it. */
export type SimulatedRecord = Readonly<Record<string, unknown>> & {
  readonly id: number;
  readonly company_id: number;
  /** By the vendor's clock, `2026-06-01T12:49:08+0500`. */
  readonly last_change_date: string;
};

/** The running simulator; its creator must stop it. */
export interface YclientsSimulator {
  /** Listens on a free port of 127.0.0.1; @returns the base URL of its API. */
  start(): Promise<string>;
  /** Keeps a record, new or changed, without a webhook: as if it was lost. */
  keep(record: SimulatedRecord): void;
  /** How often changed records were asked for. */
  pulls(): number;
  stop(): Promise<void>;
}

/** Creates a stand-in; `start` opens it. */
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
