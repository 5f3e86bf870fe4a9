/** In-memory file store of the simulated vendors, inbound files and uploads; bounded. */
import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { SimulatedFile, SimulatedFiles } from '../contract/simulated-files.js';

const maxFiles = 200;
const maxBytes = 256 * 1_048_576;

/** Creates an empty store; over 200 files, or 256 MiB, the least recently used are dropped. */
export function createSimulatedFiles(): Omit<SimulatedFiles, 'baseUrl'> {
  const files = new LRUCache<string, SimulatedFile>({
    ...{ max: maxFiles, maxSize: maxBytes },
    sizeCalculation: ({ bytes }) => bytes.length + 1,
  });
  return {
    find: id => files.get(id) ?? null,
    add: given => {
      const file = { ...given, id: randomBytes(16).toString('hex') };
      files.set(file.id, file);
      return file;
    },
    drop: id => void files.delete(id),
  };
}
