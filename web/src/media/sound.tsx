import { type KeyboardEvent, useCallback, useEffect, useSyncExternalStore } from 'react';
import { t } from '../i18n/index.js';
import { formatLength, formatSize, Icon, IconButton } from '../ui/index.js';
import { fileNameOf } from './file-name.js';
import type { MediaFile } from './media-type.js';
import { useLength } from './read-length.js';
import { type SoundState, soundPlayer } from './sound-player.js';
import { useLinks } from './use-links.js';
import { Waveform } from './waveform.js';

const jumpSeconds = 5;
const idle = { isPlaying: false, seconds: 0, length: null, hasFailed: false };

/** A voice message or another sound: play, place, length, speed. */
export function Sound({ file }: { readonly file: MediaFile }) {
  const { url, onFault, hasFailed: isLost } = useLinks(file);
  // Other sounds do not render this one.
  const own = useSyncExternalStore<SoundState | null>(
    soundPlayer.subscribe,
    useCallback(() => {
      const state = soundPlayer.state();
      return state.id === file.id ? state : null;
    }, [file.id]),
  );
  const rate = useSyncExternalStore(soundPlayer.subscribe, () => soundPlayer.state().rate);
  const { isPlaying, seconds, length: played, hasFailed } = own ?? idle;
  const read = useLength(file, url);
  const length = played ?? file.durationSeconds ?? read ?? 0;
  const name = fileNameOf(file);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each failure
  useEffect(() => {
    if (hasFailed) onFault();
  }, [hasFailed]);
  const toggle = () => soundPlayer.toggle(file.id, url);
  const seek = (to: number) => soundPlayer.seek(file.id, url, Math.min(to, length));
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -jumpSeconds, ArrowRight: jumpSeconds }[event.key];
    if (event.key === ' ') toggle();
    else if (by !== undefined) seek(seconds + by);
    else return;
    event.preventDefault();
  };
  const place = t('soundPlace', { seconds: formatLength(seconds), length: formatLength(length) });
  return (
    <fieldset className="sound" aria-label={name}>
      <IconButton
        className="sound-play"
        icon={isPlaying ? 'pause' : 'play'}
        label={t(isPlaying ? 'pauseSound' : 'playSound', { name })}
        onClick={toggle}
      />
      <div className={`sound-track ${file.waveform === null ? '' : 'sound-drawn'}`}>
        {file.waveform !== null && (
          <Waveform peaks={file.waveform} part={length === 0 ? 0 : seconds / length} />
        )}
        <input
          type="range"
          min={0}
          max={length}
          step="any"
          value={Math.min(seconds, length)}
          aria-label={t('soundPosition')}
          aria-valuetext={place}
          disabled={length === 0}
          onChange={event => seek(Number(event.target.value))}
          onKeyDown={onKeyDown}
        />
      </div>
      <span className="muted small">
        {own !== null
          ? place
          : length > 0 || file.sizeBytes === null
            ? formatLength(length)
            : formatSize(file.sizeBytes)}
      </span>
      <button
        type="button"
        className="button sound-speed"
        aria-label={t('soundSpeed', { rate })}
        onClick={soundPlayer.nextSpeed}
      >
        {rate}×
      </button>
      <a
        className="icon-button"
        href={url}
        download
        target="_blank"
        rel="noopener noreferrer"
        aria-label={t('download', { name })}
        title={t('download', { name })}
      >
        <Icon name="download" />
      </a>
      {hasFailed && isLost && (
        <span role="alert" className="fault">
          {t('soundFailed')}
        </span>
      )}
    </fieldset>
  );
}
