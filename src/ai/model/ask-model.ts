/**
 * The only module that knows the library `ai`. No error of the library leaves it: each one carries the whole prompt, and
 * repeats what the endpoint said, which can be the key.
 */
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, parsePartialJson, streamText } from 'ai';
import { LRUCache } from 'lru-cache';
import { answerJsonSchema, readAnswer } from './answer-schema.js';
import type { ModelRequest, ModelResult, ModelTarget, ModelUsage } from './model.js';
import { type KnownFault, toKnownFault, toModelFault } from './to-model-fault.js';

// The library prints settings that an endpoint does not support.
Reflect.set(globalThis, 'AI_SDK_LOG_WARNINGS', false);

/** What an endpoint turned out not to accept. */
interface Habits {
  readonly response_format: boolean;
  readonly max_tokens: boolean;
  readonly temperature: boolean;
  readonly stream: boolean;
}

const accepts: Habits = { response_format: true, max_tokens: true, temperature: true, stream: true };
const dayMs = 86_400_000;
/** By endpoint and model, for a day: an updated server gets another chance. */
const habits = new LRUCache<string, Habits>({ max: 1_000, ttl: dayMs });

/** Calls with another form of request, when the endpoint names what it does not accept. */
const maxForms = 4;

/** Asks once; asks again only in another form. Never throws. */
export async function askModel(
  fetch: typeof globalThis.fetch,
  target: ModelTarget,
  request: ModelRequest,
  signal: AbortSignal,
  onReply?: (reply: string) => void,
): Promise<ModelResult> {
  const startedMs = performance.now();
  const key = `${target.endpointUrl} ${target.model}`;
  const deadline = AbortSignal.timeout(request.timeoutMs);
  for (let form = 1; ; form += 1) {
    const known = habits.get(key) ?? accepts;
    const outcome = await call(fetch, target, request, known, { signal, deadline, onReply });
    const latencyMs = Math.round(performance.now() - startedMs);
    if ('answer' in outcome) return { ok: true, ...outcome, latencyMs };
    const { rejects, ...fault } = outcome;
    if (rejects === null || !known[rejects] || form === maxForms) return { ok: false, ...fault, latencyMs };
    habits.set(key, { ...known, [rejects]: false });
  }
}

type Outcome =
  | { readonly answer: NonNullable<ReturnType<typeof readAnswer>>; readonly usage: ModelUsage | null }
  | (KnownFault & { readonly usage: ModelUsage | null });

async function call(
  fetch: typeof globalThis.fetch,
  { endpointUrl, model, apiKey }: ModelTarget,
  request: ModelRequest,
  known: Habits,
  { signal, deadline, onReply }: CallControl,
): Promise<Outcome> {
  const progress = { hasBegun: false };
  try {
    const provider = createOpenAICompatible({
      name: 'endpoint',
      baseURL: endpointUrl,
      ...(apiKey !== null && { apiKey }),
      fetch,
      includeUsage: true,
      transformRequestBody: body => toBody(body, known),
    });
    const schema = known.response_format ? '' : `\n\n${schemaInWords}`;
    const options = {
      // Never a name: the library would call its vendor's gateway.
      model: provider(model),
      instructions: request.instructions + schema,
      messages: request.turns.map(({ author, text: content }) => ({
        role: author === 'CUSTOMER' ? ('user' as const) : ('assistant' as const),
        content,
      })),
      maxOutputTokens: request.maxOutputTokens,
      ...(request.temperature !== null && known.temperature && { temperature: request.temperature }),
      maxRetries: 0,
      abortSignal: AbortSignal.any([signal, deadline]),
      telemetry: { isEnabled: false },
    };
    const { text, finishReason, usage } =
      onReply && known.stream ? await readStream(options, onReply, progress) : await generateText(options);
    const counted = toUsage(usage);
    if (finishReason === 'length') return { ...toKnownFault('LENGTH'), usage: counted };
    if (finishReason === 'content-filter') return { ...toKnownFault('REFUSED'), usage: counted };
    const answer = finishReason === 'error' ? null : readAnswer(text);
    if (answer === null) return { ...toKnownFault('INVALID_ANSWER'), usage: counted };
    return { answer, usage: counted };
  } catch (error) {
    const about = { wasCancelled: signal.aborted, timedOut: deadline.aborted };
    const fault = toModelFault(error, about);
    return {
      ...(progress.hasBegun && fault.fault === 'UNAVAILABLE' ? toKnownFault('CUT') : fault),
      usage: null,
    };
  }
}

interface CallControl {
  readonly signal: AbortSignal;
  readonly deadline: AbortSignal;
  readonly onReply: ((reply: string) => void) | undefined;
}

/** Errors arrive as parts of a stream, which ends as if nothing were wrong: only a `finish` without them is an answer. */
async function readStream(
  options: Parameters<typeof streamText>[0],
  onReply: (reply: string) => void,
  progress: { hasBegun: boolean },
): Promise<Pick<Awaited<ReturnType<typeof generateText>>, 'text' | 'finishReason' | 'usage'>> {
  let text = '';
  let readMs = 0;
  // Without a listener the library prints errors, with the prompt in them.
  const { fullStream } = streamText({ ...options, onError: () => {} });
  for await (const part of fullStream) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'abort') throw new DOMException('The call was ended.', 'AbortError');
    if (part.type === 'text-delta') {
      progress.hasBegun = true;
      text = (text + part.text).slice(0, maxTextChars);
      const now = performance.now();
      if (now - readMs < readPauseMs) continue;
      readMs = now;
      const reply = await readReply(text);
      if (reply !== null) onReply(reply);
    }
    if (part.type === 'finish') return { text, finishReason: part.finishReason, usage: part.totalUsage };
  }
  throw new DOMException('The stream has no end.', 'AbortError');
}

/** The reply in an object that is still being written; null before it begins. */
async function readReply(text: string): Promise<string | null> {
  const given = text.replace(/<think>[\s\S]*?(?:<\/think>|$)/g, '');
  const from = given.indexOf('{');
  if (from < 0) return null;
  const { value } = await parsePartialJson(given.slice(from));
  const reply = typeof value === 'object' && value !== null && 'reply' in value ? value.reply : null;
  return typeof reply === 'string' ? reply : null;
}

const maxTextChars = 64 * 1024;
/** Reading costs as much as the text is long. */
const readPauseMs = 50;

const schemaInWords = `Answer with one JSON object and nothing else, of this JSON schema: ${JSON.stringify(answerJsonSchema)}`;

function toBody(body: Record<string, unknown>, known: Habits): Record<string, unknown> {
  const { max_tokens: limit, ...rest } = body;
  const asked = known.max_tokens ? { max_tokens: limit } : { max_completion_tokens: limit };
  const format = {
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'answer', strict: true, schema: answerJsonSchema },
    },
  };
  return { ...rest, ...(limit !== undefined && asked), ...(known.response_format && format) };
}

function toUsage(usage: { inputTokens?: number; outputTokens?: number }): ModelUsage | null {
  const { inputTokens, outputTokens } = usage;
  if (inputTokens === undefined && outputTokens === undefined) return null;
  return { promptTokens: count(inputTokens), completionTokens: count(outputTokens) };
}

/** Endpoints can count anything. */
const count = (tokens: number | undefined): number =>
  Math.min(Math.max(Math.trunc(Number(tokens) || 0), 0), 10_000_000);
