/** Connections for calls to vendors. A separate module, so a process that calls no vendor does not load the library. */
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';

const CONNECT_TIMEOUT_MS = 5_000;
const CONNECTIONS_PER_HOST = 32;

/** Creates the agent; `lookup` replaces Node's DNS lookup. */
export function openAgent(timeoutMs: number, lookup?: LookupFunction): Agent {
  return new Agent({
    connections: CONNECTIONS_PER_HOST,
    // One request at a time per connection: with pipelining it would be unknown if ours was read.
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: Math.min(CONNECT_TIMEOUT_MS, timeoutMs), ...(lookup ? { lookup } : {}) },
  });
}
