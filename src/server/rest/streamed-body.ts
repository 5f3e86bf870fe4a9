import type { Readable } from 'node:stream';

/** A response that is sent as it is read, as a file to save. Errors after its start end the connection. */
export class StreamedBody {
  constructor(
    readonly contentType: string,
    /** Letters, digits, `-` and `.` only. */
    readonly fileName: string,
    readonly stream: Readable,
  ) {}
}
