import { waveformPeaks } from './limits.js';

/** Collects the loudness of a decoded sound. */
export interface PeakMeter {
  /** Adds decoded samples, from -1 to 1, of each channel. */
  add(channels: readonly Float32Array[], count: number, sampleRate: number): void;
  /** Length so far. */
  seconds(): number;
  /** At most 64 values from 0 to 100, the loudest of them 100; a short sound has fewer. All are 0 for silence. */
  peaks(): number[];
}

/** The loudest sample of each window is kept: 90,000 values for half an hour. */
const windowsPerSecond = 50;
/** Below it nothing is audible, and noise would look like speech. */
const silence = 0.001;

/** Creates it. */
export function createPeakMeter(): PeakMeter {
  const windows: number[] = [];
  let samples = 0;
  let seconds = 0;
  return {
    add: (channels, count, sampleRate) => {
      for (const channel of channels) {
        for (let i = 0; i < count; i += 1) {
          const window = Math.floor(((samples + i) * windowsPerSecond) / sampleRate);
          const level = Math.abs(channel[i] ?? 0);
          if (!(level <= (windows[window] ?? -1))) windows[window] = Number.isFinite(level) ? level : 0;
        }
      }
      samples += count;
      seconds = samples / sampleRate;
    },
    seconds: () => seconds,
    peaks: () => {
      const count = Math.max(1, Math.min(waveformPeaks, windows.length));
      const peaks = Array.from({ length: count }, (_, index) => {
        const [from, to] = [index, index + 1].map(at => Math.floor((at * windows.length) / count));
        return windows.slice(from, to).reduce((loudest, level) => Math.max(loudest, level), 0);
      });
      const loudest = Math.max(...peaks);
      return peaks.map(level => (loudest < silence ? 0 : Math.min(100, Math.round((level / loudest) * 100))));
    },
  };
}
