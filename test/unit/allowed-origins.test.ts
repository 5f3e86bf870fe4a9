import { describe, expect, it } from '@jest/globals';
import { isOriginList, parseOriginList } from '../../src/domain/origin-list.js';
import { createAllowedOrigins } from '../../src/server/http/allowed-origins.js';

describe('a list of origins', () => {
  it.each<[text: string, parsed: readonly string[]]>([
    ['https://app.example.com', ['https://app.example.com']],
    ['http://localhost:5173', ['http://localhost:5173']],
    ['http://intranet', ['http://intranet']],
    ['http://127.0.0.1:3000', ['http://127.0.0.1:3000']],
    ['http://[::1]:3000', ['http://[::1]:3000']],
    ['https://*.example.com', ['https://*.example.com']],
    ['https://*.preview.example.com:8443', ['https://*.preview.example.com:8443']],
    ['http://*.localhost:3000', ['http://*.localhost:3000']],
    [' https://a.example ,  https://b.example ', ['https://a.example', 'https://b.example']],
    ['capacitor://localhost', ['capacitor://localhost']],
    ['chrome-extension://abcdefghijklmnop', ['chrome-extension://abcdefghijklmnop']],
  ])('takes %j', (text, parsed) => {
    expect(isOriginList(text)).toBe(true);
    expect(parseOriginList(text)).toEqual(parsed);
  });

  it.each([
    ['HTTPS://App.Example.COM', 'https://app.example.com'],
    ['https://app.example.com:443', 'https://app.example.com'],
    ['http://app.example.com:80', 'http://app.example.com'],
    ['https://*.Example.com:443', 'https://*.example.com'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ])('writes %j as browsers do', (text, parsed) => {
    expect(isOriginList(text)).toBe(true);
    expect(parseOriginList(text)).toEqual([parsed]);
  });

  it.each([
    ['every origin', '*'],
    ['every host', 'https://*'],
    ['every host with a port', 'https://*:8443'],
    ['all hosts of a top-level domain', 'https://*.com'],
    ['two stars', 'https://*.*.example.com'],
    ['a star that is not the first label', 'https://app.*.example.com'],
    ['a part of a label', 'https://app-*.example.com'],
    ['any port', 'https://app.example.com:*'],
    ['any scheme', '*://app.example.com'],
    ['a pattern of addresses', 'http://*.0.0.1'],
    ['no scheme', 'app.example.com'],
    ['a host with a port and no scheme', 'localhost:5173'],
    ['no host', 'https://'],
    ['a slash at the end', 'https://app.example.com/'],
    ['a path', 'https://app.example.com/inbox'],
    ['a query', 'https://app.example.com?a=b'],
    ['a fragment', 'https://app.example.com#a'],
    ['credentials', 'https://user:secret@app.example.com'],
    ['an empty label', 'https://app..example.com'],
    ['an empty first label', 'https://.example.com'],
    ['a port that is none', 'https://app.example.com:70000'],
    ['a space', 'https://app.example.com https://b.example.com'],
    ['a backslash', 'https:\\\\app.example.com'],
    ['a socket’s scheme', 'wss://app.example.com'],
    ['a socket’s scheme without dots', 'wss://localhost'],
    ['a file', 'file://localhost'],
    ['a mistyped scheme', 'htps://app.example.com'],
    ['a pattern of apps', 'capacitor://*'],
    ['the origin of sandboxed pages', 'null'],
    ['a regular expression', '/example\\.com$/'],
    ['an empty entry', 'https://a.example,,https://b.example'],
    ['a comma at the end', 'https://a.example,'],
    ['one wrong entry among others', 'https://a.example,b.example'],
  ])('refuses %s', (_what, text) => {
    expect(isOriginList(text)).toBe(false);
  });
});

const list =
  'https://app.example.com,https://*.shop.example:8443,http://*.localhost:3000,capacitor://localhost';
const origins = createAllowedOrigins({ list, publicUrl: () => 'https://trunkline.example.com/base' });

describe('a listed origin', () => {
  it.each([
    'https://app.example.com',
    'https://a.shop.example:8443',
    'https://preview-12_b.shop.example:8443',
    'http://app.localhost:3000',
    'capacitor://localhost',
  ])('is %s', origin => {
    expect(origins.isListed(origin)).toBe(true);
  });

  it.each([
    ['another scheme', 'http://app.example.com'],
    ['another port', 'https://app.example.com:8443'],
    ['a host below it', 'https://x.app.example.com'],
    ['a host that only begins like it', 'https://app.example.com.evil.example'],
    ['a host that only ends like it', 'https://evilapp.example.com'],
    ['a host in which the dot is another character', 'https://appxexample.com'],
    ['the parent of a pattern', 'https://shop.example:8443'],
    ['the parent of a pattern with a dot', 'https://.shop.example:8443'],
    ['two labels for one star', 'https://a.b.shop.example:8443'],
    ['a pattern without its port', 'https://a.shop.example'],
    ['a pattern’s ending in another place', 'https://evil.example/.shop.example:8443'],
    ['a pattern’s ending behind credentials', 'https://evil.example@a.shop.example:8443'],
    ['the pattern itself', 'https://*.shop.example:8443'],
    ['an opaque origin', 'null'],
    ['an empty text', ''],
    ['two origins', 'https://app.example.com, https://app.example.com'],
    ['this server', 'https://trunkline.example.com'],
  ])('is not %s', (_what, origin) => {
    expect(origins.isListed(origin)).toBe(false);
  });

  it('does not exist without a list', () => {
    const none = createAllowedOrigins({ list: undefined, publicUrl: () => '' });
    for (const origin of [undefined, '', 'null', 'https://app.example.com'])
      expect(none.isListed(origin)).toBe(false);
  });
});

describe('a WebSocket', () => {
  it.each<[what: string, origin: string | undefined, host: string | undefined, isAllowed: boolean]>([
    ['of a program without an origin', undefined, '10.0.0.1:4000', true],
    ['of a listed page', 'https://app.example.com', '10.0.0.1:4000', true],
    ['of an app', 'capacitor://localhost', '10.0.0.1:4000', true],
    ['of a page at the public URL', 'https://trunkline.example.com', '10.0.0.1:4000', true],
    ['of a page at the host of the request', 'http://10.0.0.1:4000', '10.0.0.1:4000', true],
    ['of a page behind a proxy that ends TLS', 'https://chat.example', 'chat.example', true],
    ['of a page whose host has its default port', 'https://chat.example', 'Chat.example:443', true],
    ['of another port of this host', 'http://10.0.0.1:4001', '10.0.0.1:4000', false],
    ['of another scheme of the public URL', 'http://trunkline.example.com', '10.0.0.1:4000', false],
    ['of a foreign page', 'https://evil.example', '10.0.0.1:4000', false],
    ['of an opaque origin', 'null', '10.0.0.1:4000', false],
    ['of an opaque origin without a host', 'null', undefined, false],
    ['of another app', 'ionic://localhost', '10.0.0.1:4000', false],
    ['of an empty origin', '', '10.0.0.1:4000', false],
    ['of a page without a host in the request', 'https://evil.example', undefined, false],
  ])('%s', (_what, origin, host, isAllowed) => {
    const headers = { ...(origin === undefined ? {} : { origin }), ...(host === undefined ? {} : { host }) };
    expect(origins.mayOpenSocket({ headers })).toBe(isAllowed);
  });
});
