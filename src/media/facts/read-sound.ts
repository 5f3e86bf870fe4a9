/** Length of sounds and films, and the waveform of sounds in Opus and MP3; the decoders are WebAssembly. */
import { readFile } from 'node:fs/promises';
import { createPeakMeter, type PeakMeter } from './peak-meter.js';
import { readAmrSeconds } from './read-amr.js';

/** What is known of a sound or film. */
export interface SoundFacts {
  readonly durationSeconds: number | null;
  readonly waveform: readonly number[] | null;
}

/** A decoder of a stream. */
interface Decoder {
  readonly ready: Promise<void>;
  decode(bytes: Uint8Array): Promise<Decoded> | Decoded;
  flush?(): Promise<Decoded>;
  free(): void;
}
interface Decoded {
  readonly channelData: readonly Float32Array[];
  readonly samplesDecoded: number;
  readonly sampleRate: number;
  readonly errors: readonly unknown[];
}

const sliceBytes = 16_384;
/** Longer recordings have no waveform; decoding stops then. */
const maxDecodeMs = 8_000;
const maxSeconds = 2 * 60 * 60;

/** Length and, for sounds, waveform of a file; what cannot be read is null. */
export async function readSound(path: string, isFilm: boolean): Promise<SoundFacts> {
  // The library does not know it.
  const amr = isFilm ? null : readAmrSeconds(await readFile(path));
  if (amr !== null) return { durationSeconds: round(amr), waveform: null };
  const stated = await readStated(path);
  if (isFilm || stated.codec === null) return { durationSeconds: round(stated.seconds), waveform: null };
  const meter = await measure(stated.codec, path).catch(() => null);
  return {
    durationSeconds: round(meter?.seconds() ?? stated.seconds),
    waveform: meter?.peaks() ?? null,
  };
}

/** What the container states. */
async function readStated(
  path: string,
): Promise<{ readonly seconds: number | null; readonly codec: 'opus' | 'mp3' | null }> {
  const { parseFile } = await import('music-metadata');
  const { format } = await parseFile(path, { duration: true, skipCovers: true });
  const codec = /^opus$/i.test(format.codec ?? '')
    ? 'opus'
    : /^MPEG [\d.]+ Layer [23]$/.test(format.codec ?? '')
      ? 'mp3'
      : null;
  return { seconds: format.duration ?? null, codec };
}

/** Decodes the whole file in slices; null when any of it is no such sound, or takes too long. */
async function measure(codec: 'opus' | 'mp3', path: string): Promise<PeakMeter | null> {
  const endsAt = Date.now() + maxDecodeMs;
  const decoder = codec === 'opus' ? await openOpus() : await openMp3();
  await decoder.ready;
  const bytes = await readFile(path);
  const meter = createPeakMeter();
  const add = ({ channelData, samplesDecoded, sampleRate, errors }: Decoded): boolean => {
    if (samplesDecoded > 0) meter.add(channelData, samplesDecoded, sampleRate);
    return errors.length === 0 && meter.seconds() <= maxSeconds && Date.now() < endsAt;
  };
  try {
    for (let start = 0; start < bytes.length; start += sliceBytes)
      if (!add(await decoder.decode(bytes.subarray(start, start + sliceBytes)))) return null;
    if (decoder.flush !== undefined && !add(await decoder.flush())) return null;
  } finally {
    decoder.free();
  }
  return meter.seconds() > 0 ? meter : null;
}

async function openOpus(): Promise<Decoder> {
  const { OggOpusDecoder } = await import('ogg-opus-decoder');
  // Its types do not have the sample rate, which its documentation has.
  const options: ConstructorParameters<typeof OggOpusDecoder>[0] & { readonly sampleRate: number } = {
    sampleRate: 8_000,
  };
  return new OggOpusDecoder(options);
}

async function openMp3(): Promise<Decoder> {
  const { MPEGDecoder } = await import('mpg123-decoder');
  return new MPEGDecoder({ enableGapless: true });
}

const round = (seconds: number | null): number | null =>
  seconds === null || !Number.isFinite(seconds) || seconds < 0 ? null : Math.round(seconds * 10) / 10;
