import { useEffect, useRef, useState } from 'react';
import { t } from '../i18n/index.js';
import { type Message, useCompany } from '../live/index.js';
import { cleanName } from '../ui/index.js';
import { authorName } from './author-name.js';

/** Properties of `Announcer`. */
export interface AnnouncerProps {
  readonly messages: readonly Message[];
  readonly isLoaded: boolean;
}

/** Assistive tools are told something at most this often. */
const pauseMs = 2_000;
const maxChars = 100;

/** Tells assistive tools of messages that arrive in the open conversation, and once of each that was not sent. */
export function Announcer({ messages, isLoaded }: AnnouncerProps) {
  const { viewer } = useCompany();
  const [said, setSaid] = useState('');
  const [trouble, setTrouble] = useState('');
  const newestId = useRef<string | null>(null);
  const troubled = useRef<Set<string> | null>(null);
  const waiting = useRef<Message[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!isLoaded) return;
    const before = newestId.current;
    newestId.current = messages.at(-1)?.id ?? before ?? '';
    const failed = messages.filter(({ status }) => status === 'FAILED' || status === 'UNKNOWN');
    const keys = failed.map(({ id, status }) => `${id} ${status}`);
    // What was there at opening is read, not announced.
    if (before === null || troubled.current === null) {
      troubled.current = new Set(keys);
      return;
    }
    const isNew = keys.findIndex(key => !troubled.current?.has(key));
    if (isNew >= 0) setTrouble(t(failed[isNew]?.status === 'FAILED' ? 'failed' : 'unknownText'));
    for (const key of keys) troubled.current.add(key);
    waiting.current.push(...messages.filter(({ id, direction }) => id > before && direction === 'INBOUND'));
    if (waiting.current.length === 0 || timer.current !== undefined) return;
    const say = () => {
      timer.current = undefined;
      const [first, ...more] = waiting.current;
      waiting.current = [];
      if (!first) return;
      const text = first.text === null ? t(`kind_${first.kind}`) : cleanName(first.text.slice(0, maxChars));
      const name = authorName(first.author, viewer.id);
      setSaid(
        more.length === 0 ? t('saysText', { name, text }) : t('newMessages', { count: more.length + 1 }),
      );
      timer.current = setTimeout(say, pauseMs);
    };
    say();
  }, [messages, isLoaded, viewer.id]);
  return (
    <>
      <p className="unseen" role="status">
        {said}
      </p>
      <p className="unseen" role="alert">
        {trouble}
      </p>
    </>
  );
}
