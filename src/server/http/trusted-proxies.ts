/**
 * Client address of a request behind trusted proxies. Without `X-Forwarded-For` all clients of a proxy share one
 * address; with it any client could claim any address. So the header is read only as far as its entries were written by
 * proxies in TRUSTED_PROXIES.
 */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { parseProxyList } from '../../domain/proxy-list.js';

/** Resolves the client address of a request. */
export interface TrustedProxies {
  /** True if the address is a configured proxy. */
  isTrusted(address: string): boolean;
  /** True if the peer of the connection is a configured proxy. */
  isProxied(request: Pick<IncomingMessage, 'socket'>): boolean;
  /**
   * Address of the client: the last entry of `X-Forwarded-For`, counted from the connection, that is not a configured
   * proxy. Entries that a client writes itself stand before it and are never read.
   */
  clientAddressOf(request: Pick<IncomingMessage, 'socket' | 'headers'>): string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Address of the client, also behind the configured proxies; for limits and logs. */
    readonly clientAddress: string;
    /** True if the request came through a configured proxy. */
    readonly isProxied: boolean;
  }
}

/** Creates the resolver from the text of TRUSTED_PROXIES; without one, the header is ignored. */
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
        // A proxy that writes no address, such as "unknown", counts as the client itself.
        if (isIP(hop) === 0) break;
        client = hop;
      }
      return client;
    },
  };
}

/** Removes the port, brackets, a zone, and the mapped form of IPv4 addresses on IPv6 sockets. */
function toPlainAddress(text: string): string {
  const bare =
    /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ??
    (/^[\d.]+:\d+$/.test(text) ? text.replace(/:\d+$/, '') : text);
  return bare.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
}
