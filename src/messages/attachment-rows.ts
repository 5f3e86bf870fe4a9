/** Files of an event, and the insert of their rows. */
import { tableOf } from '../database/columns.js';
import { insertSelect } from '../database/insert-select.js';
import type { InboundAttachment } from '../domain/inbound-event.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Attachment } from '../entities/attachment.entity.js';

/** The columns of a file's row that come from the event. */
const toRow = (file: InboundAttachment) => ({
  id: uuidV7(),
  mimeType: file.mimeType,
  fileName: file.fileName,
  sizeBytes: file.sizeBytes,
  isVoice: file.isVoice,
  durationSeconds: file.durationSeconds,
  sourceUrl: file.url,
  mediaId: file.mediaId ?? null,
});

type AttachmentRow = ReturnType<typeof toRow>;

/** SQL types of the row's columns; the names are the entity's. */
const columns = {
  id: 'uuid',
  mimeType: 'text',
  fileName: 'text',
  sizeBytes: 'float8',
  isVoice: 'boolean',
  durationSeconds: 'float8',
  sourceUrl: 'text',
  mediaId: 'text',
} as const satisfies Record<keyof AttachmentRow & keyof Attachment, string>;
const names = Object.keys(columns) as (keyof typeof columns)[];

/** The files as the JSON array that `insertAttachments` reads; `[]` when there are none. */
export const toAttachmentRows = (files: readonly InboundAttachment[]): string =>
  files.length === 0 ? '[]' : JSON.stringify(files.map(toRow));

/** SQL fragments for `insertAttachments`. */
export interface AttachmentsSource {
  /** SQL of the JSON array. */
  readonly json: string;
  /** The from item with the message, when `json` and the others are its columns. */
  readonly from: string;
  readonly messageId: string;
  readonly createdAt: string;
}

/** The insert of a message's files, in a statement whose `$1` is the tenant. */
export function insertAttachments({ json, from, messageId, createdAt }: AttachmentsSource): string {
  const fromFile = Object.fromEntries(names.map(name => [name, `f."${name}"`]));
  const types = names.map(name => `"${name}" ${columns[name]}`).join(', ');
  return `${insertSelect(tableOf(Attachment), { ...fromFile, tenantId: '$1', messageId, createdAt })}
       from ${from}, json_to_recordset(${json}::json) as f(${types})`;
}
