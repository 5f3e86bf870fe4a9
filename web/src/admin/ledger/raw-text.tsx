import { t } from '../../i18n/index.js';
import { formatSize } from '../../ui/index.js';
import { maxShown, toReadable, toVisible } from './to-visible.js';

/** Properties of `RawText`. */
export interface RawTextProps {
  readonly label: string;
  readonly text: string;
}

/** A text of outside as it is: never as HTML, never whole when it is long. */
export function RawText({ label, text }: RawTextProps) {
  return (
    <>
      {/* It scrolls by itself, so the keyboard has to reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section className="raw" tabIndex={0} aria-label={label}>
        <pre dir="ltr">{toVisible(toReadable(text))}</pre>
      </section>
      {text.length > maxShown && (
        <p className="muted">{t('ledCut', { shown: formatSize(maxShown), all: formatSize(text.length) })}</p>
      )}
    </>
  );
}
