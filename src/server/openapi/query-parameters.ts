import * as z from 'zod';
import type { Schema } from './operation.js';

/** The fields of a query, as parameters. */
export function toQueryParameters(query: z.ZodObject): Schema[] {
  const { properties = {} } = z.toJSONSchema(query, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => {
    const { description = '', ...schema } = property as Schema & { readonly description?: string };
    return { name, in: 'query', required: false, description, schema };
  });
}
