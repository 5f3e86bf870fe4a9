/** Files. */

/** Storage state of a file's bytes. */
export enum AttachmentState {
  PENDING = 'PENDING',
  STORED = 'STORED',
  UNAVAILABLE = 'UNAVAILABLE',
}

/** Use of an upload, chosen by the client. */
export enum UploadPurpose {
  MESSAGE = 'MESSAGE',
  CANNED_REPLY = 'CANNED_REPLY',
  IMPORT = 'IMPORT',
}

/** Use of a stored file: those of uploads, and files that a job has written. */
export enum FilePurpose {
  MESSAGE = 'MESSAGE',
  CANNED_REPLY = 'CANNED_REPLY',
  IMPORT = 'IMPORT',
  EXPORT = 'EXPORT',
}
