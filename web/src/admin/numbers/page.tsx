import { Link, Redirect, Route, Switch } from 'wouter';
import { t } from '../../i18n/index.js';
import { Empty, Page } from '../../kit/index.js';
import { AccountPage } from './account-page.js';
import { ConnectPage } from './connect-page.js';
import { NumberList } from './number-list.js';
import { NumberPage } from './number-page.js';
import './numbers.css';

/** The company's numbers: a list, a number, an account, connecting a provider. */
export default function NumbersPage() {
  return (
    <Switch>
      <Route path="/admin/numbers">
        <NumberList />
      </Route>
      <Route path="/admin/numbers/connect">
        <ConnectPage />
      </Route>
      <Route path="/admin/numbers/account">
        <Redirect to="/admin/numbers" replace />
      </Route>
      <Route path="/admin/numbers/account/:id">{({ id }) => <AccountPage key={id} id={id} />}</Route>
      <Route path="/admin/numbers/:id">{({ id }) => <NumberPage key={id} id={id} />}</Route>
      <Route>
        <Page title={t('numbersTitle')}>
          <Empty>
            {t('noPage')} <Link href="/admin/numbers">{t('numBack')}</Link>
          </Empty>
        </Page>
      </Route>
    </Switch>
  );
}
