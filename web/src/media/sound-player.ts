/** The one sound of the page that plays. It is outside of the rows: a row that scrolls away does not stop it. */

/** What the player does. */
export interface SoundState {
  /** The file; null before the first. */
  readonly id: string | null;
  readonly isPlaying: boolean;
  readonly seconds: number;
  /** Length of the sound, once the browser knows it. */
  readonly length: number | null;
  readonly rate: number;
  readonly hasFailed: boolean;
}

/** Speeds, in the order of the button. */
const speeds: readonly number[] = [1, 1.5, 2];

let state: SoundState = {
  ...{ id: null, isPlaying: false, seconds: 0, length: null, rate: 1, hasFailed: false },
};
let audio: HTMLAudioElement | null = null;
let film: HTMLVideoElement | null = null;
const listeners = new Set<() => void>();

const change = (next: Partial<SoundState>) => {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
};

function element(): HTMLAudioElement {
  if (audio !== null) return audio;
  const made = new Audio();
  made.preload = 'none';
  made.addEventListener('play', () => change({ isPlaying: true, hasFailed: false }));
  made.addEventListener('pause', () => change({ isPlaying: false }));
  made.addEventListener('timeupdate', () => change({ seconds: made.currentTime }));
  made.addEventListener('ended', () => change({ isPlaying: false, seconds: 0 }));
  made.addEventListener('durationchange', () => {
    if (Number.isFinite(made.duration)) change({ length: made.duration });
  });
  made.addEventListener('error', () => {
    if (made.getAttribute('src')) change({ isPlaying: false, hasFailed: true });
  });
  audio = made;
  return made;
}

function load(id: string, url: string): HTMLAudioElement {
  const player = element();
  if (state.id !== id || state.hasFailed || !player.getAttribute('src')) {
    const seconds = state.id === id ? state.seconds : 0;
    player.src = url;
    player.playbackRate = state.rate;
    if (seconds > 0) player.currentTime = seconds;
    change({ id, seconds, length: null, hasFailed: false, isPlaying: false });
  }
  return player;
}

/** The player. */
export const soundPlayer = {
  state: (): SoundState => state,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Plays the sound from where it is, or pauses it. Everything else that plays is paused. */
  toggle: (id: string, url: string): void => {
    const player = load(id, url);
    if (state.isPlaying) {
      player.pause();
      return;
    }
    film?.pause();
    player.playbackRate = state.rate;
    // A refusal comes as an error of the element too.
    player.play().catch(() => change({ isPlaying: false }));
  },
  /** Moves to a place of the sound, also before it has played. */
  seek: (id: string, url: string, seconds: number): void => {
    load(id, url).currentTime = Math.max(0, seconds);
    change({ seconds: Math.max(0, seconds) });
  },
  /** The next speed; it stays for the sounds after it. */
  nextSpeed: (): void => {
    const rate = speeds[(speeds.indexOf(state.rate) + 1) % speeds.length] ?? 1;
    if (audio !== null) audio.playbackRate = rate;
    change({ rate });
  },
  /** A film plays: what played before is paused. */
  filmPlays: (next: HTMLVideoElement): void => {
    audio?.pause();
    if (film !== next) film?.pause();
    film = next;
  },
  /** Ends the sound, as its thread is closed. */
  stop: (): void => {
    audio?.pause();
    audio?.removeAttribute('src');
    film = null;
    change({ id: null, isPlaying: false, seconds: 0, length: null, hasFailed: false });
  },
};
