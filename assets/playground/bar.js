/** The bar above GraphiQL: sign-in, the menu of ready operations, and one line that says what is wrong. */

const byId = id => document.getElementById(id);

/** The line for the reader; it is read out by screen readers when it changes. */
export function report(text) {
  byId('bar-status').textContent = text;
}

/** Shows who is signed in, or the form. */
export function showUser(user) {
  byId('sign-in').hidden = user !== null;
  byId('signed-in').hidden = user === null;
  byId('user').textContent = user === null ? '' : `${user.email} (${user.role})`;
}

/** Connects form and buttons to the session. */
export function startSignIn(session) {
  const form = byId('sign-in');
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = form.querySelector('button');
    button.disabled = true;
    report('');
    try {
      await session.signIn(form.elements.email.value, form.elements.password.value);
    } catch (error) {
      report(error.message);
    } finally {
      button.disabled = false;
    }
  });
  byId('sign-out').addEventListener('click', () => session.end());
}

/** Fills the menu; `open(operation)` is called for the one that is chosen. */
export function startMenu(operations, open) {
  const menu = byId('ready-operations');
  for (const { name, title } of operations) menu.append(new Option(title, name));
  menu.addEventListener('change', () => {
    const operation = operations.find(({ name }) => name === menu.value);
    menu.value = '';
    if (operation) open(operation);
  });
}
