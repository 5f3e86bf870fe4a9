/** Chooses the schema of a viewer: the whole one, or the one that is limited to some numbers, built when it is first needed. */
import type { GraphQLSchema } from 'graphql';
import type { ViewerScope } from '../accounts/viewer.js';

/** The schemas of a server. */
export interface Schemas {
  /** Builds the limited schema if the viewer needs it and it does not exist yet; called when a viewer is admitted. */
  prepareFor(viewer: ViewerScope): Promise<void>;
  /** The schema of the viewer. Requires `prepareFor`. */
  schemaFor(viewer: ViewerScope | null): GraphQLSchema;
}

/** @param createLimited builds the schema for viewers with a list of numbers */
export function createSchemas(schema: GraphQLSchema, createLimited: () => Promise<GraphQLSchema>): Schemas {
  let building: Promise<GraphQLSchema> | null = null;
  let limited: GraphQLSchema | null = null;
  return {
    prepareFor: async ({ channelIds }) => {
      if (channelIds === null || limited !== null) return;
      building ??= createLimited();
      limited = await building;
    },
    schemaFor: viewer => {
      if (viewer === null || viewer.channelIds === null) return schema;
      if (limited === null) throw new Error('The schema of a limited credential was not prepared.');
      return limited;
    },
  };
}
