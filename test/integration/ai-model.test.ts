import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ModelRequest, ModelResult } from '../../src/ai/model/model.js';
import { openModels } from '../../src/ai/model/open-models.js';
import {
  type ModelScript,
  type SimulatedModel,
  startSimulatedModel,
} from '../../src/ai/simulation/simulated-model.js';

const key = 'sk-canary-key-4711';
const secret = 'PROMPT-CANARY-0815';
const request: ModelRequest = {
  instructions: `Answer politely. ${secret}`,
  turns: [{ author: 'CUSTOMER', text: `Здравствуйте ${secret}` }],
  ...{ maxOutputTokens: 100, temperature: 0.3, timeoutMs: 5_000 },
};
const good = JSON.stringify({
  ...{ reply: 'Здравствуйте!', language: 'ru', handoff: false, reason: null, topic: null, stage: null },
});
const models = openModels({ allowPrivate: true });
let simulated: SimulatedModel;
let runs = 0;

beforeAll(async () => {
  simulated = await startSimulatedModel();
});
afterAll(async () => {
  await models.close();
  await simulated.stop();
});

/** Each run has its own name of a model, so that nothing is remembered about it. */
async function ask(
  script: ModelScript | null,
  over: Partial<ModelRequest> = {},
  onReply?: (reply: string) => void,
): Promise<ModelResult> {
  simulated.script = () => script;
  const target = { endpointUrl: simulated.url, model: `model-${++runs}`, apiKey: key };
  return models.answer(target, { ...request, ...over }, new AbortController().signal, onReply);
}
const error = (status: number, body: object | string, headers: object = {}): ModelScript => ({
  ...{ does: 'status', status, headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const says = (content: string, finish = 'stop'): ModelScript => ({ does: 'answer', content, finish });

describe('a model behind an endpoint', () => {
  it('answers in the structure, with its tokens', async () => {
    const result = await ask(null);
    expect(result).toMatchObject({
      ok: true,
      answer: { reply: 'Здравствуйте! Чем могу помочь?', language: 'ru', handoff: false },
    });
    expect(result.usage?.promptTokens).toBeGreaterThan(0);
    const { authorization, body } = simulated.calls.at(-1) ?? {};
    expect(authorization).toBe(`Bearer ${key}`);
    expect(body).toMatchObject({
      max_tokens: 100,
      temperature: 0.3,
      response_format: { type: 'json_schema' },
    });
    expect(body?.messages?.map(({ role }) => role)).toEqual(['system', 'user']);
  });

  it.each([
    ['in a fence', `\`\`\`json\n${good}\n\`\`\``],
    ['after its thoughts', `<think>hm {"a":1}</think>\n${good}`],
    ['behind words', `Here you are: ${good}`],
  ])('is understood with an answer %s', async (_, content) =>
    expect(await ask(says(content))).toMatchObject({ ok: true, answer: { reply: 'Здравствуйте!' } }),
  );

  const html = '<!DOCTYPE html><html><body>nginx</body></html>';
  const busy = { error: { message: `slow down ${key}`, code: 'rate_limit_exceeded' } };
  it.each<[string, ModelScript]>([
    ['CREDENTIALS', error(401, { error: { message: `Incorrect API key provided: ${key}` } })],
    ['CREDENTIALS', error(403, { error: `no ${secret}` })],
    ['CONFIGURATION', error(404, { error: { message: 'The model does not exist' } })],
    ['CONFIGURATION', error(404, html)],
    ['CONFIGURATION', error(400, { object: 'error', message: `roles must alternate ${secret}` })],
    ['CONFIGURATION', error(307, '', { location: 'http://127.0.0.1:1/v1' })],
    ['CONFIGURATION', { does: 'raw', body: html }],
    ['QUOTA', error(429, { error: { code: 'insufficient_quota', message: 'quota' } })],
    ['BUSY', error(429, busy)],
    ['BUSY', error(503, { error: { message: 'Loading model' } })],
    ['TOO_LONG', error(400, { error: { code: 'context_length_exceeded' } })],
    ['TOO_LONG', { does: 'raw', body: '{"error":{"code":400,"type":"exceed_context_size_error"}}' }],
    ['UNAVAILABLE', error(500, { error: { message: secret } })],
    ['UNAVAILABLE', error(502, html)],
    ['UNAVAILABLE', { does: 'raw', body: '{"error":{"code":502,"message":"upstream"}}' }],
    ['UNAVAILABLE', { does: 'cut', at: 'head' }],
    ['CUT', { does: 'cut', at: 'body' }],
    ['CUT', { does: 'raw', body: '' }],
    ['INVALID_ANSWER', { does: 'raw', body: '{"choices":[{"mess' }],
    ['INVALID_ANSWER', { does: 'raw', body: '{"id":"1","choices":[]}' }],
    ['INVALID_ANSWER', { does: 'raw', body: JSON.stringify({ a: 'x'.repeat(1_048_576) }) }],
    ['INVALID_ANSWER', says('')],
    ['INVALID_ANSWER', says(`Just words ${secret}`)],
    ['INVALID_ANSWER', says(JSON.stringify({ ...JSON.parse(good), to: '+70000000009' }))],
    ['LENGTH', says(good.slice(0, 20), 'length')],
    ['REFUSED', { does: 'refuse' }],
    ['REFUSED', says('', 'content_filter')],
  ])('has the fault %s, and tells neither key nor prompt: %j', async (fault, script) => {
    const result = await ask(script);
    expect(result).toMatchObject({ ok: false, fault });
    // The same while it streams; what is no stream at all can look as if it had no end.
    const streamed = await ask(script, {}, () => {});
    const isRaw = script.does === 'raw';
    if (isRaw) expect(streamed.ok).toBe(false);
    else expect(streamed).toMatchObject({ ok: false, fault });
    const told = JSON.stringify([result, streamed]);
    for (const hidden of [key, secret, '127.0.0.1']) expect(told).not.toContain(hidden);
  });

  it('streams its reply as it grows, with its tokens', async () => {
    const parts: string[] = [];
    const content = good.replace('Здравствуйте!', 'Здравствуйте! \\"Да\\", мы открыты 😀 каждый день.');
    const result = await ask({ does: 'answer', content, pieceMs: 80 }, {}, reply => parts.push(reply));
    expect(result).toMatchObject({ ok: true, answer: { reply: expect.stringContaining('каждый день.') } });
    expect(result.usage?.promptTokens).toBeGreaterThan(0);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect('Здравствуйте! "Да", мы открыты 😀 каждый день.').toContain(part);
    expect(simulated.calls.at(-1)?.body).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
    });
    const slow = await ask({ does: 'answer', content, pieceMs: 80 }, { timeoutMs: 200 }, () => {});
    expect(slow).toMatchObject({ fault: 'TIMEOUT' });
    const thoughts = `<think>{"reply":"no"}</think>${good}`;
    expect(await ask(says(thoughts), {}, reply => expect(reply).not.toBe('no'))).toMatchObject({ ok: true });
  });

  it('is asked without a stream when it does not know streams', async () => {
    simulated.script = ({ body }) =>
      body.stream === true ? error(400, { error: { message: 'stream is not supported' } }) : says(good);
    const target = { endpointUrl: simulated.url, model: 'no-stream', apiKey: null };
    const { signal } = new AbortController();
    for (let call = 0; call < 2; call += 1)
      expect(await models.answer(target, request, signal, () => {})).toMatchObject({ ok: true });
    expect(simulated.calls.slice(-3).map(({ body }) => body.stream ?? false)).toEqual([true, false, false]);
  });

  it('says when to come again', async () => {
    expect(await ask(error(429, busy, { 'retry-after': '7' }))).toMatchObject({ retryAfterMs: 7_000 });
    const date = new Date(Date.now() + 60_000).toUTCString();
    const result = await ask(error(503, busy, { 'retry-after': date }));
    expect(result).toMatchObject({ fault: 'BUSY', retryAfterMs: expect.any(Number) });
  });

  it('ends at its time limit and at once when cancelled', async () => {
    expect(await ask({ does: 'hang' }, { timeoutMs: 100 })).toMatchObject({ fault: 'TIMEOUT' });
    const cancelled = new AbortController();
    simulated.script = () => {
      cancelled.abort();
      return { does: 'hang' };
    };
    const target = { endpointUrl: simulated.url, model: 'm', apiKey: null };
    expect(await models.answer(target, request, cancelled.signal)).toMatchObject({ fault: 'CANCELLED' });
  });

  it('is asked in another form when it names what it does not accept, and remembers it', async () => {
    simulated.script = ({ body }) => {
      if ('response_format' in body) return error(400, { error: "'response_format.type' must be text" });
      if ('max_tokens' in body)
        return error(400, { error: { message: "Unsupported parameter: 'max_tokens'" } });
      return says(good);
    };
    const target = { endpointUrl: simulated.url, model: 'picky', apiKey: null };
    const signal = new AbortController().signal;
    expect(await models.answer(target, request, signal)).toMatchObject({ ok: true });
    const before = simulated.calls.length;
    expect(await models.answer(target, request, signal)).toMatchObject({ ok: true });
    expect(simulated.calls.length).toBe(before + 1);
    const { body } = simulated.calls.at(-1) ?? {};
    expect(body).toMatchObject({ max_completion_tokens: 100 });
    expect(body?.messages?.[0]?.content).toContain('"additionalProperties":false');
  });

  it('is always named by an object: the library sends a name to its own vendor', () => {
    const source = readFileSync('src/ai/model/ask-model.ts', 'utf8');
    expect(source.match(/(?:generateText|streamText)\(/g)?.length).toBe(2);
    expect(source).toContain('model: provider(model),');
    const others = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      name => name.endsWith('.ts') && !name.endsWith('ask-model.ts'),
    );
    for (const name of others) expect(readFileSync(`src/${name}`, 'utf8')).not.toMatch(/from 'ai'/);
  });

  it('is not called at a private address, in any notation or behind a name', async () => {
    const careful = openModels({
      allowPrivate: false,
      resolve: (_host, _options, answer) => answer(null, [{ address: '10.0.0.5', family: 4 }]),
    });
    const signal = new AbortController().signal;
    for (const endpointUrl of [simulated.url, 'http://2130706433/v1', 'https://inside.example/v1']) {
      const target = { endpointUrl, model: 'm', apiKey: key };
      expect(await careful.answer(target, request, signal)).toMatchObject({
        fault: 'CONFIGURATION',
        words: expect.stringContaining('private network'),
      });
      expect(await careful.findFault(endpointUrl)).not.toBeNull();
    }
    expect(await careful.findFault('http://public.example/v1')).toBe('must be an https URL');
    await careful.close();
    // A name that was public when it was saved.
    const addresses = ['93.184.215.14', '10.0.0.5'];
    const moved = openModels({
      allowPrivate: false,
      resolve: (_host, _options, answer) =>
        answer(null, [{ address: addresses.shift() ?? '10.0.0.5', family: 4 }]),
    });
    const endpointUrl = 'https://moving.example/v1';
    expect(await moved.findFault(endpointUrl)).toBeNull();
    expect(await moved.answer({ endpointUrl, model: 'm', apiKey: key }, request, signal)).toMatchObject({
      fault: 'CONFIGURATION',
      words: expect.stringContaining('private network'),
    });
    await moved.close();
  });
});

describe('the simulated model', () => {
  it('streams when it is asked to', async () => {
    simulated.script = () => says(good);
    const response = await fetch(`${simulated.url}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: 'Hi' }] }),
    });
    const text = await response.text();
    const parts = [...text.matchAll(/^data: (\{.*\})$/gm)].map(([, json]) => JSON.parse(json ?? '{}'));
    expect(parts.map(part => part.choices[0]?.delta.content ?? '').join('')).toBe(good);
    expect(text.trimEnd().endsWith('data: [DONE]')).toBe(true);
    expect(parts.at(-1)?.usage).toMatchObject({ total_tokens: expect.any(Number) });
  });
});
