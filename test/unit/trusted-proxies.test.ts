import { describe, expect, it } from '@jest/globals';
import { isProxyList } from '../../src/domain/proxy-list.js';
import { createTrustedProxies } from '../../src/server/http/trusted-proxies.js';

const addressOf = (proxies: string | undefined, peer: string, header?: string | string[]) =>
  createTrustedProxies(proxies).clientAddressOf({
    socket: { remoteAddress: peer } as never,
    headers: header === undefined ? {} : { 'x-forwarded-for': header as never },
  });

describe('the address of a client', () => {
  it.each<
    [what: string, proxies: string | undefined, peer: string, header: string | undefined, found: string]
  >([
    ['is the peer’s while nothing is trusted', undefined, '127.0.0.1', '203.0.113.1', '127.0.0.1'],
    ['is the peer’s when the peer is no proxy', '10.0.0.0/8', '192.0.2.1', '203.0.113.1', '192.0.2.1'],
    ['is what the proxy wrote', '10.0.0.0/8', '10.1.2.3', '203.0.113.1', '203.0.113.1'],
    ['is the proxy’s when it wrote nothing', '10.0.0.0/8', '10.1.2.3', undefined, '10.1.2.3'],
    [
      'is the last one, not what the client claims',
      '10.0.0.1',
      '10.0.0.1',
      '1.1.1.1, 203.0.113.1',
      '203.0.113.1',
    ],
    [
      'is found through several proxies',
      '10.0.0.0/8,192.0.2.7',
      '10.0.0.1',
      '1.1.1.1, 203.0.113.1, 192.0.2.7, 10.0.0.9',
      '203.0.113.1',
    ],
    ['is the first proxy’s when all are proxies', '10.0.0.0/8', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['has no port', '10.0.0.1', '10.0.0.1', '203.0.113.1:51234', '203.0.113.1'],
    ['has no brackets', '10.0.0.1', '10.0.0.1', '[2001:db8::1]:51234', '2001:db8::1'],
    [
      'has no IPv6 spelling of an IPv4 address',
      '10.0.0.1',
      '::ffff:10.0.0.1',
      '::ffff:203.0.113.1',
      '203.0.113.1',
    ],
    ['is the proxy’s when it wrote no address', '10.0.0.1', '10.0.0.1', 'unknown', '10.0.0.1'],
    ['is never an empty text', '10.0.0.1', '10.0.0.1', '203.0.113.1, ', '10.0.0.1'],
    ['is found by IPv6 networks', 'fd00::/8', 'fd12::1', '2001:db8::5', '2001:db8::5'],
  ])('%s', (_what, proxies, peer, header, found) => {
    expect(addressOf(proxies, peer, header)).toBe(found);
  });

  it('is found in a header that came in several lines', () => {
    expect(addressOf('10.0.0.1', '10.0.0.1', ['1.1.1.1', '203.0.113.1'])).toBe('203.0.113.1');
  });
});

describe('the list', () => {
  it.each(['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8', '127.0.0.1, 10.0.0.0/8', '::ffff:10.0.0.1'])(
    'takes %s',
    text => {
      expect(isProxyList(text)).toBe(true);
    },
  );

  it.each([
    'true',
    'loopback',
    '1',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/33',
    '10.0.0',
    '10.0.0.1,',
    'proxy.test',
    '10.0.0.1/8/8',
  ])('refuses %s', text => {
    expect(isProxyList(text)).toBe(false);
  });
});
