/** Creates the models of a process; the library is loaded with the first call. */

import type { Models } from './model.js';
import { createModelFetch, type ModelFetchOptions } from './model-fetch.js';
import { toKnownFault } from './to-model-fault.js';

/** Creates them; opens no connection. */
export function openModels(
  options: ModelFetchOptions & {
    /** Called with the name of an error that is no fault of an endpoint. */
    readonly onBroken?: (error: string) => void;
  },
): Models {
  const guarded = createModelFetch(options);
  const closing = new AbortController();
  let loading: Promise<typeof import('./ask-model.js')> | undefined;
  return {
    answer: async (target, request, signal, onReply) => {
      const startedMs = performance.now();
      const stop = AbortSignal.any([signal, closing.signal]);
      try {
        loading ??= import('./ask-model.js');
        const { askModel } = await loading;
        return await askModel(guarded.fetch, target, request, stop, onReply);
      } catch (error) {
        // The library could not be loaded. Only the name: an error of the library can contain the prompt.
        options.onBroken?.(error instanceof Error ? error.name : 'unknown');
        const latencyMs = Math.round(performance.now() - startedMs);
        return { ok: false, ...toKnownFault('UNAVAILABLE'), usage: null, latencyMs };
      }
    },
    findFault: guarded.findFault,
    close: async () => {
      closing.abort();
      await guarded.close();
    },
  };
}
