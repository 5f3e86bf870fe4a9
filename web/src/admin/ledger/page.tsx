import { Route, Switch } from 'wouter';
import { t } from '../../i18n/index.js';
import { ForgetsErased } from '../../kit/index.js';
import { EntryPage } from './entry-page.js';
import { LedgerList } from './ledger-list.js';
import { RefusedList } from './refused-list.js';
import '../numbers/numbers.css';
import './ledger.css';

/** What came in, what it became, and what was refused. */
export default function LedgerPage() {
  return (
    <ForgetsErased title={t('ledTitle')}>
      <Switch>
        <Route path="/admin/ledger">
          <LedgerList />
        </Route>
        <Route path="/admin/ledger/refused">
          <RefusedList />
        </Route>
        <Route path="/admin/ledger/:id">{({ id }) => <EntryPage key={id} id={id ?? ''} />}</Route>
      </Switch>
    </ForgetsErased>
  );
}
