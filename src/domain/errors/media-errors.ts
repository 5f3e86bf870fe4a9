/** Errors of files and their links. */
import { TrunklineError } from './trunkline-error.js';

/** A file whose bytes have not been uploaded, or that belongs to another message already. */
export class MediaNotReadyError extends TrunklineError {
  constructor(attachmentId: string, why: string) {
    super('MEDIA_NOT_READY', `The file "${attachmentId}" ${why}.`, { attachmentId });
  }
}

/** A file over a limit of this server or of the channel. */
export class MediaTooLargeError extends TrunklineError {
  constructor(sizeBytes: number, maxBytes: number, where: string) {
    super(
      'MEDIA_TOO_LARGE',
      `The file has ${sizeBytes} bytes; ${where} takes ${maxBytes} at the most. Send a smaller one.`,
      { sizeBytes, maxBytes },
    );
  }
}

/** A file type that is not accepted, or bytes that do not match the declared type. */
export class MediaTypeRefusedError extends TrunklineError {
  constructor(message: string, allowed: readonly string[]) {
    super('MEDIA_TYPE_REFUSED', message, { allowed });
  }
}

/** The disk for files is full; nothing of the file was stored. */
export class StorageFullError extends TrunklineError {
  constructor(options?: ErrorOptions) {
    super(
      'STORAGE_FULL',
      'There is no room for files on the server; nothing was kept. Free disk space, then upload again.',
      { retryAfterSeconds: 60 },
      options,
    );
  }
}

/** An expired signed link. */
export class LinkExpiredError extends TrunklineError {
  constructor(message = 'This link has expired; load the message again to get a new one.') {
    super('LINK_EXPIRED', message);
  }
}
