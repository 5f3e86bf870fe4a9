/**
 * Tells the other processes on the database where the clients of this one are, and listens to them.
 *
 * Changes are gathered for a moment, the last one of a place counts, and a round sends a limited number of texts: what is
 * more waits for the next round. All places are repeated every few seconds, so a lost text costs little. What another
 * process said ends when its connection ends, and when it does not repeat it in time.
 */
import type { Peers } from '../doorbell.js';
import { Level, type Place, placeKey } from './place.js';
import { ownSource, type PresenceBoard } from './presence-board.js';
import { fromText, question, type ToldPlace, toTexts } from './presence-text.js';

/** Times of the exchange. */
export interface ExchangeTimes {
  readonly roundMs: number;
  readonly repeatMs: number;
  /** How often it is checked which processes are connected. */
  readonly checkMs: number;
}

/** The running exchange. */
export interface PresenceExchange {
  /** Notes the level of an own place. */
  tell(place: Place, level: Level): void;
  stop(): void;
}

/** About 60 places are one text. */
const maxPlacesOfRound = 600;
/** What is not repeated this many times is over. */
const missedRepeats = 3;

/** Starts the exchange over the peers. */
export function startPresenceExchange(
  board: PresenceBoard,
  peers: Peers,
  { roundMs, repeatMs, checkMs }: ExchangeTimes,
): PresenceExchange {
  const own = new Map<string, ToldPlace>();
  const waiting = new Map<string, ToldPlace>();
  let round: NodeJS.Timeout | null = null;
  let isStopped = false;

  const send = async (): Promise<void> => {
    round = null;
    const due = [...waiting].slice(0, maxPlacesOfRound);
    for (const [key] of due) waiting.delete(key);
    // Without others nothing waits: a process that comes asks for all.
    if (!(await peers.send(toTexts(due.map(([, told]) => told))))) waiting.clear();
    if (waiting.size > 0) startRound();
  };
  const startRound = (): void => {
    if (!isStopped) round ??= setTimeout(() => void send(), roundMs);
  };
  const tellAll = (): void => {
    for (const [key, told] of own) if (!waiting.has(key)) waiting.set(key, told);
    if (waiting.size > 0) startRound();
  };
  const ask = (): void => {
    void peers.send([question]);
    tellAll();
  };
  const checkOthers = async (): Promise<void> => {
    if (board.others.length === 0) return;
    const present = await peers.present();
    if (present === null || isStopped) return;
    for (const source of board.others) if (!present.has(source)) board.drop(source);
  };

  const unsubscribe = [
    peers.onConnected(ask),
    peers.onText((senderId, text) => {
      if (text === question) return tellAll();
      const untilMs = Date.now() + missedRepeats * repeatMs;
      for (const { place, level } of fromText(text) ?? []) board.set(senderId, place, level, untilMs);
    }),
  ];
  const timers = [setInterval(tellAll, repeatMs), setInterval(() => void checkOthers(), checkMs)];
  for (const timer of timers) timer.unref();
  ask();

  return {
    tell: (place, level) => {
      const key = placeKey(place);
      const before = own.get(key)?.level ?? Level.GONE;
      if (level === Level.GONE) own.delete(key);
      else if (board.set(ownSource, place, level, Number.POSITIVE_INFINITY)) own.set(key, { place, level });
      if (level === Level.GONE) board.set(ownSource, place, level, 0);
      if (before === (own.get(key)?.level ?? Level.GONE)) return;
      waiting.set(key, { place, level });
      startRound();
    },
    stop: () => {
      isStopped = true;
      for (const stop of unsubscribe) stop();
      for (const timer of timers) clearInterval(timer);
      if (round) clearTimeout(round);
    },
  };
}
