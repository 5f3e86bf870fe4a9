/**
 * Loaded into the processes of an installation (NODE_OPTIONS=--import): the names of TEST_INTERNET_NAMES have a public
 * address, and connections to them arrive at the port TEST_INTERNET_PORT of this machine. No other name exists. Only
 * the network is replaced: look-ups, the refusal of private addresses, TLS and certificates are those of production.
 */
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const names = new Set((process.env.TEST_INTERNET_NAMES ?? '').split(','));
const port = Number(process.env.TEST_INTERNET_PORT);
/** Any address that counts as public. */
const publicAddress = '93.184.215.14';
const lookUp = dns.lookup;
const connect = net.Socket.prototype.connect;

const answer = (address, options, callback) =>
  options?.all ? callback(null, [{ address, family: 4 }]) : callback(null, address, 4);

dns.lookup = (name, options, callback) => {
  const [given, done] = typeof options === 'function' ? [{}, options] : [options, callback];
  if (names.has(name)) return process.nextTick(answer, publicAddress, given, done);
  if (name === 'localhost' || net.isIP(name) !== 0) return lookUp(name, options, callback);
  const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' });
  return process.nextTick(done, error);
};
syncBuiltinESMExports();

net.Socket.prototype.connect = function (...args) {
  // Either the options themselves or, from inside of Node.js, an array that starts with them.
  const isArray = Array.isArray(args[0]);
  const options = isArray ? args[0][0] : args[0];
  if (typeof options === 'object' && options !== null && names.has(options.host)) {
    const check = options.lookup ?? dns.lookup;
    const redirected = {
      ...options,
      port,
      // The caller's own look-up decides first whether the address may be called.
      lookup: (name, given, callback) =>
        check(name, given, error => (error ? callback(error, []) : answer('127.0.0.1', given, callback))),
    };
    if (isArray) args[0][0] = redirected;
    else args[0] = redirected;
  }
  return connect.apply(this, args);
};
