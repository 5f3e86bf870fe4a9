import type { ThreadQuery } from '../gql/operations.js';

/** The lead as the panel has it. */
export type Lead = NonNullable<NonNullable<ThreadQuery['conversation']>['lead']>;
