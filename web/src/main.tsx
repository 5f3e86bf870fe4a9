/** Entry of the page. */
import { CSPProvider } from '@base-ui/react/csp-provider';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.js';
import { clearDrafts } from './composer/index.js';
import { takeSession } from './early/index.js';
import { loadLocale } from './i18n/index.js';
import { session } from './session/index.js';
import { followTheme, refuseDroppedFiles } from './ui/index.js';
import './ui/ui.css';
import './session/session.css';
import './conversations/conversations.css';
import './thread/thread.css';
import './media/media.css';
import './composer/composer.css';
import './presence/presence.css';
import './contact/contact.css';
import './app/app.css';

followTheme();
refuseDroppedFiles();
clearDrafts();
const [root] = [document.getElementById('inbox')];
if (root === null) throw new Error('The page has no place for the inbox.');
// No await at the top: what is loaded later imports from this file, and would wait for its end.
void Promise.all([loadLocale(null), session.resume(takeSession())]).then(() =>
  createRoot(root).render(
    // The content policy allows no style elements.
    <CSPProvider disableStyleElements>
      <App />
    </CSPProvider>,
  ),
);
