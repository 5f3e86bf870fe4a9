/** The structure of an answer: its schema for the endpoint, and its reader. */
import { z } from 'zod';
import type { ModelAnswer } from '../../domain/model-answer.js';

const orNull = (maxChars: number) => z.string().max(maxChars).nullable();

/** Strict: an answer with another field, such as a recipient, is no answer. */
const answerSchema = z.strictObject({
  reply: z.string(),
  language: z.string().max(35),
  handoff: z.boolean(),
  reason: orNull(500),
  topic: orNull(200),
  // Servers that do not enforce the schema leave it out.
  stage: orNull(200).default(null),
});

/** The JSON schema that endpoints get: strict, every field required. */
export const answerJsonSchema: Readonly<Record<string, unknown>> = {
  type: 'object',
  additionalProperties: false,
  required: ['reply', 'language', 'handoff', 'reason', 'topic', 'stage'],
  properties: {
    reply: { type: 'string', description: 'The text for the customer; empty when a person is to answer.' },
    language: { type: 'string', description: 'Language of the reply, such as ru, kk or en.' },
    handoff: { type: 'boolean', description: 'True if a person is to take over.' },
    reason: { type: ['string', 'null'], description: 'Why a person is needed, for colleagues.' },
    topic: { type: ['string', 'null'], description: 'What the conversation is about, or null.' },
    stage: { type: ['string', 'null'], description: 'Stage of the sale, or null.' },
  },
};

const maxScanned = 64 * 1024;

/**
 * Reads an answer. Servers accept a schema and do not enforce it, so the object is also found after a `<think>` part, in a
 * code fence, and behind words. @returns null when there is no object, or one of another structure
 */
export function readAnswer(text: string): ModelAnswer | null {
  const given = text
    .slice(0, maxScanned)
    .replace(/<think>[\s\S]*?<\/think>/g, '')
    .trim();
  for (const candidate of candidatesOf(given)) {
    const value = parse(candidate);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    const read = answerSchema.safeParse(value);
    return read.success ? read.data : null;
  }
  return null;
}

function* candidatesOf(text: string): Generator<string> {
  yield text;
  const fenced = /```(?:json)?\s*([\s\S]*?)```/.exec(text)?.[1];
  if (fenced !== undefined) yield fenced.trim();
  const from = text.indexOf('{');
  const to = text.lastIndexOf('}');
  if (from >= 0 && to > from) yield text.slice(from, to + 1);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
