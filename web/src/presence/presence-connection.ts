import type { Desk } from '../live/index.js';

/** What presence uses of the connection. */
export type PresenceConnection = Pick<Desk['connection'], 'state' | 'subscribe'> & {
  readonly client: Pick<Desk['connection']['client'], 'subscribe'>;
};
