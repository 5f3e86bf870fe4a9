/** What a worker takes of graphile-worker. A module of its own, so that it is loaded when the server answers already. */
export { Logger, run } from 'graphile-worker';
