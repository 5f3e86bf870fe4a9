import { LRUCache } from 'lru-cache';
import { upTo } from '../../../domain/up-to.js';
import { toSid } from '../simulated-request.js';

/** A conversation between a customer and one of our numbers. */
export interface SimulatedThread {
  readonly sid: string;
  readonly participantSid: string;
  readonly address: string;
  readonly proxyAddress: string;
}

/** Conversations of the simulated Twilio. */
export interface SimulatedThreads {
  /** The conversation of a pair; created if there is none, with `sid` if given. */
  ensure(address: string, proxyAddress: string, sid?: string): SimulatedThread;
  find(sid: string): SimulatedThread | null;
  /** Conversations of a customer. */
  of(address: string): readonly SimulatedThread[];
  /** Creates a conversation without participants; returns its id. */
  open(): string;
}

/** Conversations of the sample bodies, so that each sample can be posted to a running demo. */
const samples: readonly SimulatedThread[] = [
  {
    sid: 'CHa9f7e97965d6cf799a529102a973b8b9',
    participantSid: 'MBec6ef230f1828039ee794566b9c58adc',
    address: 'whatsapp:+919900000101',
    proxyAddress: 'whatsapp:+14155550123',
  },
  {
    sid: 'CHd6afd5fba9ecb0b5cca9e6ef21e8dc01',
    participantSid: 'MB7bc3ca68769437ce986455407dab2a1f',
    address: '+14155550199',
    proxyAddress: '+14155550167',
  },
];

const maxThreads = 10_000;

/** Creates a store with the conversations of the sample bodies. */
export function createSimulatedThreads(): SimulatedThreads {
  const threads = new LRUCache<string, SimulatedThread>(upTo(maxThreads));
  for (const thread of samples) threads.set(thread.sid, thread);
  let opened = 0;
  const all = () => [...threads.values()];
  return {
    ensure: (address, proxyAddress, given) => {
      const known = all().find(thread => thread.address === address && thread.proxyAddress === proxyAddress);
      if (known) return known;
      const sid = given ?? toSid('CH', `${address} ${proxyAddress}`);
      const thread = {
        sid,
        participantSid: toSid('MB', `${address} ${proxyAddress}`),
        address,
        proxyAddress,
      };
      threads.set(sid, thread);
      return thread;
    },
    find: sid => threads.get(sid) ?? null,
    of: address => all().filter(thread => thread.address === address),
    open: () => {
      opened += 1;
      return toSid('CH', `opened ${opened}`);
    },
  };
}
