/** Base URLs of providers that the server never calls are refused when they are entered. */
import { describe, expect, it } from '@jest/globals';
import { findUrlFault } from '../../src/providers/http/find-url-fault.js';

describe('a base URL', () => {
  it.each([
    'https://127.0.0.1',
    'http://localhost:8080/api',
    'https://LOCALHOST./',
    'https://api.localhost',
    'https://10.0.0.5',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]:443',
    'https://[::ffff:169.254.169.254]/latest',
    'https://169.254.169.254/latest/meta-data',
  ])('of a private network is refused: %s', url => {
    expect(findUrlFault(url)).toBe('must not be an address of a private network');
  });

  it.each(['ftp://api.example.com', 'file:///etc/passwd', 'not a url', ''])(
    'that the client cannot call is refused: %s',
    url => {
      expect(findUrlFault(url)).toBe('must be an http(s) URL');
    },
  );

  it.each([
    'https://app.chatflow.kz',
    'https://7107.api.greenapi.com',
    'https://8.8.8.8:8443/v1',
    'https://[2606:4700:4700::1111]',
    'https://mylocalhost.example',
  ])('of the internet is accepted: %s', url => {
    expect(findUrlFault(url)).toBeNull();
  });
});
