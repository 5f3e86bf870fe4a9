/**
 * A simulated language model: an HTTP server on loopback that speaks chat completions, with streaming, structured output
 * and the faults of real endpoints. For demos and tests; it is no model, and answers by simple rules.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { ModelCall } from './model-call.js';
import { simulateAnswer } from './simulate-answer.js';

/** What it does with a request, instead of answering by its rules. */
export type ModelScript =
  | {
      readonly does: 'answer';
      readonly content: string;
      readonly finish?: string;
      readonly usage?: object | null;
      /** Pause between the pieces of a stream. */
      readonly pieceMs?: number;
    }
  | { readonly does: 'status'; readonly status: number; readonly body: string; readonly headers?: object }
  | { readonly does: 'hang' }
  /** Closes the connection: before the head, or in the middle of the body. */
  | { readonly does: 'cut'; readonly at: 'head' | 'body' }
  | { readonly does: 'refuse' }
  | { readonly does: 'raw'; readonly body: string };

/** A running simulated model. */
export interface SimulatedModel {
  /** Base URL, ending in `/v1`. */
  readonly url: string;
  /** The newest 500 requests, oldest first. */
  readonly calls: readonly ModelCall[];
  /** Decides each request; null: by the rules. May wait. */
  script: (call: ModelCall) => ModelScript | null | Promise<ModelScript | null>;
  stop(): Promise<void>;
}

const maxBodyBytes = 1_048_576;
const maxCalls = 500;
/** So that a demo shows how an answer is written. */
const usualPieceMs = 20;

/** Starts it on a free port. */
export async function startSimulatedModel(): Promise<SimulatedModel> {
  const calls: ModelCall[] = [];
  const simulated = { script: (): null => null } as Pick<SimulatedModel, 'script'>;
  const server = createServer((request, response) => {
    handle(request, response, calls, call => simulated.script(call)).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return Object.assign(simulated, {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    stop: () => close(server),
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise(resolve => server.close(() => resolve()));
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  calls: ModelCall[],
  decide: SimulatedModel['script'],
): Promise<void> {
  if (request.method !== 'POST' || !request.url?.endsWith('/chat/completions')) {
    sendJson(response, 404, { error: { message: 'Not found', type: 'invalid_request_error' } });
    return;
  }
  const body = await readBody(request);
  if (body === null) {
    sendJson(response, 400, { error: { message: 'The body is no JSON object.' } });
    return;
  }
  const call = { authorization: request.headers.authorization ?? null, body };
  calls.push(call);
  if (calls.length > maxCalls) calls.shift();
  const script = (await decide(call)) ?? { does: 'answer' as const, content: simulateAnswer(call) };
  play(script, call, response);
}

function play(script: ModelScript, call: ModelCall, response: ServerResponse): void {
  switch (script.does) {
    case 'hang':
      return;
    case 'cut':
      if (script.at === 'head') response.destroy();
      else {
        const isStream = call.body.stream === true;
        response.writeHead(200, { 'content-type': isStream ? 'text/event-stream' : 'application/json' });
        response.write(
          isStream
            ? 'data: {"id":"1","choices":[{"index":0,"delta":{"role":"assistant","content":"{\\"reply\\": \\"Здравствуйте. "}}]}\n\n'
            : '{"id":"1","choices":[{"message":{"role":"assistant","content":"{',
        );
        setImmediate(() => response.destroy());
      }
      return;
    case 'status':
      response.writeHead(script.status, { 'content-type': 'application/json', ...script.headers });
      response.end(script.body);
      return;
    case 'raw':
      response.writeHead(200, {
        'content-type': call.body.stream === true ? 'text/event-stream' : 'application/json',
      });
      response.end(script.body);
      return;
    case 'refuse':
      sendCompletion(response, call, {
        message: { role: 'assistant', content: null, refusal: 'I cannot help with that.' },
        finish: 'content_filter',
      });
      return;
    case 'answer':
      sendCompletion(response, call, {
        message: { role: 'assistant', content: script.content },
        finish: script.finish ?? 'stop',
        pieceMs: script.pieceMs ?? (call.body.stream === true ? usualPieceMs : 0),
        ...(script.usage !== undefined && { usage: script.usage }),
      });
  }
}

interface Completion {
  readonly message: { readonly role: string; readonly content: string | null; readonly refusal?: string };
  readonly finish: string;
  readonly usage?: object | null;
  readonly pieceMs?: number;
}

function sendCompletion(response: ServerResponse, call: ModelCall, completion: Completion): void {
  const { message, finish } = completion;
  const usage = completion.usage === undefined ? countTokens(call, message.content ?? '') : completion.usage;
  const head = { id: 'simulated', created: Math.trunc(Date.now() / 1_000), model: call.body.model ?? '' };
  if (call.body.stream === true) {
    void stream(response, head, completion, usage);
    return;
  }
  sendJson(response, 200, {
    ...head,
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: finish }],
    ...(usage !== null && { usage }),
  });
}

async function stream(
  response: ServerResponse,
  head: object,
  { message, finish, pieceMs = 0 }: Completion,
  usage: object | null,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (choice: object | null, more: object = {}): void => {
    const data = {
      ...head,
      object: 'chat.completion.chunk',
      choices: choice === null ? [] : [choice],
      ...more,
    };
    response.write(`data: ${JSON.stringify(data)}\n\n`);
  };
  if (message.refusal !== undefined)
    send({ index: 0, delta: { role: 'assistant', refusal: message.refusal }, finish_reason: null });
  for (const part of (message.content ?? '').match(/[\s\S]{1,16}/gu) ?? []) {
    send({ index: 0, delta: { role: 'assistant', content: part }, finish_reason: null });
    if (pieceMs > 0) await delay(pieceMs);
    if (response.destroyed) return;
  }
  send({ index: 0, delta: {}, finish_reason: finish });
  if (usage !== null) send(null, { usage });
  response.end('data: [DONE]\n\n');
}

/** About as many as tokenisers make of Cyrillic text. */
function countTokens({ body }: ModelCall, answer: string): object {
  const count = (text: string): number => Math.ceil(Buffer.byteLength(text) / 4);
  const prompt = count((body.messages ?? []).map(({ content }) => content).join('\n'));
  const completion = count(answer);
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

function sendJson(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

async function readBody(request: IncomingMessage): Promise<ModelCall['body'] | null> {
  const chunks: Buffer[] = [];
  let read = 0;
  for await (const chunk of request) {
    read += (chunk as Buffer).length;
    if (read > maxBodyBytes) return null;
    chunks.push(chunk as Buffer);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as ModelCall['body']) : null;
  } catch {
    return null;
  }
}
