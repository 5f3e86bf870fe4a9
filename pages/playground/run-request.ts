/** Runs a query or a mutation. */
import type { GraphQLParameters, GraphQLRequest } from './graphql-request.js';
import { createRunLog, type Run } from './run.js';

/** Sends it; the answer becomes the run's only result. */
export function runRequest(
  kind: 'query' | 'mutation',
  parameters: GraphQLParameters,
  request: GraphQLRequest,
): Run {
  const log = createRunLog('RUNNING');
  const abort = new AbortController();
  const startedAt = performance.now();
  const run = async (): Promise<void> => {
    try {
      log.addResult(await request(parameters, abort.signal), Math.round(performance.now() - startedAt));
    } catch (error) {
      if (abort.signal.aborted) log.addNote('Stopped. The server may have finished it all the same.');
      else log.addResult({ errors: [{ message: error instanceof Error ? error.message : String(error) }] });
    }
    log.state.value = 'ENDED';
  };
  void run();
  return { kind, ...log, stop: () => abort.abort() };
}
