/** A server with the actions of data tests: upload, import, export, and waiting for jobs. */
import { Role } from '../../src/domain/vocabulary.js';
import { startTestApp, type TestApp } from './app.js';
import {
  CreateExportDocument,
  type CreateExportMutationVariables,
  CreateImportUploadDocument,
  ImportContactsDocument,
  type ImportContactsMutationVariables,
  type JobPartsFragment,
  JobsDocument,
} from './gql/operations.js';
import { waitFor } from './wait-for.js';

export interface DataDesk {
  readonly server: TestApp;
  readonly owner: string;
  readonly tenantId: string;
  sql<Row>(text: string, ...values: unknown[]): Promise<Row[]>;
  /** Uploads a file to import. @returns its id */
  upload(content: string | Uint8Array, token?: string): Promise<string>;
  /** The job after it has ended. */
  ended(jobId: string): Promise<JobPartsFragment>;
  /** Imports a file and waits for the end. */
  importFile(
    content: string | Uint8Array,
    options?: Partial<ImportContactsMutationVariables['input']>,
  ): Promise<JobPartsFragment>;
  /** Exports and returns the file's text. */
  exportFile(input: CreateExportMutationVariables['input']): Promise<string>;
  stop(): Promise<void>;
}

/** Starts it, with a company in Kazakhstan. */
export async function startDataDesk(env: Readonly<Record<string, string>> = {}): Promise<DataDesk> {
  const server = await startTestApp({ env });
  const { token: owner, tenantId } = await server.addTenant('acme', Role.OWNER);
  const sql = async <Row>(text: string, ...values: unknown[]) =>
    (await server.app.database.pool.query(text, values)).rows as Row[];
  const upload: DataDesk['upload'] = async (content, token = owner) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
    const { createUpload } = await server.run(
      CreateImportUploadDocument,
      { fileName: 'people.csv', sizeBytes: bytes.length },
      token,
    );
    const stored = await fetch(createUpload.uploadUrl ?? '', { method: 'PUT', body: bytes });
    if (stored.status !== 204) throw new Error(`${stored.status} ${await stored.text()}`);
    return createUpload.attachment?.id ?? '';
  };
  const ended: DataDesk['ended'] = jobId =>
    waitFor(
      async () => {
        const { jobs } = await server.run(JobsDocument, { first: 100 }, owner);
        return jobs.nodes.find(({ id, finishedAt }) => id === jobId && finishedAt !== null);
      },
      { timeoutMs: 60_000 },
    );
  const importFile: DataDesk['importFile'] = async (content, options = {}) => {
    const input = { attachmentId: await upload(content), dryRun: false, ...options };
    const { importContacts } = await server.run(ImportContactsDocument, { input }, owner);
    return ended(importContacts.job.id);
  };
  const exportFile: DataDesk['exportFile'] = async input => {
    const { createExport } = await server.run(CreateExportDocument, { input }, owner);
    const job = await ended(createExport.job.id);
    if (job.status !== 'DONE') throw new Error(JSON.stringify(job));
    const answer = await fetch(String(job.resultUrl));
    if (answer.status !== 200) throw new Error(`${answer.status}`);
    return Buffer.from(await answer.arrayBuffer()).toString();
  };
  return { server, owner, tenantId, sql, upload, ended, importFile, exportFile, stop: () => server.stop() };
}
