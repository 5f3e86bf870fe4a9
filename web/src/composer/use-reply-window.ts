import { useEffect, useState } from 'react';
import type { RowPartsFragment } from '../gql/operations.js';
import { serverNow } from '../live/index.js';
import { type ReplyWindow, toReplyWindow } from './reply-window.js';

const minuteMs = 60_000;

/** The window now; it counts down, closes by itself, and opens with the customer's next message. */
export function useReplyWindow({ freeFormAllowed, expiresAt }: RowPartsFragment['replyWindow']): ReplyWindow {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    setNow(serverNow());
    if (!freeFormAllowed || expiresAt === null) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      const leftMs = Date.parse(expiresAt) - serverNow();
      if (leftMs <= 0) return;
      // To the next change of the minute that is left.
      timer = setTimeout(
        () => {
          setNow(serverNow());
          wait();
        },
        (leftMs % minuteMs) + 50,
      );
    };
    wait();
    return () => clearTimeout(timer);
  }, [freeFormAllowed, expiresAt]);
  return toReplyWindow({ freeFormAllowed, expiresAt }, now);
}
