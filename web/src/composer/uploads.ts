/** Files of a reply, uploaded before it is sent. */
import { CreateUploadDocument } from '../gql/operations.js';
import type { Desk } from '../live/index.js';
import { putFile, toOwnLink } from '../ui/index.js';

/** A file in the composer. */
export interface Upload {
  readonly id: string;
  readonly fileName: string;
  /** Part that has left, 0 to 1. */
  readonly progress: number;
  readonly state: 'UPLOADING' | 'DONE' | 'FAILED';
  /** Known when it is DONE. */
  readonly attachmentId: string | null;
  /** Why it FAILED. */
  readonly reason: string | null;
}

/** Uploads a file and reports each change. @returns cancels it */
export function startUpload(desk: Desk, file: File, onChange: (upload: Upload) => void): () => void {
  const request = new XMLHttpRequest();
  let isCancelled = false;
  let upload: Upload = {
    ...{ id: crypto.randomUUID(), fileName: file.name, progress: 0 },
    ...{ state: 'UPLOADING', attachmentId: null, reason: null },
  };
  const change = (next: Partial<Upload>) => {
    upload = { ...upload, ...next };
    if (!isCancelled) onChange(upload);
  };
  const run = async () => {
    const mimeType = file.type || 'application/octet-stream';
    const input = { fileName: file.name, mimeType, sizeBytes: file.size };
    const { data, error } = await desk.client.mutation(CreateUploadDocument, { input });
    if (!data) throw new Error(error?.graphQLErrors[0]?.message ?? error?.message);
    if (isCancelled) return;
    const url = toOwnLink(data.createUpload.uploadUrl);
    await putFile(url, file, progress => change({ progress }), request);
    change({ state: 'DONE', progress: 1, attachmentId: data.createUpload.attachment.id });
  };
  change({});
  run().catch((error: unknown) => {
    change({ state: 'FAILED', reason: error instanceof Error ? error.message : null });
  });
  return () => {
    isCancelled = true;
    request.abort();
  };
}
