import { useEffect, useState } from 'react';
import { t } from '../i18n/index.js';
import { setPreference, usePreference } from '../ui/index.js';
import { keyTable } from './key-map.js';

const named: Readonly<Record<string, string>> = {
  ...{ ArrowDown: '↓', ArrowUp: '↑', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', Slash: '/' },
  ...{ ContextMenu: '≣' },
};

type Layout = ReadonlyMap<string, string>;

/** What the keys do, with the letters of this keyboard. */
export function KeyTable() {
  const layout = useLayout();
  const hasSingleKeys = usePreference('singleKeys');
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={hasSingleKeys}
          onChange={event => setPreference('singleKeys', event.target.checked)}
        />
        {t('singleKeys')}
      </label>
      {keyTable.map(({ title, rows }) => (
        <table key={title} className="keys">
          <caption>{t(title)}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{t('key')}</th>
              <th scope="col">{t('action')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ keys, text }) => (
              <tr key={text}>
                <td>
                  {keys.map(combination => (
                    <kbd key={combination}>{toLabel(combination, layout)}</kbd>
                  ))}
                </td>
                <td>{t(text)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </>
  );
}

/** The letters on the keys, where the browser knows them. */
function useLayout(): Layout | null {
  const [layout, setLayout] = useState<Layout | null>(null);
  useEffect(() => {
    const { keyboard } = navigator as { keyboard?: { getLayoutMap(): Promise<Layout> } };
    keyboard?.getLayoutMap().then(setLayout, () => {});
  }, []);
  return layout;
}

/** "Shift+KeyE" as "Shift+E"; "KeyG KeyI" as "G I". */
function toLabel(combination: string, layout: Layout | null): string {
  const toKey = (code: string) => named[code] ?? layout?.get(code)?.toUpperCase() ?? code.replace(/^Key/, '');
  return combination
    .split(' ')
    .map(step => step.split('+').map(toKey).join('+'))
    .join(' ');
}
