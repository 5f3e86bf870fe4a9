/**
 * Whose word is taken for where a request came from. A proxy hides its clients: without its `X-Forwarded-For` all of
 * them share one address, and with it any client could claim any address. So the header counts only as far as the machines
 * that wrote it are configured as TRUSTED_PROXIES.
 */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { parseProxyList } from '../../domain/proxy-list.js';

/** Reads addresses of requests. */
export interface TrustedProxies {
  /** Whether an address is that of a configured proxy. */
  isTrusted(address: string): boolean;
  /** Whether the machine at the other end of the connection is a configured proxy. */
  isProxied(request: Pick<IncomingMessage, 'socket'>): boolean;
  /**
   * The address of the client: the last one in `X-Forwarded-For`, counted from the connection on, that is no configured
   * proxy's. What a client writes into the header itself stands before that, and is never read.
   */
  clientAddressOf(request: Pick<IncomingMessage, 'socket' | 'headers'>): string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Where the request came from, behind the configured proxies too; for limits and logs. */
    readonly clientAddress: string;
    /** True when a configured proxy handed the request on. */
    readonly isProxied: boolean;
  }
}

/** Creates the reader from the text of TRUSTED_PROXIES; without one, no header is believed. */
export function createTrustedProxies(list: string | undefined): TrustedProxies {
  const trusted = new BlockList();
  for (const { address, prefix, family } of parseProxyList(list ?? '')) {
    trusted.addSubnet(address, prefix, family);
  }
  const isTrusted = (address: string): boolean =>
    isIP(address) !== 0 && trusted.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
  const peerOf = ({ socket }: Pick<IncomingMessage, 'socket'>) => toPlainAddress(socket.remoteAddress ?? '');

  return {
    isTrusted: address => isTrusted(toPlainAddress(address)),
    isProxied: request => isTrusted(peerOf(request)),
    clientAddressOf: request => {
      let client = peerOf(request);
      const header = request.headers['x-forwarded-for'];
      const hops = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',');
      for (let n = hops.length - 1; n >= 0 && isTrusted(client); n--) {
        const hop = toPlainAddress(hops[n]?.trim() ?? '');
        // A proxy that writes no address, such as "unknown", stands for its clients itself.
        if (isIP(hop) === 0) break;
        client = hop;
      }
      return client;
    },
  };
}

/** Without a port, brackets, a zone, or the form in which IPv6 sockets show IPv4 addresses. */
function toPlainAddress(text: string): string {
  const bare =
    /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ??
    (/^[\d.]+:\d+$/.test(text) ? text.replace(/:\d+$/, '') : text);
  return bare.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
}
