/** Forbidden targets of tenants' URLs and of links in webhooks, in every form of address that reaches the network. */
import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from '@jest/globals';
import { createProviderHttp } from '../../src/providers/http/http.js';
import { isPrivateAddress } from '../../src/providers/http/private-address.js';
import { publicLookup } from '../../src/providers/http/public-lookup.js';

const refused: readonly [what: string, address: string][] = [
  ['this host', '0.0.0.0'],
  ['this network', '0.1.2.3'],
  ['loopback', '127.0.0.1'],
  ['all of loopback', '127.255.255.254'],
  ['private (10/8)', '10.1.2.3'],
  ['private (172.16/12)', '172.31.255.255'],
  ['private (192.168/16)', '192.168.0.1'],
  ['carrier-grade NAT', '100.64.0.1'],
  ['link-local, where clouds keep their metadata', '169.254.169.254'],
  ['IETF protocol assignments', '192.0.0.8'],
  ['documentation (TEST-NET-1)', '192.0.2.1'],
  ['documentation (TEST-NET-2)', '198.51.100.1'],
  ['documentation (TEST-NET-3)', '203.0.113.1'],
  ['6to4 relays', '192.88.99.1'],
  ['benchmarking', '198.19.255.1'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['unspecified in IPv6', '::'],
  ['loopback in IPv6', '::1'],
  ['loopback in IPv6, written out', '0:0:0:0:0:0:0:1'],
  ['loopback, IPv4-mapped', '::ffff:127.0.0.1'],
  ['loopback, IPv4-mapped in hexadecimal', '::ffff:7f00:1'],
  ['loopback, IPv4-compatible', '::127.0.0.1'],
  ['loopback, IPv4-compatible in hexadecimal', '::7f00:1'],
  ['loopback, IPv4-translated', '::ffff:0:7f00:1'],
  ['loopback through NAT64', '64:ff9b::7f00:1'],
  ['loopback through local NAT64', '64:ff9b:1::7f00:1'],
  ['loopback through 6to4', '2002:7f00:1::'],
  ['loopback through 6to4, with a host part', '2002:7f00:1::1'],
  ['loopback through Teredo', '2001:0:7f00:1::80ff:fffe'],
  ['unique local (fc00)', 'fc00::1'],
  ['unique local (fd00)', 'fd12:3456:789a::1'],
  ['link-local in IPv6', 'fe80::1'],
  ['link-local in IPv6 with a zone', 'fe80::1%eth0'],
  ['link-local in IPv6 with a zone that has a point', 'fe80::1%eth0.1'],
  ['site-local', 'fec0::1'],
  ['multicast in IPv6', 'ff02::1'],
  ['discard only', '100::1'],
  ['benchmarking in IPv6', '2001:2::1'],
  ['ORCHIDv2', '2001:20::1'],
  ['documentation in IPv6', '2001:db8::1'],
  ['documentation in IPv6 (3fff::/20)', '3fff::1'],
  ['segment routing', '5f00::1'],
  ['not assigned as global unicast', '4000::1'],
  ['not assigned as global unicast (8000::)', '8000::1'],
];

const allowed: readonly [what: string, address: string][] = [
  ['global unicast', '157.240.1.60'],
  ['global unicast next to a private network', '172.32.0.1'],
  ['global unicast next to carrier-grade NAT', '100.128.0.1'],
  ['global unicast in IPv6', '2a03:2880:f12f:83:face:b00c:0:25de'],
  ['global unicast in IPv6 (2606::)', '2606:4700:4700::1111'],
];

const resolve = (name: string, all: boolean) =>
  new Promise<{ error: NodeJS.ErrnoException | null; found: string | LookupAddress[] }>(done =>
    publicLookup(name, { all }, (error, found) => done({ error, found })),
  );

describe('an address that is not global unicast', () => {
  it.each(refused)('is refused: %s, %s', async (_what, address) => {
    expect(isPrivateAddress(address)).toBe(true);
    expect(isPrivateAddress(`[${address}]`)).toBe(true);
    for (const all of [true, false]) {
      const { error, found } = await resolve(address, all);
      expect(error).toMatchObject({ code: 'ADDRESS_REFUSED' });
      expect(found).toEqual([]);
    }
  });

  it.each([
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://127.0.0.1./',
    'http://１２７.０.０.１/',
    'http://[::127.0.0.1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[0000:0000:0000:0000:0000:0000:0000:0001]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:7f00:1::80ff:fffe]/',
    'http://[64:ff9b:1::127.0.0.1]/',
    'http://[fec0::1]/',
  ])('is not called, however the URL spells it: %s', async url => {
    const http = createProviderHttp({ timeoutMs: 1_000 });
    const result = await http({ method: 'GET', url });
    await http.close();
    expect(result).toEqual({
      ok: false,
      reached: false,
      reason: 'the address belongs to a private network (ADDRESS_REFUSED)',
    });
  });
});

describe('an address that is global unicast', () => {
  it.each(allowed)('passes: %s, %s', async (_what, address) => {
    expect(isPrivateAddress(address)).toBe(false);
    expect(isPrivateAddress(`[${address}]`)).toBe(false);
    expect(await resolve(address, false)).toEqual({ error: null, found: address });
    expect((await resolve(address, true)).found).toEqual([
      { address, family: address.includes(':') ? 6 : 4 },
    ]);
  });
});

describe('a host name', () => {
  it.each(['graph.facebook.com', '10.example', 'fec0.example', ''])('is no address by itself: "%s"', host => {
    expect(isPrivateAddress(host)).toBe(false);
  });

  it('is refused when it resolves to a private address', async () => {
    expect((await resolve('localhost', true)).error).toMatchObject({ code: 'ADDRESS_REFUSED' });
  });
});
