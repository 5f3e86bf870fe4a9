/** What the simulated vendors keep of files: those that people sent us, and those that we uploaded. In memory, bounded. */
import { randomBytes } from 'node:crypto';
import type { SimulatedFile, SimulatedFiles } from '../contract/simulated-files.js';

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
