/** The sign-in form, or who is signed in. */
import { useSignal } from '@preact/signals';
import type { Playground } from './playground.js';
import { CodeNeeded } from './session.js';

/** Part of the bar at the top. */
export function SignIn({ playground }: { readonly playground: Playground }) {
  const { session, config, notice } = playground;
  const isBusy = useSignal(false);
  const needsCode = useSignal(false);
  const user = session.user.value;
  if (user !== null) {
    return (
      <div class="signed-in">
        <span>
          Signed in as <strong>{`${user.email} (${user.role})`}</strong>
        </span>
        <button id="sign-out" type="button" onClick={() => session.signOut()}>
          Sign out
        </button>
      </div>
    );
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    isBusy.value = true;
    notice.value = '';
    try {
      const [email, password, otp] = ['email', 'password', 'otp'].map(name => String(data.get(name) ?? ''));
      await session.signIn(email ?? '', password ?? '', otp);
      needsCode.value = false;
    } catch (error) {
      if (error instanceof CodeNeeded) needsCode.value = true;
      notice.value = error instanceof Error ? error.message : String(error);
    } finally {
      isBusy.value = false;
    }
  };
  return (
    <form id="sign-in" aria-label="Sign in" onSubmit={submit}>
      <label>
        Email
        <input
          name="email"
          type="email"
          autocomplete="username"
          required
          defaultValue={config.demoLogin?.email ?? ''}
        />
      </label>
      <label>
        Password
        <input
          name="password"
          type="password"
          autocomplete="current-password"
          required
          defaultValue={config.demoLogin?.password ?? ''}
        />
      </label>
      {needsCode.value && (
        <label>
          Code
          <input name="otp" autocomplete="one-time-code" required />
        </label>
      )}
      <button type="submit" class="primary" disabled={isBusy.value}>
        Sign in
      </button>
    </form>
  );
}
