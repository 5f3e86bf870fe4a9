/** File store of the simulated vendors. */

/** A file stored at a simulated vendor. */
export interface SimulatedFile {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly mimeType: string;
  readonly fileName: string | null;
  readonly bytes: Uint8Array;
}

/** The files of a simulated vendor. */
export interface SimulatedFiles {
  /** Base URL of the vendor's API, for links to files. */
  readonly baseUrl: string;
  find(id: string): SimulatedFile | null;
  /** Stores a file under a new id. */
  add(file: Omit<SimulatedFile, 'id'>): SimulatedFile;
  /** Deletes a file, as a vendor does when its links expire. */
  drop(id: string): void;
}
