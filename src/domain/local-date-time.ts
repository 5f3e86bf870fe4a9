import { GraphQLScalarType } from 'graphql';
import { GraphQLLocalDateTime } from 'graphql-scalars';

/** A wall clock without a zone. */
export const LocalDateTime = new GraphQLScalarType({
  ...GraphQLLocalDateTime.toConfig(),
  name: 'LocalDateTime',
  description: "What the salon's clock shows, without a zone, for example 2026-06-03T14:00:00.",
});
