import { CreateUploadDocument, type FilePartsFragment, type UploadPurpose } from '../gql/operations.js';
import type { Desk } from '../live/index.js';
import { putFile, toOwnLink } from '../ui/index.js';

/** What an upload can differ in. */
export interface UploadOptions {
  /** What it is for; a message when absent. */
  readonly purpose?: UploadPurpose;
  /** Instead of the type that the browser knows. */
  readonly mimeType?: string;
  /** The part that is sent, from 0 to 1. */
  readonly onProgress?: (part: number) => void;
  /** The request of the bytes, which the caller may abort. */
  readonly request?: XMLHttpRequest;
  /** False once it was taken off the list: the bytes are not sent then. */
  readonly isWanted?: () => boolean;
}

/** Stores a file. @throws Error with the server's sentence */
export async function uploadFile(
  { client }: Pick<Desk, 'client'>,
  file: File,
  { purpose, mimeType, onProgress = () => {}, request, isWanted = () => true }: UploadOptions = {},
): Promise<FilePartsFragment> {
  const type = mimeType ?? (file.type || 'application/octet-stream');
  const input = { fileName: file.name, mimeType: type, sizeBytes: file.size, ...(purpose && { purpose }) };
  const { data, error } = await client.mutation(CreateUploadDocument, { input });
  if (!data) throw new Error(error?.graphQLErrors[0]?.message ?? error?.message);
  const { uploadUrl, attachment } = data.createUpload;
  if (!isWanted()) throw new Error('Cancelled');
  await putFile(toOwnLink(uploadUrl), file, onProgress, request);
  return attachment;
}
