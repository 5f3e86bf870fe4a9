import { useEffect, useRef } from 'react';
import { type DeskEvent, useDesk } from '../live/index.js';

/** Events that arrive together cause one request; a busy company one request a second. */
const waitMs = 500;
const betweenMs = 1_000;

/** Calls `reload` after events of these types. */
export function useLiveReload(types: readonly DeskEvent['type'][], reload: () => void): void {
  const desk = useDesk();
  const latest = useRef({ types, reload });
  latest.current = { types, reload };
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = -betweenMs;
    const forget = desk.onEvent(event => {
      if (timer !== undefined || !latest.current.types.includes(event.type)) return;
      const run = () => {
        timer = undefined;
        last = performance.now();
        latest.current.reload();
      };
      timer = setTimeout(run, Math.max(waitMs, last + betweenMs - performance.now()));
    });
    return () => {
      clearTimeout(timer);
      forget();
    };
  }, [desk]);
}
