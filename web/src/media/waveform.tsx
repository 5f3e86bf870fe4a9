/** Loudness of a sound as bars; the part that was heard is coloured. Decoration: the slider over it has the words. */
export function Waveform({ peaks, part }: { readonly peaks: readonly number[]; readonly part: number }) {
  const step = 3;
  return (
    <svg
      className="waveform"
      viewBox={`0 0 ${peaks.length * step} 28`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {peaks.map((peak, index) => {
        const height = Math.max(2, (peak / 100) * 28);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: peaks have no id and do not change
            key={index}
            className={index < part * peaks.length ? 'heard' : undefined}
            x={index * step}
            y={(28 - height) / 2}
            width={step - 1}
            height={height}
          />
        );
      })}
    </svg>
  );
}
