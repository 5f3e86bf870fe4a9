/** Files as the simulated vendors keep them. */

/** A file in a simulated vendor's hands. */
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
  /** Keeps a file under a new id. */
  add(file: Omit<SimulatedFile, 'id'>): SimulatedFile;
  /** Forgets a file, as a vendor does when its links end. */
  drop(id: string): void;
}
