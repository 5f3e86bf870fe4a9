/** The form, and what is shown before and after it. */
import { useSignal } from '@preact/signals';
import { type Outcome, sendPassword } from './send-password.js';

const minChars = 10;
const maxChars = 200;

/** Properties of the page. */
export interface SetPasswordProps {
  readonly endpoint: string;
  readonly signInPath: string | null;
  /** From the link; empty without one. */
  readonly token: string;
}

/** The page. */
export function SetPassword({ endpoint, signInPath, token }: SetPasswordProps) {
  const outcome = useSignal<Outcome | null>(
    token === '' ? { kind: 'USELESS', message: 'This page needs the whole link that you were given.' } : null,
  );
  const needsCode = useSignal(false);
  const isBusy = useSignal(false);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const [password, repeated, otp] = ['password', 'repeated', 'otp'].map(name =>
      String(data.get(name) ?? ''),
    );
    const fault = findFault(password ?? '', repeated ?? '');
    if (fault !== null) {
      outcome.value = { kind: 'AGAIN', field: 'password', message: fault };
      return;
    }
    isBusy.value = true;
    outcome.value = await sendPassword(endpoint, { token, password: password ?? '', otp: otp || null });
    isBusy.value = false;
    if (outcome.value.kind === 'AGAIN' && outcome.value.field === 'otp') needsCode.value = true;
    // The used token needs not stay in the history.
    if (outcome.value.kind === 'DONE') history.replaceState(null, '', location.pathname);
  };

  const shown = outcome.value;
  if (shown?.kind === 'USELESS') {
    return (
      <main>
        <h1>This link cannot be used</h1>
        <p role="alert">{shown.message}</p>
        <p>The person who administers Trunkline in your company can make a new one.</p>
      </main>
    );
  }
  if (shown?.kind === 'DONE') {
    return (
      <main>
        <h1>Your password is set</h1>
        <p role="status">
          You can sign in as <strong>{shown.email}</strong> now.
        </p>
        {signInPath !== null && (
          <p>
            <a href={signInPath}>Go to the inbox</a>
          </p>
        )}
      </main>
    );
  }
  return (
    <main>
      <h1>Set your password</h1>
      <p id="rules">
        At least {minChars} characters. Common passwords, and your name or e-mail address, are refused.
      </p>
      <form onSubmit={submit} noValidate>
        <label>
          New password
          <input
            name="password"
            type="password"
            autocomplete="new-password"
            aria-describedby="rules"
            aria-invalid={shown?.field === 'password'}
          />
        </label>
        <label>
          The same again
          <input name="repeated" type="password" autocomplete="new-password" />
        </label>
        {needsCode.value && (
          <label>
            Code
            <input
              name="otp"
              autocomplete="one-time-code"
              inputMode="text"
              aria-invalid={shown?.field === 'otp'}
            />
          </label>
        )}
        {shown !== null && <p role="alert">{shown.message}</p>}
        <button type="submit" disabled={isBusy.value}>
          Set password
        </button>
      </form>
    </main>
  );
}

function findFault(password: string, repeated: string): string | null {
  const { length } = [...password];
  if (length < minChars || length > maxChars)
    return `The password must have ${minChars} to ${maxChars} characters.`;
  return password === repeated ? null : 'The two passwords differ.';
}
