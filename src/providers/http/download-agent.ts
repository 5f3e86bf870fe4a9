/** Connections of the downloader. A separate module, so a process that downloads no file does not load the library. */
import { Agent } from 'undici';
import { publicLookup } from './public-lookup.js';

const connectTimeoutMs = 5_000;

/** Creates the agent; it never connects to a name that resolves to a private address. */
export function openDownloadAgent(headTimeoutMs: number): Agent {
  return new Agent({
    connections: 8,
    pipelining: 1,
    headersTimeout: headTimeoutMs,
    bodyTimeout: headTimeoutMs,
    connect: { timeout: connectTimeoutMs, lookup: publicLookup },
  });
}
