/** What the simulated vendors keep of files: those that people sent us, and those that we uploaded. In memory, bounded. */
import { randomBytes } from 'node:crypto';

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

const maxFiles = 200;

/** Makes an empty keeper; beyond 200 files the oldest is forgotten. */
export function createSimulatedFiles(): Omit<SimulatedFiles, 'baseUrl'> {
  const files = new Map<string, SimulatedFile>();
  return {
    find: id => files.get(id) ?? null,
    add: given => {
      const file = { ...given, id: randomBytes(16).toString('hex') };
      files.set(file.id, file);
      const [oldest] = files.keys();
      if (files.size > maxFiles && oldest !== undefined) files.delete(oldest);
      return file;
    },
    drop: id => void files.delete(id),
  };
}
