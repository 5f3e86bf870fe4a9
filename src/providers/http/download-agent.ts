/** The connections of the downloader. A module of its own: so that a process that fetches no file does not load the library. */
import { Agent } from 'undici';
import { publicLookup } from './public-lookup.js';

const connectTimeoutMs = 5_000;

/** Opens them; no name that resolves to a private address is connected to. */
export function openDownloadAgent(headTimeoutMs: number): Agent {
  return new Agent({
    connections: 8,
    pipelining: 1,
    headersTimeout: headTimeoutMs,
    bodyTimeout: headTimeoutMs,
    connect: { timeout: connectTimeoutMs, lookup: publicLookup },
  });
}
