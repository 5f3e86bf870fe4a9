import { useEffect, useState } from 'react';
import { serverNow } from '../live/index.js';

/** True from some time after a moment on: what usually passes at once is not offered before. */
export function useLater(since: string, afterMs: number): boolean {
  const dueMs = Date.parse(since) + afterMs;
  const [isLater, setLater] = useState(() => serverNow() >= dueMs);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), Math.max(0, dueMs - serverNow()));
    return () => clearTimeout(timer);
  }, [dueMs]);
  return isLater;
}
