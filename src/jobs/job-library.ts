/** The imports from graphile-worker. A separate module, so that it is loaded after the server has started to answer. */
export { Logger, run } from 'graphile-worker';
