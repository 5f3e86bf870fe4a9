/** Connections for calls to vendors. A module of its own, so that a process that calls no vendor does not load the library. */
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';

const CONNECT_TIMEOUT_MS = 5_000;
const CONNECTIONS_PER_HOST = 32;

/** Opens them; `lookup` resolves names in the place of Node's own. */
export function openAgent(timeoutMs: number, lookup?: LookupFunction): Agent {
  return new Agent({
    connections: CONNECTIONS_PER_HOST,
    // One request at a time on a connection: behind another one, it would not be known whether ours was read.
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: Math.min(CONNECT_TIMEOUT_MS, timeoutMs), ...(lookup ? { lookup } : {}) },
  });
}
