/** Notices that the server has another build of the inbox than the one this page was made from. */
import { useSyncExternalStore } from 'react';
import { pageConfig } from '../config/page-config.js';
import { clockedFetch } from './server-clock.js';

let isNewer = false;
const listeners = new Set<() => void>();

/** Header of every answer. */
const header = 'x-trunkline-build';

/** Compares the build that the server named. */
export function noteBuild(build: unknown): void {
  const isOther = typeof build === 'string' && pageConfig.buildId !== null && build !== pageConfig.buildId;
  if (!isOther || isNewer) return;
  isNewer = true;
  for (const listener of listeners) listener();
}

/** `fetch`, which reads the build and the time of the server from the answers. */
export const watchingFetch: typeof fetch = async (...given) => {
  const response = await clockedFetch(...given);
  noteBuild(response.headers.get(header));
  return response;
};

/** True as soon as the server has named another build. */
export const useIsNewBuild = (): boolean =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isNewer,
  );
