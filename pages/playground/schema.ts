/** The schema of the server, for completion, validation and documentation. */
import { type ReadonlySignal, signal } from '@preact/signals';
import {
  buildClientSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
} from 'graphql';
import type { GraphQLRequest } from './graphql-request.js';

/** The schema as far as it is loaded. */
export interface SchemaSource {
  readonly schema: ReadonlySignal<GraphQLSchema | null>;
  /** Why there is none; null while it loads and when it is there. */
  readonly problem: ReadonlySignal<string | null>;
  load(): Promise<void>;
}

/** Nothing is loaded yet. */
export function createSchemaSource(request: GraphQLRequest): SchemaSource {
  const schema = signal<GraphQLSchema | null>(null);
  const problem = signal<string | null>(null);
  return {
    schema,
    problem,
    load: async () => {
      problem.value = null;
      try {
        const { data, errors } = await request({
          query: getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }),
        });
        if (!data) throw new Error(errors?.[0]?.message ?? 'The server answered without a schema.');
        schema.value = buildClientSchema(data as unknown as IntrospectionQuery);
      } catch (error) {
        problem.value = error instanceof Error ? error.message : String(error);
      }
    },
  };
}
