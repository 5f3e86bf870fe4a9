/** multipart/form-data bodies with one file: for uploads to vendors, and for the simulators that accept them. */
import { randomBytes } from 'node:crypto';
import { format, parse } from 'content-disposition';

/** A file in a form. */
export interface FormFile {
  readonly mimeType: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Creates a form body with text fields and one file. */
export function toMultipart(
  field: string,
  file: FormFile,
  texts: Readonly<Record<string, string>> = {},
): { readonly contentType: string; readonly body: Uint8Array } {
  const boundary = `trunkline-${randomBytes(16).toString('hex')}`;
  const toHead = (parameters: Record<string, string>) =>
    `--${boundary}\r\ncontent-disposition: ${format({ type: 'form-data', parameters }, { multipart: true })}\r\n`;
  const heads = Object.entries(texts).map(([name, value]) => `${toHead({ name })}\r\n${value}\r\n`);
  const filename = file.fileName.toWellFormed();
  const head = `${toHead({ name: field, filename })}content-type: ${file.mimeType}\r\n\r\n`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([
      Buffer.from(heads.join('') + head),
      file.bytes,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  };
}

/** Reads the file of a form field; null when there is none. */
export function readMultipart(contentType: string, body: Uint8Array, field: string): FormFile | null {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) return null;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  for (let start = bytes.indexOf(`--${boundary}`); start >= 0; ) {
    const end = bytes.indexOf(`\r\n--${boundary}`, start);
    const headEnd = bytes.indexOf('\r\n\r\n', start);
    if (end < 0 || headEnd < 0 || headEnd > end) return null;
    const head = bytes.toString('utf8', start, headEnd);
    const disposition = /content-disposition: *([^\r\n]+)/i.exec(head)?.[1] ?? '';
    const { parameters } = parse(disposition, { multipart: true });
    if (parameters.name === field) {
      return {
        mimeType: /content-type: *([^\r\n]+)/i.exec(head)?.[1] ?? 'application/octet-stream',
        fileName: parameters.filename ?? 'file',
        bytes: bytes.subarray(headEnd + 4, end),
      };
    }
    start = end + 2;
  }
  return null;
}
