import { type FormEvent, useState } from 'react';
import { pageConfig } from '../config/page-config.js';
import { t } from '../i18n/index.js';
import { session } from './session.js';
import { SessionError } from './session-requests.js';

/** Signs in by e-mail and password, and the code of a second factor when the server asks for it. */
export function SignIn() {
  const [needsCode, setNeedsCode] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [email, setEmail] = useState(pageConfig.demo?.emails[0] ?? '');
  const [password, setPassword] = useState(pageConfig.demo?.password ?? '');
  const [otp, setOtp] = useState('');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      await session.signIn({ email, password, ...(otp === '' ? {} : { otp: otp.trim() }) });
    } catch (error) {
      const { code = '', reason = null } = error instanceof SessionError ? error : {};
      if (code === 'SECOND_FACTOR_REQUIRED' && reason === 'MISSING') setNeedsCode(true);
      else setFault(toSentence(code));
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className="sign-in">
      <form onSubmit={submit}>
        <h1>{t('signIn')}</h1>
        <label>
          {t('email')}
          <input
            name="email"
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={event => setEmail(event.target.value)}
          />
        </label>
        <label>
          {t('password')}
          <input
            name="password"
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={event => setPassword(event.target.value)}
          />
        </label>
        {needsCode && (
          <label>
            {t('otp')}
            <input
              name="otp"
              autoComplete="one-time-code"
              aria-describedby="otp-hint"
              required
              value={otp}
              onChange={event => setOtp(event.target.value)}
            />
            <span id="otp-hint" className="muted">
              {t('otpHint')}
            </span>
          </label>
        )}
        {fault !== null && (
          <p role="alert" className="fault">
            {fault}
          </p>
        )}
        <button className="button primary" type="submit" disabled={isBusy}>
          {t('signIn')}
        </button>
        {pageConfig.demo && (
          <fieldset className="demo-users">
            <legend>{t('demoUsers')}</legend>
            {pageConfig.demo.emails.map(name => (
              <button key={name} type="button" className="button" onClick={() => setEmail(name)}>
                {name}
              </button>
            ))}
          </fieldset>
        )}
      </form>
    </main>
  );
}

function toSentence(code: string): string {
  if (code === 'SECOND_FACTOR_REQUIRED') return t('otpWrong');
  if (code === 'UNAUTHENTICATED') return t('signInWrong');
  if (code === 'RATE_LIMITED') return t('signInLater');
  return t('signInFailed');
}
