/** Operation types of the OpenAPI document, and shared helpers. */
import { type ErrorCode, errorCodes } from '../../domain/errors.js';

/** A JSON Schema, or a reference to one. */
export type Schema = Readonly<Record<string, unknown>>;

/** An OpenAPI 3.1 operation, with the fields that this document uses. */
export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  /** Alternative security requirements; an empty one means that no credential is required. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Schema[];
  readonly requestBody?: Schema;
  readonly responses: Readonly<Record<string, Schema>>;
}

/** Operations by path and method. */
export type Paths = Readonly<
  Record<string, Readonly<Partial<Record<'get' | 'head' | 'post' | 'put' | 'delete', Operation>>>>
>;

/** Reference to a schema of the document's components. */
export const ref = (id: string): Schema => ({ $ref: `#/components/schemas/${id}` });

/** A JSON request or response body. */
export const json = (schema: Schema, example?: unknown): Schema => ({
  'application/json': { schema, ...(example === undefined ? {} : { example }) },
});

/** Requires an access token. */
export const bearer: Operation['security'] = [{ bearer: [] }];
/** Public: no sign-in is needed. */
export const open: Operation['security'] = [{}];

/** The responses for these errors, one per HTTP status. Always includes INTERNAL. */
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
