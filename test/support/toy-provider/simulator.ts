/** The vendor's side of Toy's API (toy.md), with faults on demand. */
import { randomUUID } from 'node:crypto';
import { Fault } from '../../../src/domain/vocabulary.js';
import type { SimulatedAccount } from '../../../src/providers/contract/account.js';
import type { ProviderCredentials } from '../../../src/providers/contract/provider-credentials.js';
import type {
  ProviderSimulator,
  SimulatedInbound,
  SimulatedWebhook,
  SimulatorReply,
  SimulatorRequest,
} from '../../../src/providers/contract/simulator.js';
import { parseJson } from '../../../src/providers/json/json-body.js';
import { readText, readWord, toTree } from '../../../src/providers/json/json-value.js';
import { readToyCredentials } from './credentials.js';
import { toyWebhookPath } from './parse.js';
import { signToy, toyProofHeader } from './verify.js';

/** The demo's account. */
const account: SimulatedAccount = {
  name: 'Toy (simulated)',
  toCredentials: baseUrl => ({
    line: '+77000000010',
    passphrase: 'demo open sesame'.replaceAll(' ', '-'),
    baseUrl,
  }),
  channels: [
    { externalId: '+77000000010', displayName: 'Toy', phoneNumber: '+77000000010', isDefault: true },
  ],
};

/** The simulated Toy. */
export const toySimulator: ProviderSimulator = { account, inbound: toWebhook, answer };

function toWebhook(message: SimulatedInbound, credentials: ProviderCredentials): SimulatedWebhook {
  const { faults, channelExternalId: line, messageId } = message;
  const said = (ref: string, words: string) => ({
    ...{ deed: 'said', line, author: message.from, nick: message.senderName ?? '', words, ref },
    moment: Math.floor(message.at.getTime() / 1_000),
  });
  const first = faults.includes(Fault.UNKNOWN_SHAPE)
    ? { deed: 'juggled', line, balls: 3 }
    : said(messageId, message.text);
  const body = JSON.stringify(
    faults.includes(Fault.BATCHED) ? [first, said(`${messageId}-2`, `${message.text} (2)`)] : first,
  );
  const passphrase = faults.includes(Fault.BAD_SIGNATURE)
    ? 'not-the-passphrase'
    : (readToyCredentials(credentials)?.passphrase ?? '');
  return {
    path: toyWebhookPath,
    query: {},
    headers: {
      ...{ 'content-type': 'application/json', 'x-toy-delivery': `d-${messageId}` },
      [toyProofHeader]: signToy(body, passphrase),
    },
    body,
  };
}

function answer(request: SimulatorRequest, faults: readonly Fault[]): SimulatorReply {
  if (request.method !== 'POST' || request.path !== '/say') return webPage(404);
  if ((request.headers['x-toy-passphrase'] ?? '').length < 4) return json(401, { trouble: 'Who are you' });
  const body = toTree(parseJson(request.body));
  const [from, to, text] = [readWord(body.line), readWord(body.listener), readText(body.words)];
  if (from === null || to === null || text === null) return json(400, { trouble: 'Nothing to say' });
  if (faults.includes(Fault.RATE_LIMIT)) return json(429, { trouble: 'Too fast' });
  if (faults.includes(Fault.HTML_ANSWER)) return webPage(200);
  if (faults.includes(Fault.REFUSED)) return json(403, { trouble: 'Not today' });
  return {
    ...json(200, { ref: `t-${randomUUID()}` }),
    delivery: { from, to, text, mediaUrl: null },
    hang: faults.includes(Fault.TIMEOUT_AFTER_ACCEPT),
  };
}

function json(status: number, value: unknown): SimulatorReply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

function webPage(status: number): SimulatorReply {
  return { status, headers: { 'content-type': 'text/html' }, body: '<html>Toy</html>' };
}
