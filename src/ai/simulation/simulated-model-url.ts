/**
 * Base URL of the simulated model in the rows of a demo: a host that cannot exist (RFC 6761, "invalid"). Its port changes at
 * every start, the rows do not.
 */
export const simulatedModelUrl = 'https://model.simulator.invalid/v1';

/** Replaces it by the address of the running one; leaves every other URL. */
export const createSimulatedModelUrls =
  (runningUrl: string) =>
  (url: string): string =>
    url.startsWith(simulatedModelUrl) ? `${runningUrl}${url.slice(simulatedModelUrl.length)}` : url;
