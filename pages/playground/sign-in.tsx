/** The sign-in form, or who is signed in. */
import { useSignal } from '@preact/signals';
import type { Playground } from './playground.js';

/** Part of the bar at the top. */
export function SignIn({ playground }: { readonly playground: Playground }) {
  const { session, config, notice } = playground;
  const isBusy = useSignal(false);
  const user = session.user.value;
  if (user !== null) {
    return (
      <div class="signed-in">
        <span>
          Signed in as <strong>{`${user.email} (${user.role})`}</strong>
        </span>
        <button id="sign-out" type="button" onClick={() => session.end()}>
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
      await session.signIn(String(data.get('email')), String(data.get('password')));
    } catch (error) {
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
      <button type="submit" class="primary" disabled={isBusy.value}>
        Sign in
      </button>
    </form>
  );
}
