import { t } from '../i18n/index.js';

const rows = [
  ['J, K', 'keys_next'],
  ['R', 'keys_reply'],
  ['N', 'keys_note'],
  ['Enter, Shift+Enter', 'keys_send'],
  ['Ctrl+Enter', 'keys_sendAndResolve'],
  ['/, Ctrl+/', 'keys_canned'],
  ['Esc', 'keys_escape'],
  ['E, Shift+E', 'keys_resolve'],
  ['A, Shift+A', 'keys_assign'],
  ['S', 'keys_snooze'],
  ['T', 'topic'],
  ['L', 'labels'],
  ['U', 'markUnread'],
  ['F', 'keys_firstUnread'],
  ['B', 'toNewest'],
  ['Q', 'keys_quote'],
  ['I', 'keys_panel'],
  ['/', 'keys_search'],
  ['?', 'keys_help'],
] as const;

/** What the keys do. */
export function KeyTable() {
  return (
    <table className="keys">
      <thead>
        <tr>
          <th scope="col">{t('key')}</th>
          <th scope="col">{t('action')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([keys, text]) => (
          <tr key={keys}>
            <td>
              <kbd>{keys}</kbd>
            </td>
            <td>{t(text)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
