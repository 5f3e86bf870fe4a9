/** One operation of the OpenAPI document, and the words that many share. */
import { type ErrorCode, errorCodes } from '../../domain/errors.js';

/** A JSON Schema, or a reference to one. */
export type Schema = Readonly<Record<string, unknown>>;

/** An operation, as OpenAPI 3.1 has it; only what this document uses. */
export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  /** Each entry is one way to be let in; an empty one means that none is needed. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Schema[];
  readonly requestBody?: Schema;
  readonly responses: Readonly<Record<string, Schema>>;
}

/** Operations by path and method. */
export type Paths = Readonly<
  Record<string, Readonly<Partial<Record<'get' | 'head' | 'post' | 'put', Operation>>>>
>;

/** A schema that stands in the document's components. */
export const ref = (id: string): Schema => ({ $ref: `#/components/schemas/${id}` });

/** A body, or an answer, as JSON. */
export const json = (schema: Schema, example?: unknown): Schema => ({
  'application/json': { schema, ...(example === undefined ? {} : { example }) },
});

/** Signed in, with an access token. */
export const bearer: Operation['security'] = [{ bearer: [] }];
/** Public: no sign-in is needed. */
export const open: Operation['security'] = [{}];

/** The answers of these errors, one for each HTTP status. INTERNAL is among them always. */
export function errorAnswers(...codes: readonly ErrorCode[]): Record<string, Schema> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of [...codes, 'INTERNAL'] as const) {
    byStatus.set(errorCodes[code], [...(byStatus.get(errorCodes[code]) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      String(status),
      { description: names.join(', '), content: json(ref('Error')) },
    ]),
  );
}
