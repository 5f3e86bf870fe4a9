/** The sound of a new message: two short tones, made by the browser. */
let context: AudioContext | undefined;

/** Browsers allow sounds after the first click or key. Call once. */
export function unlockSound(): void {
  const unlock = () => {
    context ??= new AudioContext();
    void context.resume();
  };
  for (const type of ['pointerdown', 'keydown']) addEventListener(type, unlock, { once: true });
}

/** Plays it; silently nothing before the first click. */
export function playSound(): void {
  if (context?.state !== 'running') return;
  for (const [frequency, start] of [
    [660, 0],
    [880, 0.12],
  ] as const) {
    const [tone, gain] = [context.createOscillator(), context.createGain()];
    const at = context.currentTime + start;
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(0.08, at);
    gain.gain.exponentialRampToValueAtTime(0.001, at + 0.15);
    tone.connect(gain).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.16);
  }
}
